package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Asterisk plays to a channel. */
abstract class PlaybackContract extends PlayingContract {
    private int control(String playback, String operation) {
        return ari.ask("POST", "playbacks/" + playback + "/control?operation=" + operation)
                .status();
    }

    @Test
    void soundIsPlayedToAChannel() {
        TestMedia.Peer peer = media();
        TestAri.Answer made = play("channels/" + id, id, "sound:beep");
        assertThat(made.status()).isEqualTo(201);
        assertThat(names(made.body())).containsExactly("id", "media_uri", "target_uri", "language", "state");
        assertThat(made.body().path("target_uri").asText()).isEqualTo("channel:" + id);
        assertThat(made.body().path("language").asText()).isEqualTo("en");
        told("PlaybackFinished", id);
        assertThat(story(id)).containsExactly("Started sound:beep playing", "Finished sound:beep done");
        until(() -> peer.audio().length == 3_520);
        TestAri.Answer gone = ari.ask("GET", "playbacks/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.message()).isEqualTo("Playback not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sound:nope                     | Started sound:nope playing, Finished sound:nope failed",
                "tone:nope                      | Started tone:nope playing, Finished tone:nope failed",
                "sound:nope,sound:beep          | Started sound:nope playing, Continuing sound:nope continuing, Started sound:beep playing, Finished sound:beep done",
                "sound:nope,wat:x,sound:beep    | Started sound:nope playing, Continuing sound:nope continuing, Started wat:x playing, Started sound:beep playing, Finished sound:beep done",
                "digits:1                       | Started digits:1 playing, Finished digits:1 done",
                "number:1                       | Started number:1 playing, Finished number:1 done",
            })
    void rowIsPlayedToItsEnd(String media, String story) {
        media();
        play("channels/" + id, id, media);
        told("PlaybackFinished", id);
        assertThat(String.join(", ", story(id))).isEqualTo(story);
    }

    @Test
    void nextOfARowIsNamed() {
        media();
        JsonNode made = play("channels/" + id, id, "tone:nope,sound:nope").body();
        assertThat(made.path("next_media_uri").asText()).isEqualTo("sound:nope");
        assertThat(told("PlaybackFinished", id).has("next_media_uri")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"recording:nope", "wat:x", "nope"})
    void whatAsteriskCannotMakeOutIsNeverHeardOfAgain(String media) {
        media();
        play("channels/" + id, id, media);
        told("PlaybackStarted", id);
        play("channels/" + id, id + "next", "sound:nope");
        told("PlaybackFinished", id + "next");
        assertThat(story(id)).containsExactly("Started " + media + " playing");
        assertThat(ari.ask("GET", "playbacks/" + id).status()).isEqualTo(404);
    }

    @Test
    void toneGoesOnUntilItIsStopped() {
        TestMedia.Peer peer = media();
        play("channels/" + id, id, "tone:1004");
        told("PlaybackStarted", id);
        until(() -> peer.audio().length > 1_600);
        assertThat(state(id)).isEqualTo("playing");
        assertThat(ari.ask("DELETE", "playbacks/" + id).status()).isEqualTo(204);
        assertThat(told("PlaybackFinished", id).path("state").asText()).isEqualTo("done");
        assertThat(ari.ask("DELETE", "playbacks/" + id).status()).isEqualTo(404);
    }

    @Test
    void stoppedRowEndsWhereItIs() {
        media();
        play("channels/" + id, id, "sound:hello-world,sound:beep");
        told("PlaybackStarted", id);
        ari.ask("DELETE", "playbacks/" + id);
        told("PlaybackFinished", id);
        assertThat(story(id)).containsExactly("Started sound:hello-world playing", "Finished sound:hello-world done");
    }

    @Test
    void ofAToneInARowNothingButTheToneIsStopped() {
        media();
        play("channels/" + id, id, "tone:440,sound:nope");
        told("PlaybackStarted", id);
        ari.ask("DELETE", "playbacks/" + id);
        told("PlaybackFinished", id);
        assertThat(story(id))
                .containsExactly(
                        "Started tone:440 playing",
                        "Continuing tone:440 continuing",
                        "Started sound:nope playing",
                        "Finished sound:nope failed");
    }

    @Test
    void playbackIsPausedAndGoesOn() {
        media();
        play("channels/" + id, id, "tone:440");
        told("PlaybackStarted", id);
        assertThat(control(id, "pause")).isEqualTo(204);
        until(() -> state(id).equals("paused"));
        assertThat(story(id)).hasSize(1);
        assertThat(control(id, "unpause")).isEqualTo(204);
        until(() -> state(id).equals("playing"));
        until(() -> story(id).size() == 2);
        assertThat(story(id)).containsExactly("Started tone:440 playing", "Started tone:440 playing");
        for (String operation : List.of("restart", "forward", "reverse", "unpause")) {
            assertThat(control(id, operation)).as(operation).isEqualTo(204);
        }
        assertThat(ari.ask("POST", "playbacks/" + id + "/control?operation=wat").message())
                .isEqualTo("Invalid operation wat");
        assertThat(ari.ask("POST", "playbacks/" + id + "/control").message()).isEqualTo("Missing operation");
    }

    @Test
    void oneWaitsForTheOther() {
        media();
        play("channels/" + id, id, "tone:440");
        told("PlaybackStarted", id);
        play("channels/" + id, id + "two", "sound:beep");
        play("channels/" + id, id + "three", "sound:beep");
        assertThat(state(id + "two")).isEqualTo("queued");
        TestAri.Answer early = ari.ask("POST", "playbacks/" + id + "two/control?operation=pause");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.message()).isEqualTo("Can only pause while media is playing");
        assertThat(ari.ask("DELETE", "playbacks/" + id + "two").status()).isEqualTo(204);
        assertThat(state(id + "two")).isEqualTo("done");
        ari.ask("DELETE", "playbacks/" + id);
        told("PlaybackFinished", id + "three");
        assertThat(story(id + "two")).containsExactly("Finished sound:beep done");
        assertThat(story(id + "three")).containsExactly("Started sound:beep playing", "Finished sound:beep done");
    }

    @Test
    void hangUpFailsWhatIsPlayedAndWhatWaits() {
        media();
        play("channels/" + id, id, "tone:440");
        told("PlaybackStarted", id);
        play("channels/" + id, id + "two", "sound:beep");
        ari.ask("DELETE", "channels/" + id);
        ari.await("ChannelDestroyed", id);
        assertThat(story(id)).containsExactly("Started tone:440 playing", "Finished tone:440 failed");
        assertThat(story(id + "two")).containsExactly("Started sound:beep playing", "Finished sound:beep failed");
        List<String> types = ari.events().stream()
                .filter(this::isOfThisRule)
                .map(event -> event.path("type").asText())
                .filter(type -> type.equals("PlaybackFinished") || type.equals("StasisEnd"))
                .toList();
        assertThat(types).containsExactly("PlaybackFinished", "PlaybackFinished", "StasisEnd");
    }

    @Test
    void whatNeedsTheChannelWaitsForItsPlayback() {
        media();
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        play("channels/" + id, id, "sound:beep");
        assertThat(ari.ask("POST", "channels/" + id + "/variable?variable=A&value=b")
                        .status())
                .isEqualTo(204);
        told("PlaybackFinished", id);
        play("channels/" + id, id + "two", "sound:beep");
        assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id)
                        .status())
                .isEqualTo(204);
        ari.await("ChannelEnteredBridge", id);
        List<String> order = ari.events().stream()
                .filter(this::isOfThisRule)
                .filter(event -> event.path("variable").asText("A").equals("A"))
                .map(event -> event.path("type").asText())
                .filter(type -> List.of("PlaybackFinished", "ChannelVarset", "ChannelEnteredBridge")
                        .contains(type))
                .limit(4)
                .toList();
        assertThat(order)
                .containsExactly("PlaybackFinished", "ChannelVarset", "PlaybackFinished", "ChannelEnteredBridge");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | channels/nope/play?media=sound:beep   | 404 | Channel not found",
                "POST   | channels/CHANNEL/play                 | 500 | Failed to queue media for playback",
                "POST   | bridges/nope/play?media=sound:beep    | 404 | Bridge not found",
                "POST   | bridges/nope/moh                      | 404 | Bridge not found",
                "POST   | playbacks/nope/control?operation=wat  | 400 | Invalid operation wat",
                "POST   | playbacks/nope/control                | 400 | Missing operation",
                "POST   | playbacks/nope/control?operation=pause | 404 | Playback not found",
                "DELETE | playbacks/nope                        | 404 | Playback not found",
            })
    void refuses(String method, String path, int status, String message) {
        media();
        TestAri.Answer answer = ari.ask(method, path.replace("CHANNEL", id));
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void channelThatNobodyHasAnsweredHearsNothing() {
        try (Line.Callee callee = line.callee(Line.ANSWERS)) {
            ari.ask("POST", "channels/create?app=voxari&channelId=" + id + "&endpoint=" + callee.endpoint());
            ari.await("StasisStart", id);
            for (String what : List.of("play?media=sound:beep", "moh", "hold", "silence", "ring", "answer")) {
                TestAri.Answer refused = ari.ask("POST", "channels/" + id + "/" + what);
                assertThat(refused.message()).as(what).isEqualTo("Channel in invalid state");
                assertThat(refused.status()).isEqualTo(412);
            }
        }
    }

    @Test
    void idMayBeInUseAndThenTheFirstIsMeant() {
        TestMedia.Peer one = media();
        TestMedia.Peer two = media(id + "two", "&transport_data=f(json)");
        play("channels/" + id, id, "tone:440");
        told("PlaybackStarted", id);
        assertThat(play("channels/" + id + "two", id, "tone:880").status()).isEqualTo(201);
        until(() -> one.audio().length > 1_600 && two.audio().length > 1_600);
        assertThat(ari.ask("GET", "playbacks/" + id).body().path("media_uri").asText())
                .isEqualTo("tone:440");
        ari.ask("DELETE", "playbacks/" + id);
        told("PlaybackFinished", id);
        until(() -> ari.ask("GET", "playbacks/" + id)
                .body()
                .path("media_uri")
                .asText()
                .equals("tone:880"));
        ari.ask("DELETE", "playbacks/" + id);
        ari.await(
                "PlaybackFinished",
                event -> event.path("playback").path("media_uri").asText().equals("tone:880"));
    }
}
