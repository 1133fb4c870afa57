package io.voxari.media.internal;

/** Time on a line that begins near zero and never goes back. */
@FunctionalInterface
interface NanoClock {
    long nanos();

    /** {@return the clock of the machine, from now on} */
    static NanoClock system() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }
}
