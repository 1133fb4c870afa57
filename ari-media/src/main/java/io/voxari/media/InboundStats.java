package io.voxari.media;

import java.time.Duration;

/**
 * How the other party's audio came, and what {@link InboundTiming} made of it. Without steps everything from
 * {@code frames} on is zero.
 *
 * @param jitter interarrival jitter as in RFC 3550 §6.4.1, with what a message plays in place of time stamps
 * @param maxGap the longest time between two audio messages
 * @param driftPpm how much faster than this machine's clock the audio comes, in parts per million; 0 until it came
 *     without a hole for some seconds. Good to about 100 divided by the minutes seen
 * @param frames frames given to the listener
 * @param concealedFrames of these, with {@link AudioOrigin#CONCEALED}
 * @param silentFrames of these, with {@link AudioOrigin#SILENCE}
 * @param holes how often there was not enough audio when it was due
 * @param squeezes how often a frame was made of two, to shorten the delay
 * @param droppedBytes bytes dropped as the delay would have exceeded its limit
 * @param skippedFrames frames not given at all, as this machine stood still for more than a second
 * @param delay how much audio waits for its time
 */
public record InboundStats(
        Duration jitter,
        Duration maxGap,
        double driftPpm,
        long frames,
        long concealedFrames,
        long silentFrames,
        long holes,
        long squeezes,
        long droppedBytes,
        long skippedFrames,
        Duration delay) {}
