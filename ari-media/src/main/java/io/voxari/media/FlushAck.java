package io.voxari.media;

import java.time.Duration;

/**
 * Asterisk's word on an interruption.
 *
 * @param heardUntil how far the audio was played when Asterisk dropped the rest, on the line of audio written
 * @param discarded how much was written and never will be heard
 * @param measured whether Asterisk answered; otherwise the values are those of the clock
 * @param took from the interruption to the answer
 */
public record FlushAck(Duration heardUntil, Duration discarded, boolean measured, Duration took) {}
