package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and their answers, and bridges without a call. */
abstract class RequestContract extends Contract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | nonsense                                   | 404 | Resource not found",
                "GET    | channels/                                  | 404 | ARI URLs do not end with a slash. Try /ari/channels",
                "DELETE | channels                                   | 405 | Invalid method",
                "GET    | channels/nope                              | 404 | Channel not found",
                "DELETE | channels/nope                              | 404 | Channel not found",
                "POST   | channels/nope/answer                       | 404 | Channel not found",
                "POST   | channels/nope/ring                         | 404 | Channel not found",
                "POST   | channels/nope/continue                     | 404 | Channel not found",
                "GET    | channels/nope/variable?variable=X          | 404 | Provided channel was not found",
                "POST   | channels/nope/variable?variable=X&value=1  | 404 | Channel not found",
                "GET    | bridges/nope                               | 404 | Bridge not found",
                "DELETE | bridges/nope                               | 404 | Bridge not found",
                "POST   | bridges/nope/addChannel?channel=x          | 404 | Bridge not found",
                "POST   | bridges/nope/removeChannel?channel=x       | 404 | Bridge not found",
                "POST   | bridges/b?type=wrong                       | 500 | Unable to create bridge",
                "GET    | applications/nope                          | 404 | Application not found",
            })
    void refuses(String method, String path, int status, String message) {
        TestAri.Answer answer = ari.ask(method, path);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "external_host=zzz&format=ulaw                                 | 400 | external_host must be a valid websocket_client connection id.",
                "external_host=voxari                                          | 400 | format cannot be empty",
                "format=ulaw                                                   | 400 | external_host is required for all but websocket server connections",
                "external_host=voxari&format=ulaw&direction=wrong              | 400 | Invalid direction specified",
                "external_host=voxari&format=ulaw&app=                         | 400 | app cannot be empty",
                "external_host=voxari&format=ulaw&encapsulation=rtp            | 400 | encapsulation must be 'none' for websocket transport",
                "external_host=voxari&format=nope                              | 500 | An internal error prevented this request from being handled",
                "external_host=voxari&format=ulaw&transport_data=d(wrong)      | 500 | An internal error prevented this request from being handled",
            })
    void refusesMedia(String parameters, int status, String message) {
        String base = MEDIA_REQUEST;
        for (String name : List.of("app", "encapsulation")) {
            base = parameters.contains(name + "=") ? base.replaceAll(name + "=\\w+", "x=x") : base;
        }
        TestAri.Answer answer = ari.ask("POST", base + "&channelId=" + id + "&" + parameters);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void nobodyIsLetInWithoutAPassword() throws Exception {
        assertThat(TestAri.statusWithoutPassword(line)).isEqualTo(401);
    }

    @Test
    void pingIsAnswered() {
        assertThat(ari.ask("GET", "asterisk/ping").body().path("ping").asText()).isEqualTo("pong");
    }

    @Test
    void versionIsTold() {
        JsonNode info = ari.ask("GET", "asterisk/info?only=system").body();
        assertThat(info.path("system").path("version").asText()).startsWith("22.10.1");
        assertThat(info.size()).isEqualTo(1);
    }

    @Test
    void applicationIsRegisteredWithItsSocket() {
        JsonNode app = ari.ask("GET", "applications/voxari").body();
        assertThat(app.path("name").asText()).isEqualTo("voxari");
        assertThat(names(app))
                .containsExactly(
                        "name",
                        "channel_ids",
                        "bridge_ids",
                        "endpoint_ids",
                        "device_names",
                        "events_allowed",
                        "events_disallowed");
    }

    @Test
    void secondSocketReplacesTheFirst() {
        try (TestAri first = new TestAri(line, "twice");
                TestAri second = new TestAri(line, "twice")) {
            JsonNode replaced = first.await("ApplicationReplaced", event -> true);
            assertThat(replaced.path("application").asText()).isEqualTo("twice");
            assertThat(second.events()).isEmpty();
        }
    }

    @Test
    void requestsGoOverTheEventSocketToo() {
        ari.send("{\"type\":\"RESTRequest\",\"transaction_id\":\"t\",\"request_id\":\"" + id
                + "\",\"method\":\"GET\",\"uri\":\"channels/nope?x=1\"}");
        JsonNode response = ari.await(
                "RESTResponse", event -> event.path("request_id").asText().equals(id));
        assertThat(response.path("status_code").asInt()).isEqualTo(404);
        assertThat(response.path("reason_phrase").asText()).isEqualTo("Not Found");
        assertThat(response.path("uri").asText()).isEqualTo("channels/nope");
        assertThat(response.path("transaction_id").asText()).isEqualTo("t");
        assertThat(response.path("message_body").asText()).isEqualTo("{\"message\":\"Channel not found\"}");
    }

    @Test
    void bridgeIsAsItWasAskedFor() {
        JsonNode bridge =
                ari.ask("POST", "bridges/" + id + "?type=mixing&name=n").body();
        assertThat(names(bridge))
                .containsExactly(
                        "id",
                        "technology",
                        "bridge_type",
                        "bridge_class",
                        "creator",
                        "name",
                        "channels",
                        "creationtime",
                        "video_mode");
        assertThat(bridge.path("technology").asText()).isEqualTo("simple_bridge");
        assertThat(ari.ask("GET", "bridges/" + id).body()).isEqualTo(bridge);
    }

    @Test
    void bridgeIdIsTakenOnce() {
        ari.ask("POST", "bridges/" + id + "?type=mixing");
        TestAri.Answer again = ari.ask("POST", "bridges/" + id + "?type=mixing");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("Bridge with id '" + id + "' already exists");
    }

    @Test
    void bridgeWithoutChannelsSaysNothing() {
        ari.ask("POST", "bridges/" + id + "?type=mixing");
        assertThat(ari.ask("DELETE", "bridges/" + id).status()).isEqualTo(204);
        assertThat(ari.ask("DELETE", "bridges/" + id).status()).isEqualTo(404);
        assertThat(ari.events()).isEmpty();
    }

    @Test
    void unknownChannelIsABadRequestOfABridge() {
        ari.ask("POST", "bridges/" + id + "?type=mixing");
        TestAri.Answer answer = ari.ask("POST", "bridges/" + id + "/addChannel?channel=nope");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("Channel not found");
        assertThat(ari.ask("POST", "bridges/" + id + "/addChannel").message()).isEqualTo("Missing parameter channel");
    }
}
