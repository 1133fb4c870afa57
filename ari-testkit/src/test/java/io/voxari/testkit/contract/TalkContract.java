package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whole calls: a caller, a media channel and the bridge between them. */
abstract class TalkContract extends Contract {
    @Test
    void bridgeMakesTheTwoKnownToEachOther() {
        Call call = connect(Script.to("8000"));
        JsonNode entered = ari.await("ChannelEnteredBridge", call.caller());
        assertThat(entered.path("bridge").path("channels").toString())
                .isEqualTo("[\"" + call.caller() + "\",\"" + id + "\"]");
        JsonNode introduced = ari.await("ChannelConnectedLine", id);
        assertThat(introduced.path("channel").path("connected").toString())
                .isEqualTo("{\"name\":\"Ann Caller\",\"number\":\"6001\"}");
        assertThat(ari.ask("GET", "applications/voxari")
                        .body()
                        .path("bridge_ids")
                        .toString())
                .isEqualTo("[\"b" + id + "\"]");
    }

    @Test
    void speechGoesBothWaysExactly() {
        byte[] speech = SpeechFixture.caller();
        byte[] words = SpeechFixture.agent();
        Call call = connect(Script.to("8000").saying(speech));
        call.peer().play(words);
        call.peer().mark("said");
        call.peer().await(processed("said"));
        Awaitility.await().until(() -> call.peer().audio().length > speech.length + 8_000);
        byte[] audio = call.peer().audio();
        // The first words may fall into the time before the bridge was whole.
        assertThat(HeardAudio.of(List.of(new HeardAudio.Frame(0, audio, 0)))
                        .find(java.util.Arrays.copyOfRange(speech, 8_000, speech.length)))
                .matches(HeardAudio.Match::isExact);
        byte[] whole = java.util.Arrays.copyOf(words, words.length / 160 * 160);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(call.phone().heard().find(whole)).matches(HeardAudio.Match::isExact));
    }

    @Test
    void flushedSpeechIsNotHeard() {
        byte[] first = SpeechFixture.noise(1, Duration.ofSeconds(5));
        byte[] next = SpeechFixture.noise(2, Duration.ofMillis(400));
        Call call = connect(Script.to("8000"));
        call.peer().play(first);
        call.peer().mark("begun");
        Awaitility.await().until(() -> call.phone().heard().samples() > 1_600);
        call.peer().command("FLUSH_MEDIA");
        call.peer().play(next);
        call.peer().mark("said");
        call.peer().await(processed("said"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(call.phone().heard().find(next)).matches(HeardAudio.Match::isExact));
        assertThat(call.phone().heard().find(next).offset()).isLessThan(first.length / 2);
        assertThat(call.peer().texts()).doesNotContain(processed("begun"));
    }

    @Test
    void silenceOfTheApplicationIsNoAudio() {
        Call call = connect(Script.to("8000"));
        call.peer().play(FRAME);
        call.peer().mark("said");
        call.peer().await(processed("said"));
        call.peer().mark("later");
        call.peer().await(processed("later"));
        assertThat(call.phone().heard().packets()).isLessThanOrEqualTo(1);
    }

    @Test
    void keysReachTheMediaServerToo() {
        Call call = connect(Script.to("8000").pressing("5", Duration.ofMillis(400)));
        int at = call.peer().await("DTMF_END");
        assertThat(call.peer().texts().get(at))
                .isEqualTo("{\"event\":\"DTMF_END\",\"channel_id\":\"" + id + "\",\"digit\":\"5\"}");
        ari.await("ChannelDtmfReceived", call.caller());
    }

    @Test
    void callerThatLeavesLeavesTheRestBehind() {
        Call call = connect(Script.to("8000"));
        call.phone().hangUp();
        ari.await("StasisEnd", call.caller());
        assertThat(ari.typesOf(call.caller()))
                .endsWith("ChannelEnteredBridge", "ChannelHangupRequest", "ChannelLeftBridge", "StasisEnd");
        assertThat(ari.ask("GET", "bridges/b" + id).body().path("channels").toString())
                .isEqualTo("[\"" + id + "\"]");
        assertThat(ari.ask("GET", "channels/" + id).status()).isEqualTo(200);
    }

    @Test
    void callerIsHungUpWithACause() {
        Call call = connect(Script.to("8000"));
        assertThat(ari.ask("DELETE", "channels/" + call.caller() + "?reason_code=16")
                        .status())
                .isEqualTo(204);
        assertThat(call.phone().awaitEnd()).isEqualTo(16);
        ari.await("StasisEnd", call.caller());
        assertThat(ari.typesOf(call.caller()))
                .endsWith("ChannelEnteredBridge", "ChannelHangupRequest", "ChannelLeftBridge", "StasisEnd");
    }

    @Test
    void bridgeThatIsDestroyedLetsItsChannelsGo() {
        Call call = connect(Script.to("8000"));
        assertThat(ari.ask("DELETE", "bridges/b" + id).status()).isEqualTo(204);
        ari.await("ChannelLeftBridge", call.caller());
        ari.await("ChannelLeftBridge", id);
        assertThat(channels()).hasSize(2);
    }
}
