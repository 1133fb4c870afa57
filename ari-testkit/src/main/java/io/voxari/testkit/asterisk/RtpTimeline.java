package io.voxari.testkit.asterisk;

import io.voxari.testkit.asterisk.HeardAudio.Piece;
import io.voxari.testkit.internal.Ulaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lays packets out by their timestamps. Plain data; used by one thread. */
final class RtpTimeline {
    /** A longer step from one timestamp to the next is believed only when the clock has made it too: 1 s. */
    private static final int DISBELIEF_SAMPLES = 8000;
    /** A new time line that begins this close to the end of the old one is meant to follow it directly. */
    private static final int SEAM_SAMPLES = 320;
    /** An hour and a bit; what a test hears beyond that is a fault of the test. */
    private static final int MOST_SAMPLES = 8000 * 4000;

    private final Codec codec;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<byte[]> sounds = new ArrayList<>();
    private final StringBuilder digits = new StringBuilder();
    private int lastEventTimestamp;
    private boolean eventSeen;
    private int lastTimestamp;
    private int lastStart;
    private int lastSsrc;
    private int end;
    private long firstNanos;
    private long lastNanos;

    RtpTimeline(Codec codec) {
        this.codec = codec;
    }

    /** Packets are added in the order of their arrival. */
    void add(TimedRtp timed) {
        RtpPacket packet = timed.packet();
        if (packet.payloadType() == TelephoneEvent.PAYLOAD_TYPE) {
            event(packet);
        } else if (packet.payloadType() == codec.payloadType() && packet.payload().length > 0) {
            audio(packet, timed.nanos());
        }
    }

    private void event(RtpPacket packet) {
        Optional<TelephoneEvent> event = TelephoneEvent.parse(packet.payload());
        // All packets of one press bear its timestamp.
        if (event.isPresent() && !(eventSeen && lastEventTimestamp == packet.timestamp())) {
            digits.append(event.get().digit());
            eventSeen = true;
            lastEventTimestamp = packet.timestamp();
        }
    }

    private void audio(RtpPacket packet, long nanos) {
        int start;
        if (pieces.isEmpty()) {
            start = 0;
            firstNanos = nanos;
        } else {
            long byArrival = (nanos - firstNanos) / 125_000;
            int step = (packet.timestamp() - lastTimestamp) / codec.samplesForOne();
            long clockStep = (nanos - lastNanos) / 125_000;
            // A short step is always believed: on a busy machine packets come late by seconds, and whole all the same.
            boolean believed =
                    Math.abs((long) step) <= DISBELIEF_SAMPLES || Math.abs(step - clockStep) <= DISBELIEF_SAMPLES;
            if (packet.ssrc() == lastSsrc && believed) {
                start = lastStart + step;
            } else {
                start = Math.abs(byArrival - end) <= SEAM_SAMPLES ? end : (int) Math.max(byArrival, end);
            }
            if (start > MOST_SAMPLES) {
                return;
            }
        }
        lastStart = start;
        lastNanos = nanos;
        lastTimestamp = packet.timestamp();
        lastSsrc = packet.ssrc();
        byte[] sound = codec.toUlaw(packet.payload());
        end = Math.max(end, start + sound.length);
        pieces.add(new Piece(start, sound.length, nanos));
        sounds.add(sound);
    }

    /** {@return the packets in the order of their places, the earliest at 0} */
    List<Piece> pieces() {
        int shift = shift();
        return pieces.stream()
                .map(piece -> new Piece(piece.start() - shift, piece.samples(), piece.nanos()))
                .sorted(Comparator.comparingInt(Piece::start))
                .toList();
    }

    byte[] ulaw() {
        int shift = shift();
        byte[] ulaw = new byte[end - shift];
        Arrays.fill(ulaw, Ulaw.SILENCE);
        for (int i = 0; i < sounds.size(); i++) {
            byte[] sound = sounds.get(i);
            System.arraycopy(sound, 0, ulaw, pieces.get(i).start() - shift, sound.length);
        }
        return ulaw;
    }

    String digits() {
        return digits.toString();
    }

    private int shift() {
        return pieces.stream().mapToInt(Piece::start).min().orElse(0);
    }
}
