package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.DialOutcome.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialOutcomesTest {

    /** The causes are what Asterisk 22 tells of the SIP statuses beside them. */
    @ParameterizedTest
    @CsvSource({
        "17, 486, true, BUSY",
        "17, 486, false, BUSY",
        "21, 603, true, REJECTED",
        "21, 403, false, REJECTED",
        "19, 480, true, NO_ANSWER",
        "19, 480, false, UNREACHABLE",
        "18, 408, false, UNREACHABLE",
        "18, 408, true, NO_ANSWER",
        "26, 0, true, NO_ANSWER",
        "16, 0, true, NO_ANSWER",
        "16, 0, false, UNREACHABLE",
        "0, 0, false, UNREACHABLE",
        "1, 404, false, UNREACHABLE",
        "34, 503, false, UNREACHABLE",
        "38, 500, true, UNREACHABLE",
        "9999, 0, true, UNREACHABLE",
    })
    void causeTellsWhatBecameOfIt(int q850, int sipStatus, boolean alerted, Kind kind) {
        assertThat(DialOutcomes.unanswered(q850, sipStatus, alerted)).satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(kind);
            assertThat(outcome.q850()).isEqualTo(q850);
            assertThat(outcome.sipStatus()).isEqualTo(sipStatus);
        });
    }
}
