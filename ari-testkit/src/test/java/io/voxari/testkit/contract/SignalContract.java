package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Phone;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to a telephone beside audio, and audio before the answer. */
abstract class SignalContract extends Contract {
    @Test
    void keysOfTheApplicationAreHeardAtTheOtherEnd() {
        Call call = connect(Script.to("8000"));
        assertThat(ari.ask("POST", "channels/" + call.caller() + "/dtmf").message())
                .isEqualTo("DTMF is required");
        assertThat(ari.ask("POST", "channels/nope/dtmf?dtmf=1").status()).isEqualTo(404);
        assertThat(ari.ask("POST", "channels/" + call.caller() + "/dtmf?dtmf=12%23&between=50&duration=80")
                        .status())
                .isEqualTo(204);
        assertThat(ari.ask("POST", "channels/" + id + "/dtmf?dtmf=5").status()).isEqualTo(204);
        int at = call.peer().await("DTMF_END");
        assertThat(call.peer().json(at).path("digit").asText()).isEqualTo("5");
        until(() -> call.phone().heard().digits().equals("12#"));
        assertThat(ari.typesOf(id)).doesNotContain("ChannelDtmfReceived");
    }

    @Test
    void callerHearsTheApplicationBeforeTheAnswerOnceThereIsProgress() {
        byte[] unheard = SpeechFixture.noise(19, Duration.ofMillis(200));
        byte[] words = SpeechFixture.noise(20, Duration.ofMillis(400));
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        TestMedia.Peer peer = media();
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id + "," + caller);
        ari.await("ChannelEnteredBridge", caller);
        say(peer, unheard, "one");
        assertThat(ari.ask("POST", "channels/" + caller + "/progress").status()).isEqualTo(204);
        assertThat(ari.ask("GET", "channels/" + caller).body().path("state").asText())
                .isEqualTo("Ring");
        say(peer, words, "two");
        until(() -> phones.get(0).heard().samples() >= words.length);
        assertThat(phones.get(0).heard().find(words)).matches(match -> match.isExact());
        assertThat(phones.get(0).heard().find(unheard).correlation()).isLessThan(0.5);
        ari.ask("POST", "channels/" + caller + "/answer");
        phones.get(0).awaitAnswered();
        assertThat(ari.ask("POST", "channels/" + caller + "/progress").status()).isEqualTo(204);
    }

    private void say(TestMedia.Peer peer, byte[] words, String mark) {
        peer.play(words);
        peer.mark(mark);
        peer.await(processed(mark));
    }
}
