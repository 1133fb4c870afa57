package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Script;
import io.voxari.testkit.internal.Ulaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats of audio, and whether somebody talks. */
abstract class VoiceContract extends Contract {
    private static final int HZ = 400;

    private static byte[] linear(int rate, int millis, int amplitude) {
        ByteBuffer wave = ByteBuffer.allocate(rate / 1_000 * millis * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; wave.hasRemaining(); i++) {
            wave.putShort((short) (amplitude * Math.sin(2 * Math.PI * HZ * i / rate)));
        }
        return wave.array();
    }

    /** How often it crosses zero upwards in a second. */
    private static double hz(double[] samples, int rate) {
        int crossings = 0;
        for (int i = 1; i < samples.length; i++) {
            crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
        }
        return (double) crossings * rate / samples.length;
    }

    private static double[] samples(byte[] linear) {
        double[] samples = new double[linear.length / 2];
        ByteBuffer bytes = ByteBuffer.wrap(linear).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.getShort();
        }
        return samples;
    }

    private TestMedia.Peer bridged(String caller, String format) {
        TestAri.Answer answer = ari.ask(
                "POST",
                MEDIA_REQUEST + "&external_host=voxari&transport_data=f(json)&format=" + format + "&channelId=" + id);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        ari.await("StasisStart", id);
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        ari.ask("POST", "channels/" + caller + "/answer");
        ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id + "," + caller);
        ari.await("ChannelEnteredBridge", caller);
        return media.of(id);
    }

    @ParameterizedTest
    @CsvSource({"slin16, 16000, 640", "slin, 8000, 320"})
    void linearAudioHasTheRateOfItsFormat(String format, int rate, int frame) {
        List<Line.Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000").saying(toUlaw(linear(8_000, 6_000, 8_000))), phones);
        TestMedia.Peer peer = bridged(caller, format);
        assertThat(peer.json(0).path("format").asText()).isEqualTo(format);
        assertThat(peer.json(0).path("optimal_frame_size").asInt()).isEqualTo(frame);
        assertThat(codecOf(id)).isEqualTo("(" + format + ")");
        peer.play(linear(rate, 600, 8_000));
        peer.mark("end");
        peer.await("MEDIA_MARK_PROCESSED");
        until(() -> peer.audio().length > 30 * frame && phones.get(0).heard().samples() > 4_000);
        byte[] heard = peer.audio();
        // Ten frames in the middle of what is said.
        assertThat(hz(samples(Arrays.copyOfRange(heard, 15 * frame, 25 * frame)), rate))
                .isBetween(HZ * 0.9, HZ * 1.1);
        double[] caught = Ulaw.decode(Arrays.copyOfRange(phones.get(0).heard().ulaw(), 1_600, 3_200));
        assertThat(hz(caught, 8_000)).isBetween(HZ * 0.9, HZ * 1.1);
    }

    private String codecOf(String channel) {
        return ari.ask("GET", "channels/" + channel + "/variable?variable=CHANNEL(audionativeformat)")
                .body()
                .path("value")
                .asText();
    }

    @Test
    void lineTellsItsCodecBeforeTheAnswer() {
        assertThat(codecOf(called(Script.to("8000"), new ArrayList<>()))).isEqualTo("(ulaw)");
    }

    private static byte[] toUlaw(byte[] linear) {
        double[] samples = samples(linear);
        byte[] ulaw = new byte[samples.length];
        for (int i = 0; i < ulaw.length; i++) {
            ulaw[i] = Ulaw.encode((int) samples[i]);
        }
        return ulaw;
    }

    @Test
    void alawIsTranslatedForTheCaller() {
        byte[] speech = SpeechFixture.noise(41, Duration.ofMillis(600));
        byte[] alaw = new byte[speech.length];
        for (int i = 0; i < alaw.length; i++) {
            alaw[i] = Ulaw.toAlaw(speech[i]);
        }
        List<Line.Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        TestMedia.Peer peer = bridged(caller, "alaw");
        assertThat(peer.json(0).path("optimal_frame_size").asInt()).isEqualTo(160);
        peer.play(alaw);
        peer.mark("end");
        peer.await("MEDIA_MARK_PROCESSED");
        phones.get(0).hangUp();
        ari.await("StasisEnd", caller);
        assertThat(phones.get(0).heard().find(speech).correlation()).isGreaterThan(0.99);
    }

    private void detect(String options) {
        assertThat(ari.ask("POST", "channels/" + id + "/variable?variable=TALK_DETECT(set)&value=" + options)
                        .status())
                .isEqualTo(204);
    }

    private List<String> talk() {
        return ari.typesOf(id).stream()
                .filter(type -> type.startsWith("ChannelTalking"))
                .toList();
    }

    /** Says it, and waits until Asterisk has heard it. */
    private static void say(TestMedia.Peer peer, byte[] ulaw, String mark) {
        peer.play(ulaw);
        peer.mark(mark);
        peer.await("\"" + mark + "\"");
    }

    private static byte[] silence(int millis) {
        byte[] silence = new byte[8 * millis];
        Arrays.fill(silence, Ulaw.SILENCE);
        return silence;
    }

    @Test
    void whoTalksIsToldAndWhoTalksNoMore() {
        TestMedia.Peer peer = media();
        detect("200");
        byte[] words = toUlaw(linear(8_000, 300, 8_000));
        say(peer, words, "words");
        ari.await("ChannelTalkingStarted", id);
        say(peer, silence(300), "silence");
        int millis = ari.await("ChannelTalkingFinished", id).path("duration").asInt();
        assertThat(millis).isBetween(150, 3_000);
        say(peer, words, "again");
        until(() -> talk().size() == 3);
        assertThat(talk()).containsExactly("ChannelTalkingStarted", "ChannelTalkingFinished", "ChannelTalkingStarted");
    }

    @Test
    void quietVoicesDoNotCountAsTalk() {
        TestMedia.Peer peer = media();
        detect("100,1000");
        say(peer, toUlaw(linear(8_000, 200, 1_000)), "quiet");
        say(peer, toUlaw(linear(8_000, 200, 4_000)), "loud");
        say(peer, silence(200), "silence");
        ari.await("ChannelTalkingFinished", id);
        assertThat(talk()).containsExactly("ChannelTalkingStarted", "ChannelTalkingFinished");
    }

    @Test
    void nobodyIsListenedToAnyMoreOnRequest() {
        TestMedia.Peer peer = media();
        detect("100");
        say(peer, toUlaw(linear(8_000, 100, 8_000)), "words");
        ari.await("ChannelTalkingStarted", id);
        assertThat(ari.ask("POST", "channels/" + id + "/variable?variable=TALK_DETECT(remove)")
                        .status())
                .isEqualTo(204);
        say(peer, silence(200), "silence");
        say(peer, toUlaw(linear(8_000, 100, 8_000)), "again");
        ari.ask("DELETE", "channels/" + id);
        ari.await("ChannelDestroyed", id);
        assertThat(talk()).containsExactly("ChannelTalkingStarted");
    }

    @Test
    void functionCannotBeRead() {
        media();
        TestAri.Answer read = ari.ask("GET", "channels/" + id + "/variable?variable=TALK_DETECT(set)");
        assertThat(read.status()).isEqualTo(500);
        assertThat(read.message()).isEqualTo("Unable to read provided function");
    }

    @Test
    void callerWhoTalksIsToldToo() {
        String caller = called(Script.to("8000").saying(toUlaw(linear(8_000, 1_000, 8_000))), new ArrayList<>());
        ari.ask("POST", "channels/" + caller + "/variable?variable=TALK_DETECT(set)&value=200,256");
        ari.ask("POST", "channels/" + caller + "/answer");
        ari.await("ChannelTalkingStarted", caller);
        assertThat(ari.await("ChannelTalkingFinished", caller).path("duration").asInt())
                .isBetween(500, 3_000);
    }
}
