package io.voxari.media;

import java.time.Duration;

/**
 * Counters of one media session.
 *
 * @param framesIn audio messages received
 * @param bytesIn audio bytes received
 * @param earlyFramesIn audio messages that came before {@code MEDIA_START}
 * @param maxGapIn the longest time between two audio messages; holes that the other party leaves count too
 * @param jitterIn interarrival jitter as in RFC 3550 §6.4.1, over what the messages should have taken
 * @param framesOut audio frames sent
 * @param bytesOut audio bytes sent
 * @param messagesOut audio messages sent
 * @param underruns how often audio came too late to follow on what was playing, within one stretch of speech
 * @param xoffs how often Asterisk said its queue was full
 * @param lateBytesDropped bytes written for a generation that had been interrupted, or after the end
 * @param discardedBytes bytes that interruptions dropped on this side, before they were sent
 * @param sinceIn how long ago the last audio message came; zero before the first
 * @param sinceOut how long ago the last audio frame was sent, silence for comfort not counted; zero before the first
 */
public record MediaStats(
        long framesIn,
        long bytesIn,
        long earlyFramesIn,
        Duration maxGapIn,
        Duration jitterIn,
        long framesOut,
        long bytesOut,
        long messagesOut,
        long underruns,
        long xoffs,
        long lateBytesDropped,
        long discardedBytes,
        Duration sinceIn,
        Duration sinceOut) {}
