package io.voxari.testkit.contract;

import java.net.URI;

class SimulatedContractTest extends ContractTest {
    @Override
    Line open(URI mediaUri) {
        return new SimulatedLine(mediaUri);
    }

    @Override
    String kind() {
        return "simulated";
    }
}
