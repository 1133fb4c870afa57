package io.voxari.media.signal;

import java.time.Duration;

/**
 * How {@link VoiceActivity} decides.
 *
 * @param aboveNoiseDb so much louder than the noise is speech, 3 to 30 dB
 * @param leastLevelDbfs what is softer is never speech, in dB of full scale, -90 to -10
 * @param onset so long it must be loud for speech to begin, up to 500 ms; in whole steps, rounded up
 * @param hangover so long it must be soft for speech to end, up to 5 s; likewise
 */
public record VoiceActivityOptions(double aboveNoiseDb, double leastLevelDbfs, Duration onset, Duration hangover) {
    /** 9 dB above the noise and at least -50 dB of full scale, for 40 ms; ended after 200 ms. */
    public static final VoiceActivityOptions DEFAULT =
            new VoiceActivityOptions(9, -50, Duration.ofMillis(40), Duration.ofMillis(200));

    /**
     * Checks the values.
     *
     * @param aboveNoiseDb see {@link #aboveNoiseDb()}
     * @param leastLevelDbfs see {@link #leastLevelDbfs()}
     * @param onset see {@link #onset()}
     * @param hangover see {@link #hangover()}
     * @throws IllegalArgumentException if a value is out of its range
     */
    public VoiceActivityOptions {
        if (!(aboveNoiseDb >= 3 && aboveNoiseDb <= 30)) {
            throw new IllegalArgumentException("aboveNoiseDb is " + aboveNoiseDb + ", expected 3 to 30");
        }
        if (!(leastLevelDbfs >= -90 && leastLevelDbfs <= -10)) {
            throw new IllegalArgumentException("leastLevelDbfs is " + leastLevelDbfs + ", expected -90 to -10");
        }
        if (onset.isNegative() || onset.toMillis() > 500) {
            throw new IllegalArgumentException("onset is " + onset + ", expected 0 to 500 ms");
        }
        if (hangover.isNegative() || hangover.toMillis() > 5_000) {
            throw new IllegalArgumentException("hangover is " + hangover + ", expected 0 to 5 s");
        }
    }
}
