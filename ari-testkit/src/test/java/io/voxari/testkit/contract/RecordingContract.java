package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of channels and bridges. */
abstract class RecordingContract extends Contract {
    private static final byte[] SPEECH = SpeechFixture.noise(21, Duration.ofMillis(600));

    @AfterEach
    void forgetRecordings() {
        for (JsonNode stored : ari.ask("GET", "recordings/stored").body()) {
            ari.ask("DELETE", "recordings/stored/" + stored.path("name").asText());
        }
    }

    private TestAri.Answer record(String what, String more) {
        return ari.ask("POST", what + "/record?format=ulaw&name=" + id + more);
    }

    private JsonNode told(String type) {
        return ari.await(
                        type,
                        event -> event.path("recording").path("name").asText().equals(id))
                .path("recording");
    }

    private HeardAudio file() {
        byte[] ulaw = ari.file("recordings/stored/" + id + "/file").toByteArray();
        return HeardAudio.of(List.of(new HeardAudio.Frame(0, ulaw, 0)));
    }

    @Test
    void bridgeIsRecordedUntilItIsStopped() {
        Call call = connect(Script.to("8000"));
        TestAri.Answer made = record("bridges/b" + id, "");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().toString())
                .isEqualTo("{\"name\":\"" + id + "\",\"format\":\"ulaw\",\"state\":\"queued\",\"target_uri\":\"bridge:b"
                        + id + "\"}");
        assertThat(told("RecordingStarted").path("state").asText()).isEqualTo("recording");
        assertThat(ari.ask("GET", "bridges/b" + id).body().path("technology").asText())
                .isEqualTo("softmix");
        assertThat(channels()).hasSize(2);
        call.peer().play(SPEECH);
        call.peer().mark("end");
        call.peer().await("MEDIA_MARK_PROCESSED");
        // What was played is on its way through the mixer.
        call.peer().play(new byte[160 * 10]);
        call.peer().mark("silence");
        call.peer().await("\"silence\"");
        assertThat(ari.ask("POST", "recordings/live/" + id + "/stop").status()).isEqualTo(204);
        JsonNode done = told("RecordingFinished");
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.has("duration")).isTrue();
        assertThat(ari.ask("GET", "recordings/live/" + id).message()).isEqualTo("Recording not found");
        assertThat(ari.ask("GET", "recordings/stored").body().toString())
                .isEqualTo("[{\"name\":\"" + id + "\",\"format\":\"ulaw\"}]");
        assertThat(ari.ask("GET", "bridges/b" + id).body().path("technology").asText())
                .isEqualTo("simple_bridge");
        // A busy machine's mixer may lose a frame.
        HeardAudio file = file();
        assertThat(IntStream.range(0, 10)
                        .mapToObj(part -> file.find(Arrays.copyOfRange(SPEECH, part * 480, part * 480 + 480)))
                        .anyMatch(match -> match.correlation() > 0.9))
                .isTrue();
    }

    @Test
    void discardedRecordingIsFinishedAndGone() {
        connect(Script.to("8000"));
        record("bridges/b" + id, "");
        told("RecordingStarted");
        assertThat(ari.ask("DELETE", "recordings/live/" + id).status()).isEqualTo(204);
        assertThat(told("RecordingFinished").path("state").asText()).isEqualTo("done");
        assertThat(ari.ask("GET", "recordings/stored").body()).isEmpty();
    }

    @Test
    void recordingOutlivesItsBridge() {
        connect(Script.to("8000"));
        record("bridges/b" + id, "");
        told("RecordingStarted");
        ari.ask("DELETE", "bridges/b" + id);
        // Of its end nobody may be told.
        Awaitility.await()
                .atMost(Line.PATIENCE)
                .until(() -> ari.ask("GET", "recordings/stored/" + id).status() == 200);
    }

    @Test
    void recordingEndsAfterItsLongestTime() {
        connect(Script.to("8000").saying(new byte[0]));
        record("bridges/b" + id, "&maxDurationSeconds=1");
        // Whole seconds by a clock that knows no parts of them: one second may touch two or none.
        assertThat(told("RecordingFinished").path("duration").asInt()).isBetween(0, 2);
    }

    @Test
    void nameIsTakenOnce() {
        connect(Script.to("8000"));
        record("bridges/b" + id, "");
        told("RecordingStarted");
        TestAri.Answer again = record("bridges/b" + id, "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("Recording '" + id + "' already exists and can not be overwritten");
        ari.ask("POST", "recordings/live/" + id + "/stop");
        told("RecordingFinished");
        assertThat(record("bridges/b" + id, "").status()).isEqualTo(409);
        assertThat(record("bridges/b" + id, "&ifExists=overwrite").status()).isEqualTo(201);
        ari.ask("DELETE", "recordings/live/" + id);
    }

    @Test
    void pausedRecordingSaysSo() {
        connect(Script.to("8000"));
        record("bridges/b" + id, "");
        told("RecordingStarted");
        assertThat(ari.ask("POST", "recordings/live/" + id + "/pause").status()).isEqualTo(204);
        assertThat(ari.ask("GET", "recordings/live/" + id).body().path("state").asText())
                .isEqualTo("paused");
        assertThat(ari.ask("DELETE", "recordings/live/" + id + "/pause").status())
                .isEqualTo(204);
        assertThat(ari.ask("GET", "recordings/live/" + id).body().path("state").asText())
                .isEqualTo("recording");
    }

    @Test
    void channelInABridgeIsNotRecorded() {
        Call call = connect(Script.to("8000"));
        assertThat(record("channels/" + call.caller(), "").status()).isEqualTo(201);
        JsonNode failed = told("RecordingFailed");
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("cause").asText()).isEqualTo("Cannot record channel while in bridge");
    }

    @Test
    void channelAloneIsRecordedAndStaysOutOfBridges() {
        TestMedia.Peer peer = media();
        record("channels/" + id, "");
        told("RecordingStarted");
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        TestAri.Answer refused = ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).isEqualTo("Channel " + id + " currently recording");
        peer.play(SPEECH);
        peer.mark("end");
        peer.await("MEDIA_MARK_PROCESSED");
        ari.ask("POST", "recordings/live/" + id + "/stop");
        told("RecordingFinished");
        // The mark comes with the tick of the last frame, which may miss the end.
        byte[] most = Arrays.copyOf(SPEECH, SPEECH.length - 320);
        assertThat(file().find(most)).matches(HeardAudio.Match::isExact);
    }

    @Test
    void recordingIsFinishedBeforeItsChannelLeaves() {
        media();
        record("channels/" + id, "");
        told("RecordingStarted");
        ari.ask("DELETE", "channels/" + id);
        ari.await("ChannelDestroyed", id);
        List<String> types = ari.events().stream()
                .map(event -> event.path("type").asText())
                .filter(type -> type.equals("RecordingFinished") || type.equals("StasisEnd"))
                .toList();
        assertThat(types).containsExactly("RecordingFinished", "StasisEnd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | bridges/BRIDGE/record?name=x&format=nope                        | 422 | specified format is unknown on this system",
                "POST   | bridges/BRIDGE/record?format=wav                                | 500 | Error parsing request",
                "POST   | bridges/BRIDGE/record?name=x&format=wav&maxDurationSeconds=-1   | 500 | Error parsing request",
                "POST   | bridges/BRIDGE/record?name=x&format=wav&ifExists=x              | 400 | ifExists invalid",
                "POST   | bridges/BRIDGE/record?name=x&format=wav&terminateOn=x           | 400 | terminateOn invalid",
                "POST   | bridges/nope/record?name=x&format=wav                           | 404 | Bridge not found",
                "POST   | channels/nope/record?name=x&format=wav                          | 404 | Channel not found",
                "POST   | recordings/live/nope/stop                                       | 404 | Recording not found",
                "DELETE | recordings/live/nope                                            | 404 | Recording not found",
                "GET    | recordings/stored/nope/file                                     | 404 | Recording not found",
                "DELETE | recordings/stored/nope                                          | 404 | Recording not found",
            })
    void refuses(String method, String path, int status, String message) {
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        TestAri.Answer answer = ari.ask(method, path.replace("BRIDGE", "b" + id));
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }
}
