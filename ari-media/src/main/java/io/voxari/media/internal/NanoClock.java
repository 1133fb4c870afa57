package io.voxari.media.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Time on a line that begins near zero and never goes back. */
@FunctionalInterface
interface NanoClock {
    long nanos();

    /** {@return the clock of the machine, from now on} */
    static NanoClock system() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }

    /** {@return another clock, from now on; it must not go back} */
    static NanoClock of(InstantSource clock) {
        Instant origin = clock.instant();
        return () -> ChronoUnit.NANOS.between(origin, clock.instant());
    }
}
