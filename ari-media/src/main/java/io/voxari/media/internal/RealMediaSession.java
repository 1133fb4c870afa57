package io.voxari.media.internal;

import io.voxari.media.AudioOrigin;
import io.voxari.media.InboundStats;
import io.voxari.media.InboundTiming;
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
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session: what the connection's thread brings goes to the listener, and to the playout first. */
final class RealMediaSession implements MediaSession, LoopTimers.Task {
    private static final Logger LOG = LoggerFactory.getLogger(RealMediaSession.class);

    /** A listener that takes longer than this makes the audio of other calls late by more than a frame or two. */
    private static final long SLOW_NANOS = 50_000_000L;

    private final MediaStart start;
    private final MediaWire wire;
    private final MediaListener listener;
    private final NanoClock clock;
    private final Outgoing out;
    /** One of the two is the way out: packets where Asterisk passes them through, a playout everywhere else. */
    private final @Nullable RealPlayout playout;

    private final @Nullable PacketSender packets;
    /** Guarded by itself: the connection's thread writes, anyone asks. */
    private final InboundMeter meter;

    private final LoopTimers timers;
    private final LoopTimers.Slot slot = new LoopTimers.Slot(this);

    /** Guarded by the meter, as is what is in it; null where audio goes on as it comes. Set once, before audio. */
    private @Nullable TimingBuffer timing;

    /** Guarded by the meter. */
    private long earlyFrames;

    private volatile boolean open = true;
    /** Only the connection's thread, as all below. */
    private boolean startedTwice;

    private long failures;
    private long slowCalls;

    RealMediaSession(
            MediaStart start,
            PlayoutOptions options,
            MediaListener listener,
            MediaWire wire,
            NanoClock clock,
            Pacer pacer,
            LoopTimers timers) {
        this.start = start;
        this.listener = listener;
        this.wire = wire;
        this.clock = clock;
        this.timers = timers;
        if (start.format().isPassthrough()) {
            playout = null;
            packets = new PacketSender(start, wire, clock);
            out = packets;
        } else {
            playout = new RealPlayout(start, options, wire, clock, pacer);
            packets = null;
            out = playout;
        }
        meter = new InboundMeter(
                start.format().frameBytes(), start.format().ptime().toNanos());
    }

    @Override
    public MediaStart start() {
        return start;
    }

    @Override
    public Playout playout() {
        if (playout == null) {
            throw new IllegalStateException("format " + start.format().name()
                    + " is passed through packet by packet, without a playout: use sendPacket(...)");
        }
        return playout;
    }

    @Override
    public boolean sendPacket(ByteBuffer packet) {
        if (packets == null) {
            throw new IllegalStateException("format " + start.format().name()
                    + " is not passed through packet by packet: write to the playout()");
        }
        return packets.send(packet);
    }

    @Override
    public void send(MediaCommand command) {
        if (packets != null && !isForPackets(command)) {
            throw new IllegalArgumentException(
                    "Asterisk knows no " + MediaCommandWriter.name(command) + " where format "
                            + start.format().name() + " is passed through: only ANSWER, HANGUP and GET_STATUS");
        }
        if (command instanceof MediaCommand.Flush
                || command instanceof MediaCommand.Pause
                || command instanceof MediaCommand.Continue) {
            throw new IllegalArgumentException(MediaCommandWriter.name(command)
                    + " belongs to the playout: use interrupt(), pause() or resume() of it");
        }
        if (command instanceof MediaCommand.Mark mark && mark.correlationId().startsWith(PlayoutCore.MARK_PREFIX)) {
            throw new IllegalArgumentException("mark id '" + mark.correlationId() + "': ids that begin with '"
                    + PlayoutCore.MARK_PREFIX + "' are the playout's own");
        }
        // Checked before it is known whether anyone listens: a fault of the caller does not depend on that.
        MediaCommandWriter.write(command, start.controlFormat());
        if (open) {
            out.send(command);
        }
    }

    private static boolean isForPackets(MediaCommand command) {
        return command instanceof MediaCommand.Answer
                || command instanceof MediaCommand.Hangup
                || command instanceof MediaCommand.GetStatus;
    }

    @Override
    public MediaStats stats() {
        PlayoutCounters sent = out.counters();
        synchronized (meter) {
            long now = clock.nanos();
            return new MediaStats(
                    meter.frames(),
                    meter.bytes(),
                    earlyFrames,
                    meter.maxGap(),
                    meter.jitter(),
                    sent.framesOut(),
                    sent.bytesOut(),
                    sent.messagesOut(),
                    sent.underruns(),
                    sent.xoffs(),
                    sent.lateBytes(),
                    sent.discardedBytes(),
                    Duration.ofNanos(meter.frames() == 0 ? 0 : now - meter.lastNanos()),
                    Duration.ofNanos(sent.framesOut() == 0 ? 0 : now - sent.lastOutNanos()));
        }
    }

    @Override
    public InboundStats inboundStats() {
        synchronized (meter) {
            TimingBuffer buffer = timing;
            if (buffer == null) {
                return new InboundStats(
                        meter.jitter(), meter.maxGap(), meter.driftPpm(), 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
            }
            return new InboundStats(
                    meter.jitter(),
                    meter.maxGap(),
                    meter.driftPpm(),
                    buffer.frames(),
                    buffer.concealedFrames(),
                    buffer.silentFrames(),
                    buffer.holes(),
                    buffer.squeezes(),
                    buffer.droppedBytes(),
                    buffer.skippedFrames(),
                    Duration.ofNanos(buffer.waitingNanos()));
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
            out.close();
            wire.close(MediaClose.Kind.LOCAL, 1000, "");
        }
    }

    /** Only the connection's thread, as all below. */
    void started() {
        synchronized (meter) {
            timing = timing();
        }
        tell("onStart", () -> listener.onStart(this));
    }

    private @Nullable TimingBuffer timing() {
        InboundTiming wanted = InboundTiming.AS_IT_COMES;
        try {
            wanted = listener.timing(start);
        } catch (Throwable e) {
            failed("timing", e);
        }
        if (wanted.isAsItComes()) {
            return null;
        }
        SampleCodec codec = SampleCodec.of(start.format());
        if (codec == null) {
            LOG.warn(
                    "Media channel {}: audio in format {} has no samples to cut; it is given as it comes, not in steps",
                    start.channelId(),
                    start.format().name());
            return null;
        }
        return new TimingBuffer(start.format(), codec, wanted);
    }

    void onEarlyAudio(ByteBuffer audio) {
        synchronized (meter) {
            earlyFrames++;
        }
        onAudio(audio);
    }

    /** A buffer that is valid during the call; read-only, so that a listener cannot change what others read. */
    void onAudio(ByteBuffer audio) {
        long now = clock.nanos();
        TimingBuffer buffer;
        synchronized (meter) {
            meter.onFrame(audio.remaining(), now);
            buffer = timing;
            if (buffer != null) {
                buffer.offer(audio, now);
            }
        }
        if (buffer == null) {
            give(audio.isReadOnly() ? audio : audio.asReadOnlyBuffer(), AudioOrigin.RECEIVED, now);
        } else if (open) {
            timers.schedule(slot, buffer.nextDueNanos());
        }
    }

    /** On the clock: gives what is due. */
    @Override
    public void due(long nowNanos) {
        TimingBuffer buffer = timing;
        while (buffer != null && open) {
            synchronized (meter) {
                if (!buffer.poll(nowNanos)) {
                    break;
                }
            }
            give(buffer.frame(), buffer.origin(), nowNanos);
        }
        if (buffer != null && open) {
            timers.schedule(slot, buffer.nextDueNanos());
        }
    }

    private void give(ByteBuffer audio, AudioOrigin origin, long beforeNanos) {
        if (!open) {
            return;
        }
        // Not through tell(): nothing is allocated for a frame.
        try {
            listener.onAudio(this, audio, origin);
        } catch (Throwable e) {
            failed("onAudio", e);
        }
        took("onAudio", beforeNanos);
    }

    void onText(String text) {
        MediaEvent event = MediaEventReader.read(text);
        if (event instanceof MediaStart) {
            if (!startedTwice) {
                startedTwice = true;
                LOG.warn("Media channel {}: a second MEDIA_START is ignored", start.channelId());
            }
            return;
        }
        out.onEvent(event);
        if (open) {
            tell("onEvent", () -> listener.onEvent(this, event));
        }
    }

    void closed(MediaClose close) {
        open = false;
        timers.cancel(slot);
        out.close();
        tell("onClosed", () -> listener.onClosed(this, close));
    }

    private void tell(String method, Runnable call) {
        long before = clock.nanos();
        try {
            call.run();
        } catch (Throwable e) {
            // Errors too: one call's listener must not end the thread that serves all.
            failed(method, e);
        }
        took(method, before);
    }

    /** Each power of two, here and below: fifty stack traces a second help nobody. */
    private void failed(String method, Throwable e) {
        if (Long.bitCount(++failures) == 1) {
            LOG.error(
                    "Media channel {}: the listener failed in {} ({} so far)", start.channelId(), method, failures, e);
        }
    }

    private void took(String method, long beforeNanos) {
        long took = clock.nanos() - beforeNanos;
        if (took > SLOW_NANOS && Long.bitCount(++slowCalls) == 1) {
            LOG.warn(
                    "Media channel {}: the listener took {} ms in {}, and all calls of this thread waited ({} so far)",
                    start.channelId(),
                    took / 1_000_000,
                    method,
                    slowCalls);
        }
    }
}
