package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Media channels: how they come up, what they say, how they end. */
abstract class MediaContract extends Contract {
    @Test
    void mediaChannelComesUpInOrder() {
        media();
        assertThat(ari.typesOf(id)).containsExactly("Dial:", "ChannelStateChange", "Dial:ANSWER", "StasisStart");
        JsonNode dial = ari.await("Dial", id);
        assertThat(dial.path("dialstring").asText()).isEqualTo("voxari/f(json)");
    }

    @Test
    void mediaChannelTellsWhatItIs() {
        TestAri.Answer answer = ari.ask("POST", MEDIA_REQUEST + "&external_host=voxari&format=ulaw&channelId=" + id);
        assertThat(answer.body().path("state").asText()).isEqualTo("Down");
        assertThat(answer.body().path("name").asText()).startsWith("WebSocket/voxari/0x");
        assertThat(answer.body().path("channelvars").toString())
                .isEqualTo("{\"MEDIA_WEBSOCKET_CONNECTION_ID\":\"voxari\","
                        + "\"MEDIA_WEBSOCKET_OPTIMAL_FRAME_SIZE\":\"160\"}");
        ari.await("StasisStart", id);
    }

    @Test
    void dialsWithCredentialsAndNothingElse() {
        TestMedia.Peer peer = media();
        assertThat(peer.headers.names())
                .containsExactlyInAnyOrder(
                        "Sec-WebSocket-Version",
                        "Upgrade",
                        "Connection",
                        "Host",
                        "Authorization",
                        "Sec-WebSocket-Protocol",
                        "Sec-WebSocket-Key");
        assertThat(peer.headers.get("Authorization")).isEqualTo("Basic bWVkaWE6cGFzc3dvcmQ=");
        assertThat(peer.headers.get("Sec-WebSocket-Protocol")).isEqualTo("media");
    }

    @Test
    void parametersGoBehindTheAddressAndStayForTheNextCall() {
        assertThat(media(id, "&transport_data=f(json)v(a=1,b=2)").target).isEqualTo("/media?a=1&b=2");
        assertThat(media(id + "next", "&transport_data=f(json)").target).isEqualTo("/media?a=1&b=2");
    }

    @Test
    void saysHelloInJson() {
        JsonNode hello = media().json(0);
        assertThat(names(hello))
                .containsExactly(
                        "event",
                        "connection_id",
                        "channel",
                        "channel_id",
                        "format",
                        "optimal_frame_size",
                        "ptime",
                        "channel_variables");
        assertThat(hello.path("channel_id").asText()).isEqualTo(id);
        assertThat(hello.path("optimal_frame_size").asInt()).isEqualTo(160);
        assertThat(hello.path("ptime").asInt()).isEqualTo(20);
    }

    @Test
    void saysHelloInWords() {
        TestMedia.Peer peer = media(id, "");
        assertThat(peer.texts().get(0))
                .matches("MEDIA_START connection_id:voxari channel:WebSocket/voxari/0x[0-9a-f]+ channel_id:" + id
                        + " format:ulaw optimal_frame_size:160 ptime:20");
        peer.text("MARK_MEDIA");
        peer.text("MARK_MEDIA id 1");
        peer.text("SET_MEDIA_DIRECTION in");
        peer.text("REPORT_QUEUE_DRAINED");
        peer.text("GET_STATUS foo");
        peer.await("QUEUE_DRAINED");
        assertThat(peer.texts())
                .contains(
                        "MEDIA_MARK_PROCESSED",
                        "MEDIA_MARK_PROCESSED id 1",
                        "ERROR channel_id:" + id + " error_text:SET_MEDIA_DIRECTION only supports JSON format.\n",
                        "STATUS channel_id:" + id
                                + " queue_length:0 xon_level:800 xoff_level:900 queue_full:false bulk_media:false"
                                + " media_paused:false");
    }

    @Test
    void variablesAndArgumentsReachTheirPlaces() {
        TestAri.Answer answer = ari.ask(
                "POST",
                MEDIA_REQUEST + "&external_host=voxari&format=ulaw&transport_data=f(json)&data=x,y&channelId=" + id,
                "{\"variables\":{\"K\":\"v\"}}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(ari.await("StasisStart", id).path("args").toString()).isEqualTo("[\"x\",\"y\"]");
        assertThat(media.of(id).json(0).path("channel_variables").path("K").asText())
                .isEqualTo("v");
        assertThat(ari.ask("GET", "channels/" + id + "/variable?variable=K")
                        .body()
                        .toString())
                .isEqualTo("{\"value\":\"v\"}");
        assertThat(ari.ask("GET", "channels/" + id + "/variable?variable=L").message())
                .isEqualTo("Provided variable was not found");
        assertThat(ari.ask("GET", "channels/" + id + "/variable").message()).isEqualTo("Variable name is required");
    }

    @Test
    void variableThatIsSetIsTold() {
        media();
        assertThat(ari.ask("POST", "channels/" + id + "/variable?variable=V&value=1")
                        .status())
                .isEqualTo(204);
        JsonNode set = ari.await(
                "ChannelVarset", event -> event.path("variable").asText().equals("V"));
        assertThat(set.path("value").asText()).isEqualTo("1");
    }

    @Test
    void mediaServerThatNobodyListensOnIsNoRoute() {
        ari.ask("POST", "bridges/" + id + "?type=mixing");
        ari.ask("POST", MEDIA_REQUEST + "&external_host=nobody&format=ulaw&channelId=" + id);
        TestAri.Answer early = ari.ask("POST", "bridges/" + id + "/addChannel?channel=" + id);
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.message()).isEqualTo("Channel not in Stasis application");
        JsonNode destroyed = ari.await("ChannelDestroyed", id);
        assertThat(destroyed.path("cause").asInt()).isEqualTo(3);
        assertThat(destroyed.path("cause_txt").asText()).isEqualTo("No route to destination");
        assertThat(ari.typesOf(id)).containsExactly("ChannelDestroyed");
    }

    @Test
    void answerIsLeftToTheApplicationOnRequest() {
        ari.ask("POST", MEDIA_REQUEST + "&external_host=voxari&format=ulaw&transport_data=f(json)n&channelId=" + id);
        TestMedia.Peer peer = media.of(id);
        assertThat(ari.ask("POST", "channels/" + id + "/answer").status()).isEqualTo(409);
        peer.command("ANSWER");
        ari.await("StasisStart", id);
        assertThat(ari.typesOf(id)).containsExactly("Dial:", "ChannelStateChange", "Dial:ANSWER", "StasisStart");
    }

    @Test
    void hangUpEndsTheMediaConnection() {
        TestMedia.Peer peer = media();
        assertThat(ari.ask("DELETE", "channels/" + id).status()).isEqualTo(204);
        assertThat(peer.awaitClose()).isEqualTo(1000);
        JsonNode destroyed = ari.await("ChannelDestroyed", id);
        assertThat(destroyed.path("cause").asInt()).isEqualTo(16);
        assertThat(destroyed.has("tech_cause")).isFalse();
        assertThat(ari.typesOf(id)).endsWith("StasisStart", "ChannelHangupRequest", "StasisEnd", "ChannelDestroyed");
        assertThat(ari.ask("DELETE", "channels/" + id).status()).isEqualTo(404);
    }

    @Test
    void applicationHangsUpByCommand() {
        TestMedia.Peer peer = media();
        peer.command("HANGUP");
        assertThat(peer.awaitClose()).isEqualTo(1000);
        endsWith(16, 1000);
    }

    @Test
    void applicationClosesTheMediaConnection() {
        boolean unused = media().socket().close(1000, null);
        endsWith(16, 1001);
    }

    @Test
    void applicationDropsTheMediaConnection() {
        media().drop();
        endsWith(38, 1001);
    }

    @Test
    void longestMessageIsTaken() {
        TestMedia.Peer peer = media();
        peer.command("PAUSE_MEDIA");
        peer.play(new byte[65_531]);
        assertThat(peer.status().path("queue_length").asInt()).isEqualTo(409);
    }

    @Test
    void longerMessageEndsTheConnection() {
        TestMedia.Peer peer = media();
        peer.play(new byte[65_532]);
        endsWith(38, 1001);
    }

    private void endsWith(int cause, int techCause) {
        JsonNode destroyed = ari.await("ChannelDestroyed", id);
        assertThat(destroyed.path("tech_cause").asInt()).isEqualTo(techCause);
        // Outside a bridge Asterisk forgets the cause.
        assertThat(destroyed.path("cause").asInt()).isZero();
        JsonNode request = ari.await("ChannelHangupRequest", id);
        assertThat(request.path("cause").asInt()).isEqualTo(cause);
        assertThat(request.path("tech_cause").asInt()).isEqualTo(techCause);
        assertThat(ari.typesOf(id)).endsWith("StasisStart", "ChannelHangupRequest", "StasisEnd", "ChannelDestroyed");
    }
}
