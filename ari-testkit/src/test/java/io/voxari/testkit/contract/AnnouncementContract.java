package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.contract.Line.Script;
import org.junit.jupiter.api.Test;

/** What Asterisk plays to calls: to one of them or to all, and music. */
abstract class AnnouncementContract extends PlayingContract {
    @Test
    void callerAloneHearsWhatIsPlayedToItsChannelInABridge() {
        Call call = connect(Script.to("8000").saying(new byte[80_000]));
        ari.await("ChannelEnteredBridge", call.caller());
        until(() -> call.peer().audio().length > 0);
        play("channels/" + call.caller(), id, "tone:440");
        told("PlaybackStarted", id);
        int before = call.peer().audio().length;
        until(() -> call.phone().heard().samples() > 8_000);
        // A second of the caller's voice is 8000 bytes, and none of it is let through; some was on its way.
        assertThat(call.peer().audio().length - before).isLessThan(4_000);
        ari.ask("DELETE", "playbacks/" + id);
        int after = call.peer().audio().length;
        until(() -> call.peer().audio().length > after + 800);
        ari.ask("DELETE", "channels/" + call.caller());
    }

    @Test
    void bridgeLetsAllHearIt() {
        Call call = connect(Script.to("8000"));
        ari.await("ChannelEnteredBridge", call.caller());
        TestAri.Answer made = play("bridges/b" + id, id, "tone:440,sound:beep");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("target_uri").asText()).isEqualTo("bridge:b" + id);
        told("PlaybackStarted", id);
        JsonNode bridge = ari.ask("GET", "bridges/b" + id).body();
        assertThat(bridge.path("technology").asText()).isEqualTo("softmix");
        assertThat(bridge.path("channels")).hasSize(2);
        assertThat(channels()).hasSize(2);
        ari.await(
                "ChannelVarset",
                event -> event.path("variable").asText().equals("BRIDGEPEER")
                        && isOfThisRule(event)
                        && event.path("value").asText().startsWith("Announcer/ARI-"));
        until(() -> call.peer().audio().length > 1_600 && call.phone().heard().samples() > 1_600);
        play("bridges/b" + id, id + "two", "sound:nope");
        assertThat(state(id + "two")).isEqualTo("queued");
        ari.ask("DELETE", "playbacks/" + id);
        told("PlaybackFinished", id + "two");
        until(() -> ari.ask("GET", "bridges/b" + id)
                .body()
                .path("technology")
                .asText()
                .equals("simple_bridge"));
    }

    @Test
    void recordingIsPlayedBack() {
        Call call = connect(Script.to("8000"));
        ari.ask("POST", "bridges/b" + id + "/record?format=ulaw&name=" + id);
        ari.await(
                "RecordingStarted",
                event -> event.path("recording").path("name").asText().equals(id));
        call.peer().play(new byte[1_600]);
        call.peer().mark("end");
        call.peer().await("MEDIA_MARK_PROCESSED");
        ari.ask("POST", "recordings/live/" + id + "/stop");
        ari.await(
                "RecordingFinished",
                event -> event.path("recording").path("name").asText().equals(id));
        play("bridges/b" + id, id, "recording:" + id);
        told("PlaybackFinished", id);
        assertThat(story(id))
                .containsExactly("Started recording:" + id + " playing", "Finished recording:" + id + " done");
        ari.ask("DELETE", "recordings/stored/" + id);
    }

    @Test
    void musicIsHeardUntilItEnds() {
        TestMedia.Peer peer = media();
        assertThat(ari.ask("POST", "channels/" + id + "/moh").status()).isEqualTo(204);
        until(() -> peer.audio().length > 1_600);
        assertThat(ari.ask("DELETE", "channels/" + id + "/moh").status()).isEqualTo(204);
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id);
        ari.await("ChannelEnteredBridge", id);
        int before = peer.audio().length;
        assertThat(ari.ask("POST", "bridges/b" + id + "/moh").status()).isEqualTo(204);
        until(() -> peer.audio().length > before + 1_600);
        assertThat(ari.ask("DELETE", "bridges/b" + id + "/moh").status()).isEqualTo(204);
        TestAri.Answer again = ari.ask("DELETE", "bridges/b" + id + "/moh");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("Bridge isn't playing music");
    }

    @Test
    void telephoneOnHoldHearsMusic() {
        Call call = connect(Script.to("8000"));
        ari.await("ChannelEnteredBridge", call.caller());
        assertThat(ari.ask("POST", "channels/" + call.caller() + "/hold").status())
                .isEqualTo(204);
        until(() -> call.phone().heard().samples() > 1_600);
        assertThat(ari.ask("DELETE", "channels/" + call.caller() + "/hold").status())
                .isEqualTo(204);
    }
}
