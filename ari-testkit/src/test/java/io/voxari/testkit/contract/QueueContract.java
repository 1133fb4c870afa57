package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The queue of a media channel, and its commands. */
abstract class QueueContract extends Contract {
    @Test
    void marksComeInTheirPlaces() {
        TestMedia.Peer peer = media();
        peer.command("PAUSE_MEDIA");
        peer.mark("a");
        peer.play(new byte[320]);
        peer.mark("b");
        peer.mark("c");
        peer.command("REPORT_QUEUE_DRAINED");
        assertThat(peer.status().path("queue_length").asInt()).isEqualTo(2);
        peer.command("CONTINUE_MEDIA");
        int drained = peer.await("QUEUE_DRAINED");
        assertThat(peer.texts().subList(drained - 3, drained + 1))
                .containsExactly(
                        processed("a"),
                        processed("b"),
                        processed("c"),
                        "{\"event\":\"QUEUE_DRAINED\",\"channel_id\":\"" + id + "\"}");
    }

    @Test
    void flushSwallowsMarksAndKeepsThePause() {
        TestMedia.Peer peer = media();
        peer.command("PAUSE_MEDIA");
        peer.play(new byte[1_600]);
        peer.mark("lost");
        peer.command("REPORT_QUEUE_DRAINED");
        peer.command("FLUSH_MEDIA");
        JsonNode status = peer.status();
        assertThat(status.path("queue_length").asInt()).isZero();
        assertThat(status.path("media_paused").asBoolean()).isTrue();
        assertThat(peer.texts()).noneMatch(text -> text.contains("QUEUE_DRAINED"));
        peer.command("CONTINUE_MEDIA");
        peer.await("QUEUE_DRAINED");
        assertThat(peer.texts()).noneMatch(text -> text.contains("MEDIA_MARK_PROCESSED"));
    }

    @Test
    void drainedIsToldOnce() {
        TestMedia.Peer peer = media();
        peer.command("PAUSE_MEDIA");
        peer.command("REPORT_QUEUE_DRAINED");
        peer.command("REPORT_QUEUE_DRAINED");
        peer.command("CONTINUE_MEDIA");
        peer.await("QUEUE_DRAINED");
        peer.mark("after");
        peer.await("MEDIA_MARK_PROCESSED");
        assertThat(peer.texts().stream().filter(text -> text.contains("QUEUE_DRAINED")))
                .hasSize(1);
    }

    @Test
    void restIsDroppedUnlessBuffered() {
        TestMedia.Peer peer = media();
        peer.command("PAUSE_MEDIA");
        peer.play(new byte[100]);
        assertThat(peer.status().path("queue_length").asInt()).isZero();
        peer.play(new byte[250]);
        assertThat(peer.status().path("queue_length").asInt()).isEqualTo(1);
        peer.command("START_MEDIA_BUFFERING");
        peer.play(new byte[100]);
        JsonNode buffering = peer.status();
        assertThat(buffering.path("queue_length").asInt()).isEqualTo(1);
        assertThat(buffering.path("bulk_media").asBoolean()).isTrue();
        peer.play(new byte[100]);
        assertThat(peer.status().path("queue_length").asInt()).isEqualTo(2);
        peer.text("{\"command\":\"STOP_MEDIA_BUFFERING\",\"correlation_id\":\"b\"}");
        assertThat(peer.status().path("queue_length").asInt()).isEqualTo(3);
        peer.command("CONTINUE_MEDIA");
        int completed = peer.await("MEDIA_BUFFERING_COMPLETED");
        assertThat(peer.json(completed).path("correlation_id").asText()).isEqualTo("b");
    }

    @Test
    void queueIsFullAtNineHundredAndClosedAtAThousand() {
        TestMedia.Peer peer = media();
        peer.command("PAUSE_MEDIA");
        for (int i = 0; i < 9; i++) {
            peer.play(new byte[99 * 160]);
        }
        assertThat(peer.status().path("queue_full").asBoolean()).isFalse();
        peer.play(new byte[9 * 160]);
        JsonNode full = peer.status();
        assertThat(full.path("queue_length").asInt()).isEqualTo(900);
        assertThat(full.path("queue_full").asBoolean()).isTrue();
        assertThat(peer.texts().stream().filter(text -> text.contains("MEDIA_XOFF")))
                .hasSize(1);
        peer.play(new byte[99 * 160]);
        peer.play(new byte[100 * 160]);
        assertThat(peer.status().path("queue_length").asInt()).isEqualTo(1_099);
        peer.play(new byte[160]);
        assertThat(peer.status().path("queue_length").asInt()).isEqualTo(1_099);
        peer.command("FLUSH_MEDIA");
        assertThat(peer.texts()).noneMatch(text -> text.contains("MEDIA_XON"));
        peer.command("CONTINUE_MEDIA");
        peer.await("MEDIA_XON");
        assertThat(peer.status().path("queue_full").asBoolean()).isFalse();
    }

    @Test
    void commandsOfMoreThan128BytesAreIgnored() {
        TestMedia.Peer peer = media();
        int room = 128 - "{\"command\":\"MARK_MEDIA\",\"correlation_id\":\"\"}".length();
        peer.mark("y".repeat(room));
        peer.mark("x".repeat(room + 1));
        peer.mark("end");
        peer.await(processed("end"));
        assertThat(peer.texts()).contains(processed("y".repeat(room)));
        assertThat(peer.texts()).noneMatch(text -> text.contains("xxx"));
    }

    @Test
    void mistakesAreToldOrNot() {
        TestMedia.Peer peer = media();
        for (String text : List.of(
                "not json",
                "{\"command\":\"NOPE\"}",
                "{\"x\":1}",
                "{\"command\":\"SET_MEDIA_DIRECTION\"}",
                "{\"command\":\"SET_MEDIA_DIRECTION\",\"direction\":\"up\"}")) {
            peer.text(text);
        }
        peer.status();
        assertThat(errors(peer))
                .containsExactly(
                        "Unable to parse JSON command",
                        "SET_MEDIA_DIRECTION requires a 'direction' parameter.\n",
                        "'up' is not a valid direction for SET_MEDIA_DIRECTION.\n");
    }

    private static List<String> errors(TestMedia.Peer peer) {
        return IntStream.range(0, peer.texts().size())
                .mapToObj(peer::json)
                .filter(event -> event.path("event").asText().equals("ERROR"))
                .map(event -> event.path("error_text").asText())
                .toList();
    }

    @Test
    void whoOnlyListensCannotSpeak() {
        TestMedia.Peer peer = media(id, "&transport_data=f(json)&direction=in");
        assertThat(ari.await("Dial", id).path("dialstring").asText()).isEqualTo("voxari/f(json)d(in)");
        peer.play(new byte[1_600]);
        Stream.of(
                        "MARK_MEDIA",
                        "PAUSE_MEDIA",
                        "CONTINUE_MEDIA",
                        "FLUSH_MEDIA",
                        "START_MEDIA_BUFFERING",
                        "STOP_MEDIA_BUFFERING")
                .forEach(peer::command);
        assertThat(peer.status().path("queue_length").asInt()).isZero();
        String why = " not supported while media direction is 'in'";
        assertThat(errors(peer))
                .containsExactly(
                        "MARK_MEDIA" + why,
                        "PAUSE_MEDIA" + why,
                        "CONTINUE_MEDIA" + why,
                        "START_MEDIA_BUFFERING" + why,
                        "STOP_MEDIA_BUFFERING" + why);
    }
}
