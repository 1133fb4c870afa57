package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Phone;
import io.voxari.testkit.contract.Line.Script;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels that listen in on others, and what the dialplan's AMD makes of it. */
abstract class SnoopContract extends Contract {
    private final List<Phone> phones = new ArrayList<>();

    @BeforeEach
    void nobodyHasCalled() {
        phones.clear();
    }

    private String answered(Script script) {
        ari.forget();
        String caller = called(script, phones);
        ari.ask("POST", "channels/" + caller + "/answer");
        return caller;
    }

    private String snoop(String channel, String spy) {
        String own = id + "snoop";
        TestAri.Answer answer =
                ari.ask("POST", "channels/" + channel + "/snoop/" + own + "?app=voxari&spy=" + spy + "&appArgs=a,b");
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        assertThat(answer.body().path("state").asText()).isEqualTo("Up");
        assertThat(answer.body().path("name").asText()).startsWith("Snoop/" + channel + "-");
        return own;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHANNEL | ''                           | 400 | Direction must be specified for at least spy or whisper",
                "CHANNEL | app=voxari&spy=none          | 400 | Direction must be specified for at least spy or whisper",
                "CHANNEL | app=voxari&spy=wat           | 400 | Invalid direction specified for spy",
                "CHANNEL | app=voxari&spy=in&whisper=up | 400 | Invalid direction specified for whisper",
                "CHANNEL | spy=in                       | 400 | Application name is required",
                "nope    | spy=in                       | 400 | Application name is required",
                "nope    | app=voxari&spy=in            | 404 | Provided channel was not found",
            })
    void refuses(String channel, String query, int status, String message) {
        media();
        TestAri.Answer answer = ari.ask("POST", "channels/" + channel.replace("CHANNEL", id) + "/snoop?" + query);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void listenerEntersTheApplicationAndGoesWithTheOther() {
        String caller = answered(Script.to("8000"));
        String listener = snoop(caller, "in");
        JsonNode start = ari.await("StasisStart", listener);
        assertThat(start.path("args").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(start.path("channel").path("caller").toString()).isEqualTo("{\"name\":\"\",\"number\":\"\"}");
        assertThat(start.path("channel").path("dialplan").path("app_data").asText())
                .isEqualTo("voxari,a,b");
        // On a connection of its own: 22.10.1 says of later failures on the same one that an id is in use.
        try (TestAri other = new TestAri(line, "other-" + id)) {
            TestAri.Answer again =
                    other.ask("POST", "channels/" + caller + "/snoop/" + listener + "?app=voxari&spy=in");
            assertThat(again.message()).isEqualTo("Snoop channel could not be created");
            assertThat(again.status()).isEqualTo(500);
        }
        phones.get(0).hangUp();
        ari.await("StasisEnd", listener);
        assertThat(ari.typesOf(listener)).containsExactly("StasisStart", "StasisEnd");
        ari.awaitGone(listener);
    }

    @Test
    void listenerForAnUnknownApplicationIsGoneAtOnce() {
        String caller = answered(Script.to("8000"));
        assertThat(ari.ask("POST", "channels/" + caller + "/snoop/" + id + "?app=nobody&spy=both")
                        .status())
                .isEqualTo(200);
        ari.awaitGone(id);
        assertThat(ari.typesOf(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"in", "out"})
    void listenerSaysWhatTheOtherSaysOrHears(String spy) {
        byte[] words = SpeechFixture.noise(17, Duration.ofMillis(400));
        byte[] other = SpeechFixture.noise(18, Duration.ofMillis(400));
        // Again and again, whenever it is that somebody listens.
        Call call = connect(Script.to("8000").saying(repeated(words, 20)));
        TestMedia.Peer ear = media(id + "ear", "&transport_data=f(json)");
        String listener = snoop(call.caller(), spy);
        ari.await("StasisStart", listener);
        ari.ask("POST", "bridges/e" + id + "?type=mixing");
        ari.ask("POST", "bridges/e" + id + "/addChannel?channel=" + id + "ear," + listener);
        ari.await("ChannelEnteredBridge", listener);
        call.peer().play(repeated(other, 5));
        byte[] wanted = spy.equals("in") ? words : other;
        byte[] unwanted = spy.equals("in") ? other : words;
        until(() -> hears(ear, wanted) && hears(call.peer(), words));
        assertThat(hears(ear, unwanted)).isFalse();
    }

    private static byte[] repeated(byte[] words, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(words);
        }
        return all.toByteArray();
    }

    /** A tenth of a second of it: on a busy machine pieces may be missing between. */
    private static boolean hears(TestMedia.Peer peer, byte[] words) {
        HeardAudio heard = HeardAudio.of(List.of(new HeardAudio.Frame(0, peer.audio(), 0)));
        return heard.samples() > 0
                && heard.find(Arrays.copyOfRange(words, 1_600, 2_400)).correlation() > 0.8;
    }

    @Test
    void listenerThatGoesToNoPlaceOfTheDialplanEnds() {
        String caller = answered(Script.to("8000"));
        String listener = snoop(caller, "in");
        ari.await("StasisStart", listener);
        assertThat(ari.ask("POST", "channels/" + listener + "/continue?context=nowhere&extension=s&priority=1")
                        .status())
                .isEqualTo(204);
        ari.await("StasisEnd", listener);
        ari.awaitGone(listener);
        assertThat(ari.typesOf(listener)).containsExactly("StasisStart", "StasisEnd");
    }

    /** Pairs of silence and of noise, in milliseconds. */
    private static byte[] speech(int... millis) {
        ByteArrayOutputStream speech = new ByteArrayOutputStream();
        for (int i = 0; i < millis.length; i++) {
            Duration time = Duration.ofMillis(millis[i]);
            speech.writeBytes(i % 2 == 0 ? SpeechFixture.silence(time) : SpeechFixture.noise(3, time));
        }
        return speech.toByteArray();
    }

    @Test
    void answeringMachineIsToldFromAHumanBeing() {
        Map<String, byte[]> answers = new LinkedHashMap<>();
        answers.put("[\"amd\",\"MACHINE\",\"INITIALSILENCE-2500-2500\"]", speech());
        answers.put("[\"amd\",\"HUMAN\",\"HUMAN-800-800\"]", speech(400, 500));
        answers.put("[\"amd\",\"MACHINE\",\"LONGGREETING-1500-1500\"]", speech(400, 2_500));
        answers.put("[\"amd\",\"MACHINE\",\"MAXWORDS-3-2\"]", speech(400, 200, 200, 200, 200, 200, 200, 200));
        Map<String, String> listeners = new LinkedHashMap<>();
        answers.forEach((wanted, speech) -> {
            String caller = answered(Script.to("8000").saying(speech));
            String listener = id + "amd" + listeners.size();
            ari.ask("POST", "channels/" + caller + "/snoop/" + listener + "?app=voxari&spy=in");
            ari.await("StasisStart", listener);
            ari.ask("POST", "channels/" + listener + "/continue?context=voxari-amd&extension=s&priority=1");
            listeners.put(wanted, listener);
        });
        listeners.forEach((wanted, listener) -> {
            JsonNode back = ari.await(
                    "StasisStart",
                    event -> event.path("channel").path("id").asText().equals(listener)
                            && !event.path("args").isEmpty());
            assertThat(back.path("args").toString()).isEqualTo(wanted);
            assertThat(back.path("channel").path("dialplan").path("context").asText())
                    .isEqualTo("voxari-amd");
            assertThat(ari.ask("GET", "channels/" + listener + "/variable?variable=AMDSTATUS")
                            .body()
                            .path("value")
                            .asText())
                    .isNotEmpty();
        });
    }

    @Test
    void answeringMachineDetectionEndsWithTheCall() {
        String caller = answered(Script.to("8000"));
        String listener = snoop(caller, "in");
        ari.await("StasisStart", listener);
        ari.ask("POST", "channels/" + listener + "/continue?context=voxari-amd&extension=s&priority=1");
        ari.await("StasisEnd", listener);
        phones.get(0).hangUp();
        ari.await("StasisEnd", caller);
        ari.awaitGone(listener);
        assertThat(ari.typesOf(listener)).containsExactly("StasisStart", "StasisEnd");
    }
}
