package io.voxari.media.signal;

import java.time.Duration;

/** The pairs of tones of DTMF digits (ITU-T Q.23). Stateless and thread-safe. */
public final class DtmfTones {
    private static final String DIGITS = "123A456B789C*0#D";
    private static final int[] LOW_HZ = {697, 770, 852, 941};
    private static final int[] HIGH_HZ = {1_209, 1_336, 1_477, 1_633};
    /** The high group a little louder, as lines attenuate it more. */
    private static final double LOW_DBM0 = -8;

    private static final double HIGH_DBM0 = -6;

    private DtmfTones() {}

    /**
     * {@return the tones of one digit, with soft edges}
     *
     * @param digit one of {@code 0-9 * # A-D}
     * @param duration its length; 100 ms is usual, receivers need 40
     * @param sampleRateHz samples a second; at least 4,000
     * @throws IllegalArgumentException if there is no such digit
     */
    public static short[] digit(char digit, Duration duration, int sampleRateHz) {
        int index = index(digit);
        short[] samples = new short[Tones.sampleCount(duration, sampleRateHz)];
        Tones.add(samples, LOW_HZ[index / 4], LOW_DBM0, sampleRateHz);
        Tones.add(samples, HIGH_HZ[index % 4], HIGH_DBM0, sampleRateHz);
        return samples;
    }

    /**
     * {@return the tones of one digit, for as long as it is held}
     *
     * @param digit one of {@code 0-9 * # A-D}
     * @param sampleRateHz samples a second; at least 4,000
     * @throws IllegalArgumentException if there is no such digit
     */
    public static ToneSource held(char digit, int sampleRateHz) {
        int index = index(digit);
        return ToneSource.of(sampleRateHz, (LOW_DBM0 + HIGH_DBM0) / 2, LOW_HZ[index / 4], HIGH_HZ[index % 4]);
    }

    private static int index(char digit) {
        int index = DIGITS.indexOf(digit);
        if (index < 0) {
            throw new IllegalArgumentException("digit is '" + digit + "', expected one of 0-9 * # A-D");
        }
        return index;
    }
}
