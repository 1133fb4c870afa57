package io.voxari.testkit.contract;

import org.junit.jupiter.api.Tag;

/** The contract, kept by the real Asterisk. */
@Tag("asterisk")
class RealContractTest extends WholeContract {
    RealContractTest() {
        super("real", true, () -> new Bench(RealLine::new));
    }
}
