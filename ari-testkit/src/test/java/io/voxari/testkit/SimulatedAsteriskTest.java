package io.voxari.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedAsteriskTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
    private final OkHttpClient http = new OkHttpClient();

    @AfterEach
    void close() {
        asterisk.close();
        asterisk.close();
    }

    private int post(String path) throws IOException {
        Request request = new Request.Builder()
                .url(asterisk.ariUri() + "/ari/" + path + (path.contains("?") ? "&" : "?") + "api_key="
                        + asterisk.user() + ":" + asterisk.password())
                .method("POST", RequestBody.create(new byte[0], null))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code();
        }
    }

    @Test
    void echoIsHeardExactly() {
        byte[] speech = SpeechFixture.caller();
        SimulatedCaller caller = asterisk.call("echo").says(speech).hangsUp();
        caller.awaitAnswered(SOON);
        assertThat(caller.awaitEnded(SOON)).isEqualTo(16);
        assertThat(caller.endedBy()).isEqualTo(EndedBy.CALLER);
        HeardAudio.Match match = caller.heard().find(speech);
        assertThat(match.isExact()).as("%s", match).isTrue();
        assertThat(caller.heard().longestHoleWithin(0, caller.heard().samples()))
                .isZero();
        asterisk.assertQuiet();
    }

    @Test
    void withoutAnApplicationCallsAreRefused() {
        assertThat(asterisk.call("8000").awaitRefused(SOON)).isEqualTo(34);
        assertThat(asterisk.call("nobody").awaitRefused(SOON)).isEqualTo(1);
    }

    @Test
    void refusedCallIsNotAnswered() {
        SimulatedCaller caller = asterisk.call("8000");
        assertThatThrownBy(() -> caller.awaitAnswered(SOON))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cause 34");
        assertThat(caller.isAnswered()).isFalse();
    }

    @Test
    void bridgeThatIsLeftIsNamed() throws IOException {
        assertThat(post("bridges/forgotten?type=mixing")).isEqualTo(200);
        assertThatThrownBy(asterisk::assertQuiet)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bridge forgotten was never destroyed");
        assertThatThrownBy(() -> asterisk.awaitQuiet(Duration.ofMillis(20))).isInstanceOf(AssertionError.class);
    }

    @Test
    void callThatIsLeftIsNamed() {
        SimulatedCaller caller = asterisk.call("echo");
        caller.awaitAnswered(SOON);
        assertThatThrownBy(asterisk::assertQuiet)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PJSIP/caller-00000000");
        caller.hangUp();
        asterisk.awaitQuiet(SOON);
    }

    @Test
    void whatIsNotSimulatedIsSaidAloud() throws IOException {
        assertThat(post("deviceStates/Stasis:door?deviceState=BUSY")).isEqualTo(501);
        assertThatThrownBy(asterisk::assertQuiet)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not simulated: POST /deviceStates");
    }

    @Test
    void severalLiveSideBySide() {
        try (SimulatedAsterisk other = SimulatedAsterisk.builder().start()) {
            assertThat(other.ariUri()).isNotEqualTo(asterisk.ariUri());
            other.call("echo").awaitAnswered(SOON);
            asterisk.assertQuiet();
        }
    }

    @Test
    void mistakesInItsSetUpAreRefused() {
        SimulatedAsterisk.Builder builder = SimulatedAsterisk.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.version("22.7"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.media("voxari", URI.create("wss://127.0.0.1:1/media")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asterisk.call("echo").presses("x"));
    }
}
