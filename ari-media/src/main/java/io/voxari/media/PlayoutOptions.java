package io.voxari.media;

import java.time.Duration;

/**
 * How a playout queues.
 *
 * @param targetDepth how far ahead of the ear audio is sent to Asterisk: enough to bridge a pause of this process,
 *     and what an interruption has to flush there. 40 ms to 30 s, but
 *     never more than 920 frames (18.4 s at 20 ms), as Asterisk drops audio soon beyond
 * @param highWater from here on {@link Playout#write} asks to wait
 * @param hardLimit beyond this {@link Playout#write} refuses
 * @param openAtStart whether audio goes out at once, without {@link Playout#open()}; for media channels that nobody
 *     bridges or that are bridged already
 * @param comfortSilence whether silence is sent while nothing is said, once open: since Asterisk 22.9 it sends no RTP by
 *     itself then, and some trunks hang up. Costs 25 messages a second, and what is said after it comes up to three
 *     frames later. Not while paused, and not in a format that {@linkplain MediaFormat#hasSilence() has none}
 */
public record PlayoutOptions(
        Duration targetDepth, Duration highWater, Duration hardLimit, boolean openAtStart, boolean comfortSilence) {
    /** 500 ms ahead; asks to wait from 20 s on, refuses beyond 10 minutes; closed until opened; no comfort silence. */
    public static final PlayoutOptions DEFAULT =
            new PlayoutOptions(Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMinutes(10), false, false);

    /**
     * Checks the values.
     *
     * @param targetDepth see {@link #targetDepth()}
     * @param highWater see {@link #highWater()}
     * @param hardLimit see {@link #hardLimit()}
     * @param openAtStart see {@link #openAtStart()}
     * @param comfortSilence see {@link #comfortSilence()}
     * @throws IllegalArgumentException if a value is out of its range, or the limits are not in ascending order
     */
    public PlayoutOptions {
        if (targetDepth.toMillis() < 40 || targetDepth.toMillis() > 30_000) {
            throw new IllegalArgumentException("targetDepth is " + targetDepth + ", expected 40 ms to 30 s");
        }
        if (highWater.compareTo(targetDepth) < 0 || hardLimit.compareTo(highWater) < 0) {
            throw new IllegalArgumentException("expected targetDepth <= highWater <= hardLimit, got " + targetDepth
                    + ", " + highWater + ", " + hardLimit);
        }
        if (hardLimit.toHours() >= 1) {
            throw new IllegalArgumentException("hardLimit is " + hardLimit + ", expected less than an hour");
        }
    }

    /**
     * {@return a copy with another target depth}
     *
     * @param value how far ahead audio is sent
     */
    public PlayoutOptions withTargetDepth(Duration value) {
        return new PlayoutOptions(value, highWater, hardLimit, openAtStart, comfortSilence);
    }

    /**
     * {@return a copy with other limits}
     *
     * @param high the high-water mark
     * @param hard the hard limit
     */
    public PlayoutOptions withLimits(Duration high, Duration hard) {
        return new PlayoutOptions(targetDepth, high, hard, openAtStart, comfortSilence);
    }

    /**
     * {@return a copy that opens at the start, or does not}
     *
     * @param value whether audio goes out at once
     */
    public PlayoutOptions withOpenAtStart(boolean value) {
        return new PlayoutOptions(targetDepth, highWater, hardLimit, value, comfortSilence);
    }

    /**
     * {@return a copy that sends comfort silence, or does not}
     *
     * @param value whether silence is sent while nothing is said
     */
    public PlayoutOptions withComfortSilence(boolean value) {
        return new PlayoutOptions(targetDepth, highWater, hardLimit, openAtStart, value);
    }
}
