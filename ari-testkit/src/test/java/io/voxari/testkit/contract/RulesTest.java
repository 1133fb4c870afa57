package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README says how many rules there are. */
class RulesTest {
    @Test
    void readmeSaysHowManyRulesThereAre() throws Exception {
        int simulated = Rules.in(SimulatedContractTest.class);
        int real = Rules.in(RealContractTest.class);
        assertThat(simulated).isEqualTo(real).isGreaterThan(200);
        assertThat(Files.readString(Path.of("README.md")))
                .contains(Rules.line(List.of(Math.max(simulated, real), simulated, real)));
    }
}
