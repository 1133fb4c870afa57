package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the connections beside requests that are right: pings, wrong types, other forms of bodies. */
abstract class WireContract extends Contract {
    private static final String PAYLOAD = "are you there";

    @Test
    void pingOfAMediaConnectionIsAnswered() {
        JsonNode made = ari.ask(
                        "POST",
                        MEDIA_REQUEST.replace("=client", "=server") + "&format=ulaw&transport_data=f(json)&channelId="
                                + id)
                .body();
        String connection =
                made.path("channelvars").path("MEDIA_WEBSOCKET_CONNECTION_ID").asText();
        assertThat(Ping.over(line.ariUri(), "/media/" + connection, PAYLOAD)).isEqualTo(PAYLOAD);
    }

    @Test
    void pingOfAnEventConnectionIsAnswered() {
        String path = "/ari/events?app=pinging&api_key=" + Line.USER + ":" + Line.PASSWORD;
        assertThat(Ping.over(line.ariUri(), path, PAYLOAD)).isEqualTo(PAYLOAD);
    }

    @Test
    void eventsAreOfAnApplication() {
        assertThatThrownBy(() -> new TestAri(line, "").close()).hasMessageContaining("400");
    }

    @Test
    void connectionMayBeOfTwoApplications() {
        try (TestAri both = new TestAri(line, "one-" + id + ",two-" + id)) {
            for (String app : new String[] {"one-" + id, "two-" + id}) {
                assertThat(both.ask("GET", "applications/" + app).status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "normal,16,Normal Clearing",
        "busy,17,User busy",
        "no_answer,19,'User alerting, no answer'",
        "timeout,18,No user responding",
        "unallocated,1,Unallocated (unassigned) number",
        "normal_unspecified,31,'Normal, unspecified'",
        "number_incomplete,28,Invalid number format",
        "codec_mismatch,58,Bearer capability not available",
        "interworking,127,'Interworking, unspecified'",
        "answered_elsewhere,26,Answered elsewhere",
    })
    void reasonOfAHangUpIsTold(String reason, int cause, String text) {
        media();
        ari.ask("DELETE", "channels/" + id + "?reason=" + reason);
        JsonNode destroyed = ari.await("ChannelDestroyed", id);
        assertThat(destroyed.path("cause").asInt()).isEqualTo(cause);
        assertThat(destroyed.path("cause_txt").asText()).isEqualTo(text);
    }

    @Test
    void causeMustBeANumber() {
        media();
        assertThat(ari.ask("DELETE", "channels/" + id + "?reason_code=wat").message())
                .isEqualTo("Invalid reason for hangup reason code provided");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason_code\":\"17\"} | 17",
                "{\"reason_code\":17}     | 16",
            })
    void valueOfAnotherTypeIsNone(String body, int cause) {
        media();
        assertThat(ari.ask("DELETE", "channels/" + id, body).status()).isEqualTo(204);
        assertThat(ari.await("ChannelDestroyed", id).path("cause").asInt()).isEqualTo(cause);
    }

    @Test
    void valueOfAnotherTypeHidesTheOneInTheAddress() {
        media();
        String variable = "channels/" + id + "/variable?variable=A";
        assertThat(ari.ask("POST", variable + "&value=b", "{\"value\":5}").status())
                .isEqualTo(204);
        assertThat(ari.ask("GET", variable).status()).isEqualTo(404);
        assertThat(ari.ask("POST", "channels/" + id + "/variable", "{\"variable\":7,\"value\":\"x\"}")
                        .message())
                .isEqualTo("Variable name is required");
    }

    @Test
    void bodyMustBeJson() {
        TestAri.Answer answer = ari.ask("POST", "bridges/" + id + "?type=mixing", "{wat}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("Error parsing request body");
        assertThat(ari.ask("GET", "bridges/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":5}         | Each value in 'variables' must be a string or an object with 'value' and optional 'report_events'",
                "{\"name\":{\"x\":1}} | Each object value in 'variables' must include string field 'value'",
            })
    void bodyOfABridgeHasItsVariables(String body, String message) {
        TestAri.Answer answer = ari.ask("POST", "bridges?type=mixing&bridgeId=" + id, body);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(ari.ask("GET", "bridges/" + id).status())
                .as("made all the same")
                .isEqualTo(200);
    }

    @Test
    void plusIsABlankInTheAddress() {
        assertThat(ari.ask("POST", "bridges/" + id + "?type=mixing&name=a+b%2Bc%20d")
                        .body()
                        .path("name")
                        .asText())
                .isEqualTo("a b+c d");
    }

    private JsonNode response(String request) {
        ari.send("{\"type\":\"RESTRequest\",\"request_id\":\"" + id + "\"," + request + "}");
        return ari.await(
                "RESTResponse", event -> event.path("request_id").asText().equals(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"method\":\"WAT\",\"uri\":\"bridges\" | Unknown or missing 'method' property.",
                "\"uri\":\"bridges\" | Unknown or missing 'method' property.",
                "\"method\":\"POST\",\"uri\":\"bridges\",\"message_body\":\"{}\" | No 'content_type' for 'message_body'.",
            })
    void requestOverTheEventConnectionIsRefused(String request, String message) {
        JsonNode response = response(request);
        assertThat(response.path("status_code").asInt()).isEqualTo(400);
        assertThat(response.path("message_body").asText()).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"query_strings\":[{\"name\":\"name\",\"value\":\"n\"}]",
                "\"content_type\":\"application/json\",\"message_body\":\"{\\\"name\\\":\\\"n\\\"}\"",
                "\"content_type\":\"application/x-www-form-urlencoded\",\"message_body\":\"name=n\"",
            })
    void parametersHaveThreePlacesInARequestOverTheEventConnection(String parameters) {
        JsonNode response = response("\"method\":\"POST\",\"uri\":\"bridges/" + id + "?type=mixing\"," + parameters);
        assertThat(response.path("status_code").asInt()).isEqualTo(200);
        assertThat(response.path("message_body").asText()).contains("\"name\":\"n\"");
    }

    @Test
    void idOfARequestIsAText() {
        ari.send("{\"type\":\"RESTRequest\",\"request_id\":5,\"method\":\"GET\",\"uri\":\"applications/no-" + id
                + "\"}");
        JsonNode response =
                ari.await("RESTResponse", event -> event.path("uri").asText().endsWith(id));
        assertThat(response.path("request_id").asText()).isEmpty();
    }

    @Test
    void fileDoesNotComeOverTheEventConnection() {
        TestMedia.Peer peer = media();
        ari.ask("POST", "channels/" + id + "/record?format=ulaw&name=" + id);
        ari.await(
                "RecordingStarted",
                event -> event.path("recording").path("name").asText().equals(id));
        peer.play(new byte[1_600]);
        peer.mark("end");
        peer.await("MEDIA_MARK_PROCESSED");
        ari.ask("POST", "recordings/live/" + id + "/stop");
        ari.await(
                "RecordingFinished",
                event -> event.path("recording").path("name").asText().equals(id));
        JsonNode response = response("\"method\":\"GET\",\"uri\":\"recordings/stored/" + id + "/file\"");
        assertThat(response.path("status_code").asInt()).isEqualTo(406);
        assertThat(response.path("reason_phrase").asText()).isEqualTo("Not Acceptable.  Use HTTP GET");
        assertThat(response.has("message_body")).isFalse();
        ari.ask("DELETE", "recordings/stored/" + id);
    }
}
