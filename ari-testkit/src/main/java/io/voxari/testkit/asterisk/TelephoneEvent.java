package io.voxari.testkit.asterisk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A DTMF digit as RTP events (RFC 4733): {@code durationSamples} grows from packet to packet of the same timestamp. */
record TelephoneEvent(char digit, boolean end, int durationSamples) {
    static final int PAYLOAD_TYPE = 101;
    static final String DIGITS = "0123456789*#ABCD";

    /** The level that telephones send, in dB below full scale. */
    private static final int VOLUME = 10;

    byte[] encode() {
        return ByteBuffer.allocate(4)
                .put((byte) DIGITS.indexOf(digit))
                .put((byte) ((end ? 0x80 : 0) | VOLUME))
                .putShort((short) durationSamples)
                .array();
    }

    /** Reads a payload; empty for what is no digit (hook flash, tones) and for what is too short. */
    static Optional<TelephoneEvent> parse(byte[] payload) {
        if (payload.length < 4 || payload[0] < 0 || payload[0] >= DIGITS.length()) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(payload);
        return Optional.of(
                new TelephoneEvent(DIGITS.charAt(in.get(0)), (in.get(1) & 0x80) != 0, in.getShort(2) & 0xFFFF));
    }

    /**
     * The events of one digit held for so many steps of {@code stepSamples}: one at each step, and the end three times
     * at the last, so that a lost packet loses no digit.
     */
    static List<List<TelephoneEvent>> press(char digit, int steps, int stepSamples) {
        List<List<TelephoneEvent>> press = new ArrayList<>();
        for (int step = 1; step < steps; step++) {
            press.add(List.of(new TelephoneEvent(digit, false, step * stepSamples)));
        }
        TelephoneEvent last = new TelephoneEvent(digit, true, steps * stepSamples);
        press.add(List.of(last, last, last));
        return press;
    }
}
