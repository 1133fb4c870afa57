package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What differs from release to release: each rule says what holds at the release that it is tried on. */
abstract class ReleaseContract extends Contract {
    private boolean since(int release) {
        return line.release() >= release;
    }

    private String ofChannel() {
        return since(7) ? " channel_id:" + id : "";
    }

    /** A media connection in words, whatever the release. */
    private TestMedia.Peer words() {
        TestAri.Answer answer = ari.ask("POST", MEDIA_REQUEST + "&external_host=voxari&format=ulaw&channelId=" + id);
        assertThat(answer.status()).isEqualTo(200);
        ari.await("StasisStart", id);
        return said(answer);
    }

    /** The connection by what it says of itself: names come again, ids do not. */
    private TestMedia.Peer said(TestAri.Answer answer) {
        return media.of(since(7) ? id : answer.body().path("name").asText());
    }

    @Test
    void versionIsTold() {
        assertThat(ari.ask("GET", "asterisk/info?only=system")
                        .body()
                        .path("system")
                        .path("version")
                        .asText())
                .startsWith("22." + line.release() + ".");
    }

    @Test
    void helloNamesTheChannelSinceSeven() {
        assertThat(words().texts().get(0))
                .matches("MEDIA_START connection_id:voxari channel:WebSocket/voxari/0x[0-9a-f]+" + ofChannel()
                        + " format:ulaw optimal_frame_size:160 ptime:20");
    }

    @Test
    void jsonIsSpokenSinceEight() {
        TestAri.Answer answer = ari.ask(
                "POST", MEDIA_REQUEST + "&external_host=voxari&transport_data=f(json)&format=ulaw&channelId=" + id);
        ari.await("StasisStart", id);
        TestMedia.Peer peer = said(answer);
        assertThat(peer.texts().get(0)).startsWith(since(8) ? "{\"event\":\"MEDIA_START\"" : "MEDIA_START ");
        assertThat(ari.await("Dial", id).path("dialstring").asText()).isEqualTo(since(8) ? "voxari/f(json)" : "voxari");
    }

    @Test
    void marksAreReportedSinceEight() {
        TestMedia.Peer peer = words();
        peer.play(new byte[320]);
        peer.text("MARK_MEDIA a");
        peer.text("STOP_MEDIA_BUFFERING b");
        int completed = peer.await("MEDIA_BUFFERING_COMPLETED b");
        assertThat(peer.texts().subList(0, completed).stream().filter(text -> text.equals("MEDIA_MARK_PROCESSED a")))
                .hasSize(since(8) ? 1 : 0);
    }

    @Test
    void statusNamesTheChannelSinceSeven() {
        TestMedia.Peer peer = words();
        peer.text("GET_STATUS");
        int status = peer.await("STATUS");
        assertThat(peer.texts().get(status))
                .isEqualTo("STATUS" + ofChannel()
                        + " queue_length:0 xon_level:800 xoff_level:900 queue_full:false bulk_media:false"
                        + " media_paused:false");
    }

    @Test
    void mistakesWithDirectionsAreToldSinceNine() {
        TestMedia.Peer peer = words();
        peer.text("SET_MEDIA_DIRECTION in");
        peer.text("GET_STATUS");
        int status = peer.await("STATUS");
        assertThat(peer.texts().subList(0, status).stream().filter(text -> text.startsWith("ERROR")))
                .hasSize(since(9) ? 1 : 0);
    }

    @Test
    void endHasATechnicalCauseSinceSeven() {
        words().text("HANGUP");
        JsonNode request = ari.await("ChannelHangupRequest", id);
        assertThat(request.path("cause").asInt()).isEqualTo(16);
        assertThat(request.has("tech_cause")).isEqualTo(since(7));
        assertThat(ari.await("ChannelDestroyed", id).has("tech_cause")).isEqualTo(since(7));
    }

    private record Talk(String caller, Line.Phone phone, TestMedia.Peer peer) {}

    private Talk bridged(Script script) {
        List<Line.Phone> phones = new ArrayList<>();
        String caller = called(script, phones);
        TestMedia.Peer peer = words();
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        ari.ask("POST", "channels/" + caller + "/answer");
        ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id + "," + caller);
        ari.await("ChannelEnteredBridge", caller);
        return new Talk(caller, phones.get(0), peer);
    }

    @Test
    void silenceOfTheApplicationIsHeardBeforeNine() {
        Talk talk = bridged(Script.to("8000"));
        talk.peer().text("STOP_MEDIA_BUFFERING a");
        talk.peer().await("MEDIA_BUFFERING_COMPLETED a");
        talk.peer().play(FRAME);
        talk.peer().text("STOP_MEDIA_BUFFERING b");
        talk.peer().await("MEDIA_BUFFERING_COMPLETED b");
        if (!since(9)) {
            until(() -> talk.phone().heard().samples() > 1_600);
        }
        talk.phone().hangUp();
        ari.await("StasisEnd", talk.caller());
        assertThat(talk.phone().heard().packets() > 2).isEqualTo(!since(9));
    }

    @Test
    void shortRestIsFilledUpBeforeNine() {
        Talk talk = bridged(Script.to("8000"));
        byte[] rest = Arrays.copyOf(FRAME, 80);
        talk.peer().text("START_MEDIA_BUFFERING");
        talk.peer().play(rest);
        talk.peer().text("STOP_MEDIA_BUFFERING a");
        talk.peer().await("MEDIA_BUFFERING_COMPLETED a");
        until(() -> talk.phone().heard().samples() > 0);
        talk.phone().hangUp();
        ari.await("StasisEnd", talk.caller());
        if (since(9)) {
            assertThat(talk.phone().heard().samples()).isEqualTo(80);
        } else {
            assertThat(talk.phone().heard().samples()).isGreaterThanOrEqualTo(160);
        }
    }

    @Test
    void keysNameTheChannelSinceSeven() {
        Talk talk = bridged(Script.to("8000").pressing("5", Duration.ofMillis(300)));
        int key = talk.peer().await("DTMF_END");
        assertThat(talk.peer().texts().get(key)).isEqualTo("DTMF_END digit:5" + ofChannel());
    }
}
