package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import io.voxari.media.MediaCommand;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaSession;
import io.voxari.media.MediaStart;
import io.voxari.media.MediaStats;
import io.voxari.media.Playout;
import io.voxari.media.PlayoutOptions;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session: what the connection's thread brings goes to the listener, and to the playout first. */
final class RealMediaSession implements MediaSession {
    private static final Logger LOG = LoggerFactory.getLogger(RealMediaSession.class);

    private final MediaStart start;
    private final MediaWire wire;
    private final MediaListener listener;
    private final NanoClock clock;
    private final RealPlayout playout;
    /** Guarded by itself: the connection's thread writes, anyone asks. */
    private final InboundMeter meter;

    /** Guarded by the meter. */
    private long earlyFrames;

    private volatile boolean open = true;

    RealMediaSession(
            MediaStart start,
            PlayoutOptions options,
            MediaListener listener,
            MediaWire wire,
            NanoClock clock,
            Pacer pacer) {
        this.start = start;
        this.listener = listener;
        this.wire = wire;
        this.clock = clock;
        playout = new RealPlayout(start, options, wire, clock, pacer);
        meter = new InboundMeter(
                start.format().frameBytes(), start.format().ptime().toNanos());
    }

    @Override
    public MediaStart start() {
        return start;
    }

    @Override
    public Playout playout() {
        return playout;
    }

    @Override
    public void send(MediaCommand command) {
        if (command instanceof MediaCommand.Flush
                || command instanceof MediaCommand.Pause
                || command instanceof MediaCommand.Continue) {
            throw new IllegalArgumentException(MediaCommandWriter.name(command)
                    + " belongs to the playout: use interrupt(), pause() or resume() of it");
        }
        // Checked before it is known whether anyone listens: a fault of the caller does not depend on that.
        MediaCommandWriter.write(command, start.controlFormat());
        if (open) {
            playout.send(command);
        }
    }

    @Override
    public MediaStats stats() {
        PlayoutCounters out = playout.counters();
        synchronized (meter) {
            return new MediaStats(
                    meter.frames(),
                    meter.bytes(),
                    earlyFrames,
                    meter.maxGap(),
                    meter.jitter(),
                    out.framesOut(),
                    out.bytesOut(),
                    out.messagesOut(),
                    out.underruns(),
                    out.xoffs(),
                    out.lateBytes(),
                    out.discardedBytes());
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            playout.close();
            wire.close(MediaClose.Kind.LOCAL, 1000, "");
        }
    }

    /** Only the connection's thread, as all below. */
    void started() {
        try {
            listener.onStart(this);
        } catch (RuntimeException e) {
            failed("onStart", e);
        }
    }

    void onEarlyAudio(ByteBuffer audio) {
        synchronized (meter) {
            earlyFrames++;
        }
        onAudio(audio);
    }

    void onAudio(ByteBuffer audio) {
        synchronized (meter) {
            meter.onFrame(audio.remaining(), clock.nanos());
        }
        if (!open) {
            return;
        }
        try {
            listener.onAudio(this, audio.asReadOnlyBuffer());
        } catch (RuntimeException e) {
            failed("onAudio", e);
        }
    }

    void onText(String text) {
        MediaEvent event = MediaEventReader.read(text);
        if (event instanceof MediaStart) {
            LOG.warn("Media channel {}: a second MEDIA_START is ignored", start.channelId());
            return;
        }
        playout.onEvent(event);
        try {
            listener.onEvent(this, event);
        } catch (RuntimeException e) {
            failed("onEvent", e);
        }
    }

    void closed(MediaClose close) {
        open = false;
        playout.close();
        try {
            listener.onClosed(this, close);
        } catch (RuntimeException e) {
            failed("onClosed", e);
        }
    }

    private void failed(String method, RuntimeException e) {
        LOG.error("Media channel {}: the listener failed in {}", start.channelId(), method, e);
    }
}
