package io.voxari.benchmarks.calls;

import java.util.Arrays;

/** Times in microseconds, in order. Immutable. */
final class Times {
    static final Times NONE = new Times(new long[0]);

    private final long[] sorted;

    private Times(long[] sorted) {
        this.sorted = sorted;
    }

    /** Numbers separated by commas. */
    static Times parse(String list) {
        return list.isEmpty()
                ? NONE
                : new Times(Arrays.stream(list.split(",", -1))
                        .mapToLong(Long::parseLong)
                        .sorted()
                        .toArray());
    }

    int count() {
        return sorted.length;
    }

    /** {@return milliseconds; none if there are none} */
    double millisAt(double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1_000.0;
    }
}
