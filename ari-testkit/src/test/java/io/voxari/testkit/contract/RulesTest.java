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
        int rules = Rules.count();
        assertThat(rules).isGreaterThan(200);
        // All of them are in the one list that both kinds have.
        assertThat(Files.readString(Path.of("README.md"))).contains(Rules.line(List.of(rules, rules, rules)));
    }
}
