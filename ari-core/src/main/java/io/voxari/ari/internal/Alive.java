package io.voxari.ari.internal;

import io.voxari.ari.ConnectionState.Gap;
import java.time.Duration;
import java.time.Instant;

/** A moment by both clocks: that of the day may be set, the other may stop while the machine sleeps. */
record Alive(Instant time, long nanos) {
    static Alive now(Timers timers) {
        return new Alive(timers.now(), timers.nanos());
    }

    static Alive later(Alive one, Alive other) {
        return one.nanos - other.nanos > 0 ? one : other;
    }

    Alive earlierBy(Duration duration) {
        return new Alive(time.minus(duration), nanos - duration.toNanos());
    }

    /** The longer of the two gaps, so that none is hidden, and none ends before it begins. */
    Gap until(Alive end) {
        Instant byNanos = end.time.minusNanos(end.nanos - nanos);
        return new Gap(time.isBefore(byNanos) ? time : byNanos, end.time);
    }
}
