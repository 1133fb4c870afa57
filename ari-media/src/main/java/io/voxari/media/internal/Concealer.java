package io.voxari.media.internal;

/**
 * What might have been said in a hole: the last pitch periods before it, repeated and faded out, in the manner of G.711
 * Appendix I. Differs from it in that nothing is held back for a smooth beginning: instead of the last samples before the
 * hole, the first within it are bent. For any sample rate. Allocates nothing once made. Not thread-safe.
 */
final class Concealer {
    private static final int STEADY_MILLIS = 10;
    private static final int SILENT_MILLIS = 60;
    private static final int MAX_PERIODS = 3;
    /** Pitch periods looked for: 200 Hz to 66 Hz. */
    private static final int MIN_LAG_MILLIS = 5;

    private static final int MAX_LAG_MILLIS = 15;
    private static final int WINDOW_MILLIS = 20;

    private final int samplesPerMilli;
    private final int minLag;
    private final int maxLag;
    private final int window;
    /** Finer steps than these tell nothing about the pitch of a voice, at a first look. */
    private final int coarse;

    private final short[] history;
    private int period;
    private int overlap;
    /** Samples made since the hole began. */
    private int made;

    private int periods;
    private int phase;
    private int formerPeriods;
    private int formerPhase;
    private int formerLeft;
    /** By how much the repetition misses the last sample before the hole. */
    private double bend;

    Concealer(int sampleRateHz) {
        // Of 44.1 kHz, 44 are near enough.
        samplesPerMilli = sampleRateHz / 1_000;
        minLag = MIN_LAG_MILLIS * samplesPerMilli;
        maxLag = MAX_LAG_MILLIS * samplesPerMilli;
        window = WINDOW_MILLIS * samplesPerMilli;
        coarse = Math.max(1, samplesPerMilli / 4);
        history = new short[MAX_PERIODS * maxLag + maxLag / 4];
        made = SILENT_MILLIS * samplesPerMilli;
    }

    /** To be filled with the samples before a hole, the latest last, before {@link #begin}. */
    short[] history() {
        return history;
    }

    void begin() {
        period = pitchPeriod();
        overlap = period / 4;
        made = 0;
        periods = 1;
        phase = 0;
        formerLeft = 0;
        bend = history[history.length - 1] - history[history.length - 1 - period];
    }

    /** Whether all that follows is silence. */
    boolean isSilent() {
        return made >= SILENT_MILLIS * samplesPerMilli;
    }

    /** Over how many samples what comes next should be passed to: more after a longer hole. */
    int recoverySamples() {
        int extra = 4 * Math.max(0, made / samplesPerMilli - STEADY_MILLIS) / 10;
        return Math.min(overlap + extra * samplesPerMilli, 10 * samplesPerMilli);
    }

    short next() {
        if (isSilent()) {
            return 0;
        }
        if (periods < MAX_PERIODS && made == periods * STEADY_MILLIS * samplesPerMilli) {
            lengthen();
        }
        double sample = repeated(periods, phase);
        if (formerLeft > 0) {
            double old = (double) formerLeft / (overlap + 1);
            sample = old * repeated(formerPeriods, formerPhase) + (1 - old) * sample;
            formerPhase = (formerPhase + 1) % (formerPeriods * period);
            formerLeft--;
        }
        if (made < overlap) {
            sample += bend * (overlap - made) / (overlap + 1);
        }
        phase = (phase + 1) % (periods * period);
        return clamp(sample * gain(made++));
    }

    /** One period over and over again beeps; more of them do so less. */
    private void lengthen() {
        formerPeriods = periods;
        formerPhase = phase;
        formerLeft = overlap;
        periods++;
        phase %= period;
    }

    private double gain(int at) {
        int steady = STEADY_MILLIS * samplesPerMilli;
        int silent = SILENT_MILLIS * samplesPerMilli;
        return at < steady ? 1 : (double) (silent - at) / (silent - steady);
    }

    /** A sample of the last periods before the hole, whose end is led over to their beginning. */
    private double repeated(int count, int at) {
        int length = count * period;
        int from = history.length - length;
        int intoOverlap = at - (length - overlap);
        if (intoOverlap < 0) {
            return history[from + at];
        }
        double before = (intoOverlap + 1.0) / (overlap + 1);
        return (1 - before) * history[from + at] + before * history[from - length + at];
    }

    private int pitchPeriod() {
        int best = search(minLag, maxLag, coarse, coarse);
        return search(Math.max(minLag, best - coarse + 1), Math.min(maxLag, best + coarse - 1), 1, 1);
    }

    /** The lag at which the end of the history resembles itself most: normalised cross-correlation. */
    private int search(int from, int to, int lagStep, int sampleStep) {
        int best = to;
        double bestScore = Double.NEGATIVE_INFINITY;
        int end = history.length;
        for (int lag = from; lag <= to; lag += lagStep) {
            long product = 0;
            long energy = 1;
            for (int i = end - window; i < end; i += sampleStep) {
                product += history[i] * history[i - lag];
                energy += history[i - lag] * history[i - lag];
            }
            double score = product / Math.sqrt((double) energy);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    private static short clamp(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
