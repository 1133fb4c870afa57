package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.contract.Line.Script;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application may ask and say, and what it finds when it comes back. */
abstract class ApplicationContract extends Contract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | applications/voxari/subscription?eventSource=channel:nope | 422 | Event source does not exist",
                "POST   | applications/voxari/subscription?eventSource=bridge:nope  | 422 | Event source does not exist",
                "POST   | applications/voxari/subscription?eventSource=wat:nope     | 400 | Invalid event source URI scheme",
                "POST   | applications/voxari/subscription                          | 400 | Missing parameter eventSource",
                "DELETE | applications/voxari/subscription?eventSource=channel:nope | 422 | Event source was not subscribed to",
                "POST   | applications/nope/subscription?eventSource=channel:nope   | 404 | Application not found",
            })
    void refuses(String method, String path, int status, String message) {
        TestAri.Answer answer = ari.ask(method, path);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json                                                               | Failed to parse request message JSON | ",
                "{}                                                                     | Bad request | No 'type' property.",
                "{\"type\":\"RESTRequest\"}                                             | Bad request | Empty or missing 'uri' property.",
                "{\"type\":\"Wat\",\"method\":\"GET\",\"uri\":\"asterisk/ping\"}          | Bad request | Unknown request type.",
                "{\"type\":\"RESTRequest\",\"method\":\"GET\",\"uri\":\"events\"}         | Bad request | Can't upgrade to websocket from a websocket",
            })
    void messageThatIsNoRequestIsRefused(String message, String reason, @Nullable String text) {
        ari.send(message);
        JsonNode response = ari.await(
                "RESTResponse",
                event -> text == null
                        ? !event.has("message_body")
                        : event.path("message_body").asText().contains(text));
        assertThat(response.path("status_code").asInt()).isEqualTo(400);
        assertThat(response.path("reason_phrase").asText()).isEqualTo(reason);
        assertThat(response.path("request_id").asText()).isEmpty();
    }

    @Test
    void eventsThatAreNotWantedDoNotCome() {
        JsonNode set = filter("{\"disallowed\":[{\"type\":\"ChannelUserevent\"}]}");
        assertThat(set.path("events_disallowed").path(0).path("type").asText()).isEqualTo("ChannelUserevent");
        assertThat(filter("{\"allowed\":[]}").path("events_disallowed")).hasSize(1);
        assertThat(userEvent(id + "kept")).isEqualTo(204);
        assertThat(filter("{\"disallowed\":[]}").path("events_disallowed")).isEmpty();
        assertThat(userEvent(id + "told")).isEqualTo(204);
        ari.await("ChannelUserevent", event -> event.path("eventname").asText().equals(id + "told"));
        assertThat(ari.events())
                .noneMatch(event -> event.path("eventname").asText().equals(id + "kept"));
    }

    private JsonNode filter(String lists) {
        TestAri.Answer answer = ari.ask("PUT", "applications/voxari/eventFilter", lists);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private int userEvent(String name) {
        return ari.ask("POST", "events/user/" + name + "?application=voxari").status();
    }

    @Test
    void passwordMayBeInTheAddress() {
        String password = URLEncoder.encode(Line.USER + ":" + Line.PASSWORD, StandardCharsets.UTF_8);
        assertThat(TestAri.status(line, "asterisk/ping?api_key=" + password)).isEqualTo(200);
        assertThat(TestAri.status(line, "asterisk/ping?api_key=" + Line.USER + ":wrong"))
                .isEqualTo(401);
    }

    @Test
    void eventsAreNoPage() {
        String password = URLEncoder.encode(Line.USER + ":" + Line.PASSWORD, StandardCharsets.UTF_8);
        assertThat(TestAri.status(line, "events?app=voxari&api_key=" + password))
                .isEqualTo(426);
    }

    @Test
    void bodyHasALongestLength() {
        TestAri.Answer answer = ari.ask("POST", "bridges", "{\"name\":\"" + "x".repeat(41_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.message()).isEqualTo("Request body too large");
    }

    @Test
    void idsMayHoldASlash() {
        String path = "bridges/" + id + "%2Fb";
        assertThat(ari.ask("POST", path + "?type=mixing").body().path("id").asText())
                .isEqualTo(id + "/b");
        assertThat(ari.ask("GET", path).status()).isEqualTo(200);
        assertThat(ari.ask("DELETE", path).status()).isEqualTo(204);
    }

    @Test
    void bodyWinsOverTheAddress() {
        media();
        ari.ask("POST", "channels/" + id + "/variable?variable=A&value=address", "{\"value\":\"body\"}");
        assertThat(ari.ask("GET", "channels/" + id + "/variable?variable=A")
                        .body()
                        .path("value")
                        .asText())
                .isEqualTo("body");
    }

    @Test
    void eventOfTheUsersComesToTheApplication() {
        assertThat(ari.ask("POST", "events/user/" + id + "?application=" + Line.APP)
                        .status())
                .isEqualTo(204);
        JsonNode event = ari.await(
                "ChannelUserevent", one -> one.path("eventname").asText().equals(id));
        assertThat(event.path("userevent").toString()).isEqualTo("{\"eventname\":\"" + id + "\"}");
        assertThat(event.has("channel")).isFalse();
        assertThat(ari.ask("POST", "events/user/x?application=nobodys").status())
                .isEqualTo(404);
        assertThat(ari.ask("POST", "events/user/x?application=nobodys").message())
                .isEqualTo("Application not found");
        assertThat(ari.ask("POST", "events/user/x").status()).isEqualTo(400);
    }

    @Test
    void anyNumberIsACause() {
        media();
        ari.ask("DELETE", "channels/" + id + "?reason_code=99");
        JsonNode destroyed = ari.await("ChannelDestroyed", id);
        assertThat(destroyed.path("cause").asInt()).isEqualTo(99);
        assertThat(destroyed.path("cause_txt").asText()).isEqualTo("Info. element nonexist or not implemented");
    }

    @Test
    void timesHaveAnOffsetWithoutAColon() {
        media();
        JsonNode start = ari.await("StasisStart", id);
        String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4}";
        assertThat(start.path("timestamp").asText()).matches(time);
        assertThat(start.path("channel").path("creationtime").asText()).matches(time);
    }

    @Test
    void applicationThatWasAwayFindsItsChannelAndHearsOfItAgain() {
        String app = "away-" + id;
        TestAri before = new TestAri(line, app);
        ari.ask(
                "POST",
                MEDIA_REQUEST.replace("app=voxari", "app=" + app) + "&external_host=voxari&format=ulaw"
                        + "&transport_data=f(json)&channelId=" + id);
        before.await("StasisStart", id);
        before.close();
        JsonNode there = ari.ask("GET", "channels/" + id).body();
        assertThat(there.path("dialplan").path("app_data").asText()).isEqualTo(app);
        try (TestAri after = new TestAri(line, app)) {
            assertThat(ari.ask("GET", "applications/" + app)
                            .body()
                            .path("channel_ids")
                            .toString())
                    .isEqualTo("[\"" + id + "\"]");
            ari.ask("DELETE", "channels/" + id);
            after.await("ChannelDestroyed", id);
            assertThat(after.typesOf(id)).containsExactly("ChannelHangupRequest", "StasisEnd", "ChannelDestroyed");
        }
    }

    @Test
    void channelForAnApplicationThatNeverWasIsHungUp() {
        TestAri.Answer answer = ari.ask(
                "POST",
                MEDIA_REQUEST.replace("app=voxari", "app=never") + "&external_host=voxari&format=ulaw"
                        + "&transport_data=f(json)&channelId=" + id);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(media.of(id).awaitClose()).isEqualTo(1000);
        ari.awaitGone(id);
        assertThat(ari.typesOf(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f(JSON)                | ulaw | f(JSON)",
                "c(alaw)f(json)         | alaw | c(alaw)f(json)",
                "v(a=1)f(json)d(out)    | ulaw | v(a=1)f(json)d(out)",
                "f(json)v(a)            | ulaw | f(json)v(a)",
                "f(json)v(a=%2520b)     | ulaw | f(json)v(a=%20b)",
            })
    void optionsComeInAnyOrder(String options, String format, String dialled) {
        TestMedia.Peer peer = media(id, "&transport_data=" + options);
        assertThat(peer.json(0).path("format").asText()).isEqualTo(format);
        assertThat(ari.await("Dial", id).path("dialstring").asText()).isEqualTo("voxari/" + dialled);
    }

    @ParameterizedTest
    @CsvSource({"c(nope)", "v(a=b%20c)", "f(json", "d(up)"})
    void optionThatIsWrongIsAnInternalError(String options) {
        assertThat(ari.ask(
                                "POST",
                                MEDIA_REQUEST + "&external_host=voxari&format=ulaw&channelId=" + id + "&transport_data="
                                        + options)
                        .status())
                .isEqualTo(500);
    }

    @Test
    void directionOfTheRequestWins() {
        TestMedia.Peer peer = media(id, "&transport_data=f(json)d(in)&direction=out");
        assertThat(ari.await("Dial", id).path("dialstring").asText()).isEqualTo("voxari/f(json)d(in)d(out)");
        peer.mark("spoken");
        peer.await(processed("spoken"));
    }

    @Test
    void whoOnlySpeaksHearsNothingUntilItIsTurned() {
        byte[] speech = new byte[40_000];
        Call call = connect(Script.to("8000").saying(speech));
        until(() -> call.peer().audio().length > 0);
        call.peer().text("{\"command\":\"SET_MEDIA_DIRECTION\",\"direction\":\"out\"}");
        JsonNode unused = call.peer().status();
        int deaf = call.peer().audio().length;
        call.peer().play(new byte[1_600]);
        call.peer().mark("later");
        call.peer().await(processed("later"));
        assertThat(call.peer().audio().length - deaf).isLessThanOrEqualTo(160);
        call.peer().text("{\"command\":\"SET_MEDIA_DIRECTION\",\"direction\":\"both\"}");
        until(() -> call.peer().audio().length > deaf + 800);
        call.phone().hangUp();
    }

    @Test
    void whatIsNoCommandIsNotAnswered() {
        TestMedia.Peer peer = media();
        peer.text("{\"command\":\"get_status\"}");
        peer.command("ANSWER");
        peer.play(Arrays.copyOf("{\"command\":\"GET_STATUS\"}".getBytes(StandardCharsets.UTF_8), 160));
        peer.mark("end");
        int end = peer.await(processed("end"));
        assertThat(peer.texts().subList(1, end)).isEmpty();
    }

    @Test
    void markComesBeforeTheRestThatIsNotFramedYet() {
        TestMedia.Peer peer = media();
        peer.command("START_MEDIA_BUFFERING");
        peer.play(new byte[240]);
        peer.mark("m");
        peer.text("{\"command\":\"STOP_MEDIA_BUFFERING\",\"correlation_id\":\"s\"}");
        int completed = peer.await("MEDIA_BUFFERING_COMPLETED");
        assertThat(peer.await(processed("m"))).isLessThan(completed);
    }
}
