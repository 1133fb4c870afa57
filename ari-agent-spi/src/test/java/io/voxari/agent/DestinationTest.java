package io.voxari.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "6001, PJSIP/6001, 6001",
        "PJSIP/6001, PJSIP/6001, 6001",
        "+4930123456, PJSIP/+4930123456, +4930123456",
        "PJSIP/+4930123456@trunk, PJSIP/+4930123456@trunk, +4930123456",
        "PJSIP/trunk/sip:8001@127.0.0.1:5071, PJSIP/trunk/sip:8001@127.0.0.1:5071, 8001",
        "Local/8000@inside, Local/8000@inside, 8000",
        "Local/8000@inside/n, Local/8000@inside/n, 8000",
    })
    void endpointIsReadAsItIsWritten(String given, String endpoint, String number) {
        Destination destination = Destination.of(given);
        assertThat(destination.endpoint()).isEqualTo(endpoint);
        assertThat(destination.number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "PJSIP/", "/6001", "sip:6001@host", "6001 6002", "PJSIP/60\n01", "60&01"})
    void whatIsNoEndpointIsNamed(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Destination.of(given))
                .withMessageContaining("\"" + given + "\"")
                .withMessageContaining("PJSIP/6001");
    }

    @Test
    void settingsAreKept() {
        Destination destination = Destination.of("6001")
                .from("6002", "Reception")
                .ringTimeout(Duration.ofSeconds(5))
                .variable("A", "1")
                .variable("CHANNEL(language)", "de")
                .header("X-Ticket", "77");
        assertThat(destination.callerNumber()).contains("6002");
        assertThat(destination.callerName()).isEqualTo("Reception");
        assertThat(destination.ringTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(destination.variables()).isEqualTo(Map.of("A", "1", "CHANNEL(language)", "de"));
        assertThat(destination.headers()).isEqualTo(Map.of("X-Ticket", "77"));
    }

    @Test
    void nothingIsSlippedIntoAnInvite() {
        Destination destination = Destination.of("6001");
        assertThatIllegalArgumentException().isThrownBy(() -> destination.header("X-A: 1\r\nX-B", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> destination.header("X-A,X-B)", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> destination.header("X-A", "1\r\nX-B: 2"));
        assertThatIllegalArgumentException().isThrownBy(() -> destination.from("6001\r\n", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> destination.from("6001", "A\nB"));
    }

    @Test
    void headersAreForSipOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Destination.of("Local/8000@inside").header("X-A", "1"))
                .withMessageContaining("Local/8000@inside");
    }

    @Test
    void timesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Destination.of("1").ringTimeout(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallLimits.NONE.longest(Duration.ofSeconds(5), Duration.ofSeconds(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> CallLimits.NONE.noInput(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new AnswerPolicy.AfterRinging(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutboundRequest.of(Destination.of("1"), Workflow.of("w"))
                        .detectingAnswer(() -> audio -> java.util.Optional.empty(), Duration.ZERO));
    }

    @Test
    void limitsAreKeptApart() {
        CallLimits limits = CallLimits.NONE
                .longest(Duration.ofMinutes(5), Duration.ofSeconds(30))
                .noInput(Duration.ofSeconds(8));
        assertThat(limits.longest()).contains(Duration.ofMinutes(5));
        assertThat(limits.warning()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.noInput()).contains(Duration.ofSeconds(8));
        assertThat(limits).isNotEqualTo(CallLimits.NONE).isEqualTo(limits.noInput(Duration.ofSeconds(8)));
    }
}
