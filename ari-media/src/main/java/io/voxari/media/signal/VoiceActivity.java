package io.voxari.media.signal;

import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tells speech from silence, step by step, by how far the energy is above the noise. The noise is the softest of the last
 * three seconds: in three seconds of speech there is a pause, while a noise that has begun is noise after that time. Speech
 * begins with some steps in a row and ends some time after the last, so that neither a click nor the pause within a word
 * changes anything. Allocates nothing once made. Not thread-safe.
 */
public final class VoiceActivity {
    private static final double LOWEST_DBFS = -90;
    /** The softest of each such stretch is kept, for so many of them. */
    private static final Duration STRETCH = Duration.ofMillis(200);

    private static final int STRETCHES = 15;
    /** Takes away direct current and hum. */
    private static final double HIGH_PASS_HZ = 150;

    private final VoiceActivityOptions options;
    private final int onsetSteps;
    private final int hangoverSteps;
    private final int stretchSteps;
    private final double highPass;
    private double lastIn;
    private double lastOut;
    private final double[] softest = new double[STRETCHES];
    private int stretch;
    private int stepsOfStretch;
    private double floor = LOWEST_DBFS;
    private double level = LOWEST_DBFS;
    private int loudSteps;
    private int quietSteps;
    private boolean speech;

    private VoiceActivity(int sampleRateHz, Duration step, VoiceActivityOptions options) {
        this.options = options;
        stretchSteps = steps(STRETCH, step);
        Arrays.fill(softest, Double.MAX_VALUE);
        onsetSteps = steps(options.onset(), step);
        hangoverSteps = steps(options.hangover(), step);
        highPass = Math.exp(-2 * Math.PI * HIGH_PASS_HZ / sampleRateHz);
    }

    private static int steps(Duration duration, Duration step) {
        return (int) Math.max(1, (duration.toNanos() + step.toNanos() - 1) / step.toNanos());
    }

    /**
     * {@return a detector for one stream}
     *
     * @param sampleRateHz samples a second
     * @param step the length of a step, 5 to 60 ms; 10 or 20 are usual
     * @param options how it decides
     * @throws IllegalArgumentException if the rate or the step is out of range
     */
    public static VoiceActivity of(int sampleRateHz, Duration step, VoiceActivityOptions options) {
        if (sampleRateHz < 8_000 || sampleRateHz > 192_000) {
            throw new IllegalArgumentException("sampleRateHz is " + sampleRateHz + ", expected 8000 to 192000");
        }
        if (step.toMillis() < 5 || step.toMillis() > 60) {
            throw new IllegalArgumentException("step is " + step + ", expected 5 to 60 ms");
        }
        return new VoiceActivity(sampleRateHz, step, options);
    }

    /**
     * Hears one step.
     *
     * @param samples linear samples of one step; its position moves to its limit
     * @return whether there is speech
     */
    public boolean hear(ShortBuffer samples) {
        if (!samples.hasRemaining()) {
            return speech;
        }
        level = levelOf(samples);
        follow();
        boolean loud = level > Math.max(floor + options.aboveNoiseDb(), options.leastLevelDbfs());
        if (loud) {
            loudSteps++;
            quietSteps = 0;
            speech = speech || loudSteps >= onsetSteps;
        } else {
            loudSteps = 0;
            speech = speech && ++quietSteps < hangoverSteps;
        }
        return speech;
    }

    private double levelOf(ShortBuffer samples) {
        int count = samples.remaining();
        double power = 0;
        while (samples.hasRemaining()) {
            double in = samples.get();
            lastOut = highPass * (lastOut + in - lastIn);
            lastIn = in;
            power += lastOut * lastOut;
        }
        double dbfs = 10 * Math.log10(power / count / (32_768.0 * 32_768.0) + 1e-12);
        return Math.max(LOWEST_DBFS, dbfs);
    }

    private void follow() {
        softest[stretch] = Math.min(softest[stretch], level);
        floor = Double.MAX_VALUE;
        for (double each : softest) {
            floor = Math.min(floor, each);
        }
        if (++stepsOfStretch == stretchSteps) {
            stepsOfStretch = 0;
            stretch = (stretch + 1) % STRETCHES;
            softest[stretch] = Double.MAX_VALUE;
        }
    }

    /** {@return whether there is speech} */
    public boolean isSpeech() {
        return speech;
    }

    /** {@return the level of the last step, in dB of full scale, without what lies below the voice} */
    public double levelDbfs() {
        return level;
    }

    /** {@return what is taken for the level of the noise, in dB of full scale} */
    public double noiseDbfs() {
        return floor;
    }
}
