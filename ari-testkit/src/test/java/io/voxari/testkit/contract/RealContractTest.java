package io.voxari.testkit.contract;

import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("asterisk")
class RealContractTest extends ContractTest {
    @Override
    Line open(URI mediaUri) {
        return new RealLine(mediaUri);
    }

    @Override
    String kind() {
        return "real";
    }
}
