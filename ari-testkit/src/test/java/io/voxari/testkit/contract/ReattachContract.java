package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call whose media channel ends before it does, and the next one that takes its place. */
abstract class ReattachContract extends Contract {
    private static final byte[] SPEECH = SpeechFixture.noise(21, Duration.ofMillis(600));

    private String again() {
        return id + "again";
    }

    private TestMedia.Peer attach() {
        String again = again();
        TestMedia.Peer second = media(again, "&transport_data=f(json)");
        assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + again)
                        .status())
                .isEqualTo(204);
        ari.await("ChannelEnteredBridge", again);
        return second;
    }

    private void end(Call call, String how) {
        switch (how) {
            case "drop" -> call.peer().drop();
            case "close" -> {
                boolean unused = call.peer().socket().close(1000, null);
            }
            case "command" -> call.peer().command("HANGUP");
            default -> ari.ask("DELETE", "channels/" + id);
        }
    }

    private static List<String> ids(JsonNode array) {
        return Arrays.asList(array.toString().replaceAll("[\\[\\]\"]", "").split(",", -1));
    }

    @ParameterizedTest
    @CsvSource({"drop, 38, 38, 1001", "close, 16, 16, 1001", "command, 16, 16, 1000", "delete, 32, 16, 0"})
    void callStaysInItsBridgeHoweverItsMediaEnds(String how, int requestCause, int cause, int techCause) {
        Call call = connect(Script.to("8000"));
        ari.await("ChannelEnteredBridge", call.caller());
        List<String> before = ari.typesOf(call.caller());
        end(call, how);
        JsonNode destroyed = ari.await("ChannelDestroyed", id);
        assertThat(destroyed.path("cause").asInt()).isEqualTo(cause);
        assertThat(destroyed.path("tech_cause").asInt()).isEqualTo(techCause);
        JsonNode request = ari.await("ChannelHangupRequest", id);
        assertThat(request.path("cause").asInt()).isEqualTo(requestCause);
        assertThat(request.path("soft").asBoolean()).isEqualTo(how.equals("delete"));
        assertThat(ari.typesOf(id))
                .endsWith("ChannelHangupRequest", "ChannelLeftBridge", "StasisEnd", "ChannelDestroyed");
        assertThat(ids(ari.await("ChannelLeftBridge", id).path("bridge").path("channels")))
                .containsExactly(call.caller());
        assertThat(ari.typesOf(call.caller())).isEqualTo(before);
        assertThat(ids(ari.ask("GET", "bridges/b" + id).body().path("channels")))
                .containsExactly(call.caller());
        assertThat(ari.ask("GET", "channels/" + call.caller())
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("Up");
    }

    @Test
    void secondMediaChannelTakesTheCallOver() {
        Call call = connect(Script.to("8000").saying(SpeechFixture.noise(22, Duration.ofSeconds(4))));
        end(call, "drop");
        ari.await("ChannelDestroyed", id);
        TestMedia.Peer second = attach();
        assertThat(ari.typesOf(again()))
                .startsWith("Dial:", "ChannelStateChange", "Dial:ANSWER", "StasisStart", "ChannelEnteredBridge");
        second.play(SPEECH);
        second.mark("end");
        second.await("MEDIA_MARK_PROCESSED");
        until(() -> second.audio().length > 0);
        call.phone().hangUp();
        ari.await("StasisEnd", call.caller());
        assertThat(call.phone().heard().find(SPEECH)).matches(HeardAudio.Match::isExact);
    }

    @Test
    void secondMediaChannelIsIntroducedLikeTheFirst() {
        Call call = connect(Script.to("8000"));
        end(call, "close");
        ari.await("ChannelDestroyed", id);
        attach();
        JsonNode introduced = ari.await("ChannelConnectedLine", again());
        assertThat(introduced.path("channel").path("connected").path("number").asText())
                .isEqualTo("6001");
        assertThat(ids(ari.ask("GET", "bridges/b" + id).body().path("channels")))
                .containsExactlyInAnyOrder(call.caller(), again());
    }

    @Test
    void secondMediaChannelMayComeBeforeTheFirstGoes() {
        Call call = connect(Script.to("8000"));
        TestMedia.Peer second = attach();
        assertThat(ari.ask("GET", "bridges/b" + id).body().path("technology").asText())
                .isEqualTo("softmix");
        end(call, "delete");
        ari.await("ChannelDestroyed", id);
        until(() -> ari.ask("GET", "bridges/b" + id)
                .body()
                .path("technology")
                .asText()
                .equals("simple_bridge"));
        second.play(SPEECH);
        second.mark("end");
        second.await("MEDIA_MARK_PROCESSED");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(call.phone().heard().find(SPEECH)).matches(HeardAudio.Match::isExact));
    }

    @Test
    void idOfAMediaChannelThatEndedIsFree() {
        Call call = connect(Script.to("8000"));
        end(call, "command");
        ari.await("ChannelDestroyed", id);
        ari.forget();
        media();
        assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id)
                        .status())
                .isEqualTo(204);
        ari.await("ChannelEnteredBridge", id);
        assertThat(ids(ari.ask("GET", "bridges/b" + id).body().path("channels")))
                .containsExactlyInAnyOrder(call.caller(), id);
    }

    @Test
    void mediaThatEndsBeforeItsBridgeDoesNotEnterIt() {
        Call call = connect(Script.to("8000"));
        end(call, "drop");
        ari.await("ChannelDestroyed", id);
        TestAri.Answer late = ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.message()).isEqualTo("Channel not found");
    }
}
