package io.voxari.testkit.asterisk;

import io.voxari.testkit.internal.Ulaw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What a caller sends: queued speech and digits, cut into one step of 20 ms after the other. A digit holds the speech
 * back for as long as it is pressed, so no speech is lost. Plain data; used by one thread at a time.
 */
final class RtpSource {
    static final int STEP_SAMPLES = 160;

    private static final int PRESS_STEPS = 5;
    private static final int PAUSE_STEPS = 4;

    private final Codec codec;
    private final AfterSpeech afterSpeech;
    private final int ssrc;
    private final Deque<byte[]> speech = new ArrayDeque<>();
    private final Deque<List<TelephoneEvent>> events = new ArrayDeque<>();
    private int sequence;
    private int timestamp;
    private int eventTimestamp;
    private boolean silentBefore = true;

    RtpSource(Codec codec, AfterSpeech afterSpeech, int seed) {
        this.codec = codec;
        this.afterSpeech = afterSpeech;
        this.ssrc = seed;
        this.sequence = seed & 0x7FFF;
        this.timestamp = seed * 31;
    }

    void say(byte[] ulaw) {
        for (int at = 0; at < ulaw.length; at += STEP_SAMPLES) {
            byte[] step = Arrays.copyOfRange(ulaw, at, at + STEP_SAMPLES);
            if (at + STEP_SAMPLES > ulaw.length) {
                Arrays.fill(step, ulaw.length - at, STEP_SAMPLES, Ulaw.SILENCE);
            }
            speech.add(step);
        }
    }

    void press(String digits) {
        if (codec.samplesForOne() != 1) {
            throw new IllegalStateException(codec + " has no digits: offer PCMU or PCMA to press " + digits);
        }
        for (int at = 0; at < digits.length(); at++) {
            events.addAll(TelephoneEvent.press(digits.charAt(at), PRESS_STEPS, STEP_SAMPLES));
            for (int i = 0; i < PAUSE_STEPS; i++) {
                events.add(List.of());
            }
        }
    }

    /** {@return true when everything queued has been sent} */
    boolean isIdle() {
        return speech.isEmpty() && events.isEmpty();
    }

    /** {@return the packets of the next 20 ms, often one, none when there is nothing to send} */
    List<RtpPacket> step() {
        List<RtpPacket> packets = new ArrayList<>(3);
        List<TelephoneEvent> event = events.poll();
        if (event != null && !event.isEmpty()) {
            boolean first = event.get(0).durationSamples() == STEP_SAMPLES;
            if (first) {
                eventTimestamp = timestamp;
            }
            for (TelephoneEvent one : event) {
                packets.add(packet(TelephoneEvent.PAYLOAD_TYPE, first, eventTimestamp, one.encode()));
            }
            silentBefore = true;
        } else {
            byte[] step = event == null ? speech.poll() : null;
            if (step == null && (afterSpeech == AfterSpeech.SILENCE || event != null)) {
                step = new byte[STEP_SAMPLES];
                Arrays.fill(step, Ulaw.SILENCE);
            }
            if (step != null) {
                packets.add(packet(codec.payloadType(), silentBefore, timestamp, codec.fromUlaw(step)));
            }
            silentBefore = step == null;
        }
        timestamp += STEP_SAMPLES * codec.samplesForOne();
        return packets;
    }

    private RtpPacket packet(int payloadType, boolean marker, int at, byte[] payload) {
        RtpPacket packet = new RtpPacket(payloadType, marker, sequence, at, ssrc, payload);
        sequence = (sequence + 1) & 0xFFFF;
        return packet;
    }
}
