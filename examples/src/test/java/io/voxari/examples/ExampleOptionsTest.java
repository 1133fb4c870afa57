package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleOptionsTest {

    @Test
    void passwordIsEnough() {
        ExampleOptions options = ExampleOptions.from(new String[0], Map.of("VOXARI_ARI_PASSWORD", "secret"));
        assertThat(options.asterisk().endpoint()).isEqualTo(URI.create("http://127.0.0.1:8088"));
        assertThat(options.asterisk().app()).isEqualTo("voxari");
        assertThat(options.asterisk().user()).isEqualTo("voxari");
        assertThat(options.asterisk().websocketClient()).isEqualTo("voxari");
        assertThat(options.listenPort()).isEqualTo(8089);
        assertThat(options.asterisk().toString()).doesNotContain("secret");
    }

    @Test
    void commandLineWinsOverTheEnvironment() {
        ExampleOptions options = ExampleOptions.from(
                new String[] {"--app", "mine", "--websocket-client", "media", "--listen-port", "9000"},
                Map.of("VOXARI_ARI_PASSWORD", "secret", "VOXARI_APP", "theirs", "VOXARI_ARI_USER", "somebody"));
        assertThat(options.asterisk().app()).isEqualTo("mine");
        assertThat(options.asterisk().user()).isEqualTo("somebody");
        assertThat(options.asterisk().websocketClient()).isEqualTo("media");
        assertThat(options.listenPort()).isEqualTo(9000);
    }

    @ParameterizedTest
    @CsvSource({
        "--colour,blue,there is no option --colour",
        "--listen-port,many,is not a port",
        "--endpoint,pbx:8088,is not an http or https URL",
        "--endpoint,http://voxari:secret@pbx:8088,holds credentials",
        "--app,' ',app must not be blank",
    })
    void mistakesNameTheOptionAndTheValue(String flag, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ExampleOptions.from(new String[] {flag, value}, Map.of("VOXARI_ARI_PASSWORD", "secret")))
                .withMessageContaining(message)
                .satisfies(mistake -> assertThat(mistake.getMessage()).doesNotContain("secret"));
    }

    @Test
    void missingPasswordAndMissingValueAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleOptions.from(new String[0], Map.of()))
                .withMessageContaining("VOXARI_ARI_PASSWORD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleOptions.from(new String[] {"--app"}, Map.of()))
                .withMessageContaining("--app needs a value");
    }

    @Test
    void valueMayFollowAnEqualsSign() {
        ExampleOptions options =
                ExampleOptions.from(new String[] {"--app=mine", "--listen-port", "9000", "--password=a=b"}, Map.of());
        assertThat(options.asterisk().app()).isEqualTo("mine");
        assertThat(options.listenPort()).isEqualTo(9000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleOptions.from(new String[] {"--colour=blue"}, Map.of()))
                .withMessage("there is no option --colour");
    }

    @Test
    void programThatCallsNeedsToKnowWhom() {
        Map<String, String> password = Map.of("VOXARI_ARI_PASSWORD", "secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleOptions.from(ExampleOptions.Kind.ONE_CALL, new String[0], password))
                .withMessageContaining("--to");
        assertThat(ExampleOptions.from(ExampleOptions.Kind.ONE_CALL, new String[] {"--to=PJSIP/6001"}, password)
                        .to())
                .isEqualTo("PJSIP/6001");
        assertThat(ExampleOptions.help("DialAndPlay", ExampleOptions.Kind.ONE_CALL))
                .contains("--to", "--play")
                .doesNotContain("--listen-port");
    }

    @Test
    void helpExplainsEveryOption() {
        String help = ExampleOptions.help("EchoAgent");
        assertThat(help)
                .contains("--endpoint", "--app", "--user", "--password", "--websocket-client", "--listen-host")
                .contains("--listen-port", "VOXARI_ARI_PASSWORD", "(8089)");
    }
}
