package io.voxari.media.signal;

import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Changes the sample rate of a stream of samples, part by part: a polyphase filter (a sinc in a Kaiser window) that keeps
 * what lies below 85 % of the lower half-rate — 3.4 kHz of 8 kHz telephony — and removes what lies above it, at least
 * 80 dB. Allocates nothing once made. Not thread-safe.
 */
public final class Resampler {
    private static final double PASS_BAND = 0.85;
    private static final double STOP_BAND = 1.0;
    private static final double ATTENUATION_DECIBELS = 86;
    private static final int MAX_FACTOR = 480;

    private final int fromHz;
    private final int up;
    private final int down;
    private final int taps;
    /** For each phase its taps, those for the oldest sample first. */
    private final float[] filter;
    /** The last samples, twice, so that any stretch of them lies in one piece. */
    private final float[] past;

    private int place;
    /** Which of the samples in between comes next; from {@code up} on, a sample has to come in first. */
    private int phase;

    private Resampler(int fromHz, int up, int down) {
        this.fromHz = fromHz;
        this.up = up;
        this.down = down;
        // In cycles a sample of the rate in between, fromHz * up.
        double half = 0.5 / Math.max(up, down);
        double width = (STOP_BAND - PASS_BAND) * half;
        int length = (int) Math.ceil((ATTENUATION_DECIBELS - 7.95) / (14.36 * width)) + 1;
        taps = (length + up - 1) / up;
        filter = design(taps, up, (STOP_BAND + PASS_BAND) / 2 * half);
        past = new float[2 * taps];
        phase = up;
    }

    /**
     * {@return a resampler; equal rates pass everything through the same filter}
     *
     * @param fromHz samples a second that come in, 8,000 to 192,000
     * @param toHz samples a second that go out, likewise
     * @throws IllegalArgumentException if a rate is out of range, or the two have hardly a divisor in common
     */
    public static Resampler of(int fromHz, int toHz) {
        check("fromHz", fromHz);
        check("toHz", toHz);
        int divisor = java.math.BigInteger.valueOf(fromHz)
                .gcd(java.math.BigInteger.valueOf(toHz))
                .intValueExact();
        int up = toHz / divisor;
        int down = fromHz / divisor;
        if (up > MAX_FACTOR || down > MAX_FACTOR) {
            throw new IllegalArgumentException("cannot resample " + fromHz + " Hz to " + toHz
                    + " Hz, expected rates as telephony has: 8000, 16000, 24000, 48000");
        }
        return new Resampler(fromHz, up, down);
    }

    private static void check(String name, int rateHz) {
        if (rateHz < 8_000 || rateHz > 192_000) {
            throw new IllegalArgumentException(name + " is " + rateHz + ", expected 8000 to 192000");
        }
    }

    /**
     * Resamples as much as one has and the other takes; moves both positions. Of a stream cut anywhere comes what comes of
     * it as a whole.
     *
     * @param in linear samples
     * @param out takes linear samples
     */
    public void process(ShortBuffer in, ShortBuffer out) {
        while (true) {
            while (phase < up) {
                if (!out.hasRemaining()) {
                    return;
                }
                out.put(sample());
                phase += down;
            }
            if (!in.hasRemaining()) {
                return;
            }
            float sample = in.get();
            past[place] = sample;
            past[place + taps] = sample;
            place = place + 1 == taps ? 0 : place + 1;
            phase -= up;
        }
    }

    private short sample() {
        int row = phase * taps;
        // Four sums: one alone would make each addition wait for the one before.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 4 <= taps; i += 4) {
            a += filter[row + i] * past[place + i];
            b += filter[row + i + 1] * past[place + i + 1];
            c += filter[row + i + 2] * past[place + i + 2];
            d += filter[row + i + 3] * past[place + i + 3];
        }
        for (; i < taps; i++) {
            a += filter[row + i] * past[place + i];
        }
        return Mixer.saturated(Math.round(a + b + c + d));
    }

    /**
     * {@return the most samples that come of so many, however many came before}
     *
     * @param samples samples that come in
     */
    public int maxOutput(int samples) {
        return Math.toIntExact(((long) samples * up + down - 1) / down + 1);
    }

    /** {@return how much later than it came in a sound goes out} */
    public Duration delay() {
        return Duration.ofNanos(Math.round((taps * up - 1) / 2.0 / up / fromHz * 1e9));
    }

    /** Forgets what came before, for another stream. */
    public void reset() {
        Arrays.fill(past, 0);
        place = 0;
        phase = up;
    }

    private static float[] design(int taps, int up, double cutoff) {
        int length = taps * up;
        double beta = 0.1102 * (ATTENUATION_DECIBELS - 8.7);
        double middle = (length - 1) / 2.0;
        float[] filter = new float[length];
        for (int phase = 0; phase < up; phase++) {
            double[] row = new double[taps];
            double sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                // The newest sample meets the beginning of the impulse response.
                double x = (taps - 1 - tap) * (double) up + phase - middle;
                double sinc = x == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
                double window = bessel(beta * Math.sqrt(1 - (x / middle) * (x / middle))) / bessel(beta);
                row[tap] = sinc * window;
                sum += row[tap];
            }
            for (int tap = 0; tap < taps; tap++) {
                // Each phase alike, or a constant would come out as a tone.
                filter[phase * taps + tap] = (float) (row[tap] / sum);
            }
        }
        return filter;
    }

    /** The modified Bessel function of order zero, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
