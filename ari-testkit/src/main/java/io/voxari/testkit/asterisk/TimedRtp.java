package io.voxari.testkit.asterisk;

/** A packet and the time at which it came or went, on the clock of {@link System#nanoTime()}. */
record TimedRtp(long nanos, RtpPacket packet) {}
