package io.voxari.testkit.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the simulated Asterisk. */
class SimulatedContractTest extends WholeContract {
    SimulatedContractTest() {
        super(new Bench("simulated", SimulatedLine::new));
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ReleaseSix extends OlderRelease {
        ReleaseSix() {
            super(6);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ReleaseEight extends OlderRelease {
        ReleaseEight() {
            super(8);
        }
    }

    /** What differs, at another release. */
    private abstract static class OlderRelease extends ReleaseContract {
        private final Bench bench;

        OlderRelease(int release) {
            this.bench = new Bench("simulated 22." + release, media -> new SimulatedLine(media, release));
        }

        @Override
        Bench bench() {
            return bench;
        }

        @AfterAll
        void close() {
            bench.close();
        }
    }
}
