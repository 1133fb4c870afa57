package io.voxari.testkit.asterisk;

import io.voxari.testkit.internal.Ulaw;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** Sounds for tests: 8000 µ-law samples a second, the same at every run. Stateless and thread-safe. */
public final class SpeechFixture {
    // Made with: espeak-ng -v en-gb -s 165 -w c.wav "Hello, ..." (the agent: -v en-us+f3 -s 160), then
    // sox -D c.wav -t raw -r 8000 -c 1 -e mu-law caller.ulaw norm -3
    private static final int SAMPLES_PER_SECOND = 8000;

    private SpeechFixture() {}

    /** {@return "Hello, I would like to know when you are open."} */
    public static byte[] caller() {
        return Resources.bytes("caller.ulaw");
    }

    /** {@return "Good morning. How can I help you?"} */
    public static byte[] agent() {
        return Resources.bytes("agent.ulaw");
    }

    /**
     * {@return a sine tone of half the full scale}
     *
     * @param frequencyHz below 4000
     * @param length how long
     */
    public static byte[] tone(int frequencyHz, Duration length) {
        byte[] tone = new byte[samples(length)];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = Ulaw.encode((int) (16384 * Math.sin(2 * Math.PI * frequencyHz * i / SAMPLES_PER_SECOND)));
        }
        return tone;
    }

    /**
     * {@return noise of a tenth of the full scale: another for each seed, and like no other sound}
     *
     * @param seed which noise
     * @param length how long
     */
    public static byte[] noise(long seed, Duration length) {
        Random random = new Random(seed);
        byte[] noise = new byte[samples(length)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = Ulaw.encode(random.nextInt(-3277, 3278));
        }
        return noise;
    }

    /**
     * {@return nothing but silence}
     *
     * @param length how long
     */
    public static byte[] silence(Duration length) {
        byte[] silence = new byte[samples(length)];
        Arrays.fill(silence, Ulaw.SILENCE);
        return silence;
    }

    private static int samples(Duration length) {
        return Math.toIntExact(length.toMillis() * SAMPLES_PER_SECOND / 1000);
    }
}
