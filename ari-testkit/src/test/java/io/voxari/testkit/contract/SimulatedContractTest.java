package io.voxari.testkit.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract, kept by simulated Asterisks: one for each theme, side by side, since most of a theme is waiting. */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedContractTest extends WholeContract {
    SimulatedContractTest() {
        super("simulated", false, () -> new Bench(SimulatedLine::new));
    }

    @Nested
    class ReleaseSix extends OlderRelease {
        ReleaseSix() {
            super(6);
        }
    }

    @Nested
    class ReleaseEight extends OlderRelease {
        ReleaseEight() {
            super(8);
        }
    }

    /** What differs, at another release. */
    private abstract static class OlderRelease extends ReleaseContract {
        private final String kind;
        private final Bench bench;

        OlderRelease(int release) {
            this.kind = "simulated 22." + release;
            this.bench = new Bench(media -> new SimulatedLine(media, release));
        }

        @Override
        Bench bench() {
            return bench;
        }

        @AfterAll
        void close() {
            Rules.tried(kind, bench.tried());
            bench.close();
        }
    }
}
