package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Phone;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Media channels that wait for the application to connect to them. */
abstract class ServerModeContract extends Contract {
    private static final String REQUEST = MEDIA_REQUEST.replace("=client", "=server") + "&format=ulaw";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private String made(String more) {
        TestAri.Answer answer = ari.ask("POST", REQUEST + "&transport_data=f(json)" + more + "&channelId=" + id);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        assertThat(answer.body().path("name").asText()).startsWith("WebSocket/INCOMING/0x");
        assertThat(answer.body().path("state").asText()).isEqualTo("Down");
        JsonNode variables = answer.body().path("channelvars");
        assertThat(variables.path("MEDIA_WEBSOCKET_OPTIMAL_FRAME_SIZE").asText())
                .isEqualTo("160");
        return variables.path("MEDIA_WEBSOCKET_CONNECTION_ID").asText();
    }

    @Test
    void channelWaitsForTheApplication() {
        String connection = made("");
        assertThat(connection).matches(UUID);
        assertThat(ari.ask("GET", "channels/" + id + "/variable?variable=MEDIA_WEBSOCKET_CONNECTION_ID")
                        .body()
                        .path("value")
                        .asText())
                .isEqualTo(connection);
        JsonNode dial = ari.await("Dial", id);
        assertThat(dial.path("dialstatus").asText()).isEmpty();
        assertThat(dial.path("dialstring").asText()).isEqualTo("INCOMING/f(json)");
        assertThat(ari.typesOf(id)).containsExactly("Dial:");
        try (TestMediaClient client = TestMediaClient.connect(line, connection, "media")) {
            assertThat(client.answer()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Protocol")).isEqualTo("media");
            ari.await("StasisStart", id);
            assertThat(ari.typesOf(id)).containsExactly("Dial:", "ChannelStateChange", "Dial:ANSWER", "StasisStart");
            assertThat(client.peer.await("MEDIA_START")).isZero();
            JsonNode hello = client.peer.json(0);
            assertThat(hello.path("event").asText()).isEqualTo("MEDIA_START");
            assertThat(hello.path("connection_id").asText()).isEqualTo(connection);
            assertThat(hello.path("channel_id").asText()).isEqualTo(id);
        }
    }

    @Test
    void applicationNeedNotNameTheProtocol() {
        try (TestMediaClient client = TestMediaClient.connect(line, made(""), "")) {
            assertThat(client.answer()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Protocol")).isEmpty();
            ari.await("StasisStart", id);
        }
    }

    @Test
    void speechGoesBothWays() {
        byte[] speech = SpeechFixture.noise(31, Duration.ofMillis(800));
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000").saying(SpeechFixture.noise(32, Duration.ofSeconds(3))), phones);
        try (TestMediaClient client = TestMediaClient.connect(line, made(""), "media")) {
            ari.await("StasisStart", id);
            ari.ask("POST", "bridges/b" + id + "?type=mixing");
            ari.ask("POST", "channels/" + caller + "/answer");
            assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id + "," + caller)
                            .status())
                    .isEqualTo(204);
            ari.await("ChannelEnteredBridge", caller);
            client.peer.play(speech);
            client.peer.mark("end");
            client.peer.await("MEDIA_MARK_PROCESSED");
            until(() -> client.peer.audio().length > 1_600);
            phones.get(0).hangUp();
            ari.await("StasisEnd", caller);
            assertThat(phones.get(0).heard().find(speech)).matches(HeardAudio.Match::isExact);
        }
    }

    @Test
    void answerIsLeftToTheApplicationOnRequest() {
        try (TestMediaClient client = TestMediaClient.connect(line, made("n"), "media")) {
            client.peer.await("MEDIA_START");
            assertThat(ari.ask("POST", "channels/" + id + "/answer").status()).isEqualTo(409);
            client.peer.command("ANSWER");
            ari.await("StasisStart", id);
        }
    }

    @Test
    void connectionIsTakenOnceAndNotAgain() {
        String connection = made("");
        TestMediaClient client = TestMediaClient.connect(line, connection, "media");
        ari.await("StasisStart", id);
        assertThat(refusal(connection, "media")).isEqualTo(409);
        client.close();
        ari.await("ChannelDestroyed", id);
        assertThat(refusal(connection, "media")).isEqualTo(404);
    }

    private int refusal(String connection, String protocol) {
        try (TestMediaClient client = TestMediaClient.connect(line, connection, protocol)) {
            return client.answer();
        }
    }

    @Test
    void refusedConnectionLeavesTheChannelWaiting() {
        String connection = made("");
        assertThat(refusal("wrong", "media")).isEqualTo(404);
        assertThat(refusal(connection, "chat")).isEqualTo(400);
        assertThat(TestMediaClient.plainStatus(line, "GET", connection)).isEqualTo(426);
        assertThat(ari.ask("GET", "channels/" + id).body().path("state").asText())
                .isEqualTo("Down");
        try (TestMediaClient client = TestMediaClient.connect(line, connection, "media")) {
            assertThat(client.answer()).isEqualTo(101);
            ari.await("StasisStart", id);
        }
    }

    @ParameterizedTest
    @CsvSource({"close, 16, 1001", "drop, 38, 1001", "command, 16, 1000"})
    void applicationEndsTheConnection(String how, int cause, int techCause) {
        try (TestMediaClient client = TestMediaClient.connect(line, made(""), "media")) {
            ari.await("StasisStart", id);
            switch (how) {
                case "close" -> client.closeNormally();
                case "drop" -> client.drop();
                default -> client.peer.command("HANGUP");
            }
            JsonNode request = ari.await("ChannelHangupRequest", id);
            assertThat(request.path("cause").asInt()).isEqualTo(cause);
            assertThat(request.path("tech_cause").asInt()).isEqualTo(techCause);
            ari.await("ChannelDestroyed", id);
            assertThat(ari.typesOf(id)).endsWith("ChannelHangupRequest", "StasisEnd", "ChannelDestroyed");
        }
    }

    @Test
    void hangUpEndsTheConnection() {
        try (TestMediaClient client = TestMediaClient.connect(line, made(""), "media")) {
            ari.await("StasisStart", id);
            ari.ask("DELETE", "channels/" + id);
            assertThat(client.peer.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void channelThatNobodyConnectedToIsHungUp() {
        String connection = made("");
        ari.await("Dial", id);
        ari.ask("DELETE", "channels/" + id);
        assertThat(ari.await("ChannelDestroyed", id).path("cause").asInt()).isEqualTo(16);
        assertThat(refusal(connection, "media")).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "external_host=nowhere&transport_data=f(json)  | 500 | An internal error prevented this request from being handled",
                "transport_data=f(json)v(a=1)                  | 500 | An internal error prevented this request from being handled",
                "format=                                       | 400 | format cannot be empty",
                "transport=tcp                                 | 400 | 'server' connection_type can only be used with the websocket transport",
            })
    void refuses(String parameters, int status, String message) {
        String base = REQUEST;
        for (String name : List.of("format", "transport")) {
            base = parameters.startsWith(name + "=") ? base.replaceAll("&" + name + "=\\w+", "") : base;
        }
        TestAri.Answer answer = ari.ask("POST", base + "&channelId=" + id + "&" + parameters);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }
}
