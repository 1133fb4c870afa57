package io.voxari.media.internal;

import io.voxari.media.ControlFormat;
import io.voxari.media.MediaCommand;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaStart;
import java.nio.ByteBuffer;

/** Sends packets of a format that Asterisk passes through: each at once, as one message. */
final class PacketSender implements Outgoing {
    private final MediaWire wire;
    private final ControlFormat controlFormat;
    private final NanoClock clock;
    /** All below guarded by this. */
    private final ByteRing packet = new ByteRing();

    private boolean xoff;
    private boolean closed;
    private long packets;
    private long bytes;
    private long xoffs;
    private long lateBytes;
    private long lastNanos;

    PacketSender(MediaStart start, MediaWire wire, NanoClock clock) {
        this.wire = wire;
        this.clock = clock;
        controlFormat = start.controlFormat();
    }

    synchronized boolean send(ByteBuffer audio) {
        int count = audio.remaining();
        if (count == 0 || count > MediaProtocol.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "a packet of " + count + " bytes, expected 1 to " + MediaProtocol.MAX_MESSAGE_BYTES);
        }
        if (closed) {
            lateBytes += count;
            audio.position(audio.limit());
            return false;
        }
        packet.put(audio);
        wire.audio(packet, count);
        packets++;
        bytes += count;
        lastNanos = clock.nanos();
        return !xoff;
    }

    @Override
    public synchronized void send(MediaCommand command) {
        wire.text(MediaCommandWriter.write(command, controlFormat));
    }

    @Override
    public synchronized void onEvent(MediaEvent event) {
        if (event instanceof MediaEvent.Xoff) {
            xoff = true;
            xoffs++;
        } else if (event instanceof MediaEvent.Xon) {
            xoff = false;
        }
    }

    @Override
    public synchronized PlayoutCounters counters() {
        return new PlayoutCounters(packets, bytes, packets, 0, xoffs, lateBytes, 0, lastNanos);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
