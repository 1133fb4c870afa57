package io.voxari.testkit.internal;

import java.util.Arrays;

/** Something that can be played, frame by frame: a sound that ends, or a tone that does not. Stateless. */
interface Prompt {
    int FRAME_SAMPLES = 160;
    int SAMPLES_PER_SECOND = 8_000;

    /** {@return a frame of µ-law; nothing behind the end} */
    byte[] frame(int index);

    /** {@return a sound that ends with its last sample}; its last frame may be short. */
    static Prompt sound(byte[] ulaw) {
        return index -> {
            int from = Math.min(ulaw.length, index * FRAME_SAMPLES);
            return Arrays.copyOfRange(ulaw, from, Math.min(ulaw.length, from + FRAME_SAMPLES));
        };
    }

    /** {@return nothing but silence, for ever} */
    static Prompt silence() {
        byte[] frame = new byte[FRAME_SAMPLES];
        Arrays.fill(frame, Ulaw.SILENCE);
        return index -> frame.clone();
    }

    /** {@return a piece of a tone that follows on what was before it} */
    static byte[] tone(int firstSample, int samples, int... hz) {
        byte[] ulaw = new byte[samples];
        for (int i = 0; i < samples; i++) {
            double sum = 0;
            for (int one : hz) {
                sum += 8_000 * Math.sin(2 * Math.PI * one * (firstSample + i) / SAMPLES_PER_SECOND);
            }
            ulaw[i] = Ulaw.encode((int) Math.max(-32_000, Math.min(32_000, sum)));
        }
        return ulaw;
    }
}
