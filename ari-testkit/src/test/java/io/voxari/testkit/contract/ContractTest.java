package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Phone;
import io.voxari.testkit.contract.Line.Script;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What an application may rely on; the real and the simulated Asterisk both keep to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContractTest {
    private static final String MEDIA_REQUEST =
            "channels/externalMedia?app=voxari&encapsulation=none&transport=websocket&connection_type=client";
    private static final byte[] FRAME = SpeechFixture.noise(9, Duration.ofMillis(20));

    private final TestMedia media = new TestMedia();
    private Line line;
    private TestAri ari;
    private int rules;
    private String id;

    abstract Line open(URI mediaUri);

    abstract String kind();

    @BeforeAll
    void start() {
        line = open(media.uri());
        ari = new TestAri(line, Line.APP);
    }

    @AfterAll
    void stop() {
        LoggerFactory.getLogger(ContractTest.class).info("contract: {} rules, {}", rules, kind());
        ari.close();
        line.close();
        media.close();
    }

    @BeforeEach
    void count(TestInfo test) {
        rules++;
        id = "c" + rules;
        ari.forget();
    }

    @AfterEach
    void takeDown() {
        for (String kind : List.of("channels", "bridges")) {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        JsonNode left = ari.ask("GET", kind).body();
                        left.forEach(one ->
                                ari.ask("DELETE", kind + "/" + one.path("id").asText()));
                        return left.isEmpty();
                    });
        }
    }

    // ---- requests

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

    // ---- bridges

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

    // ---- callers

    private String called(Script script, List<Phone> phones) {
        phones.add(line.call(script));
        return ari.await(
                        "StasisStart",
                        event -> event.path("channel").path("name").asText().startsWith("PJSIP/"))
                .path("channel")
                .path("id")
                .asText();
    }

    @Test
    void callEntersTheApplicationUnanswered() {
        String caller = called(Script.to("8000"), new ArrayList<>());
        JsonNode start = ari.await("StasisStart", caller);
        JsonNode channel = start.path("channel");
        assertThat(names(start)).contains("type", "timestamp", "args", "channel", "asterisk_id", "application");
        assertThat(names(channel))
                .containsExactly(
                        "id",
                        "name",
                        "state",
                        "protocol_id",
                        "caller",
                        "connected",
                        "accountcode",
                        "dialplan",
                        "creationtime",
                        "language");
        assertThat(channel.path("state").asText()).isEqualTo("Ring");
        assertThat(channel.path("caller").toString()).isEqualTo("{\"name\":\"Ann Caller\",\"number\":\"6001\"}");
        assertThat(channel.path("dialplan").toString())
                .isEqualTo("{\"context\":\"from-external\",\"exten\":\"8000\",\"priority\":1,\"app_name\":\"Stasis\","
                        + "\"app_data\":\"voxari\"}");
    }

    @Test
    void callThatTheDialplanAnsweredIsUp() {
        String caller = called(Script.to("up8000"), new ArrayList<>());
        JsonNode channel = ari.await("StasisStart", caller).path("channel");
        assertThat(channel.path("state").asText()).isEqualTo("Up");
        assertThat(channel.path("dialplan").path("context").asText()).isEqualTo("from-external-answered");
        assertThat(channel.path("dialplan").path("exten").asText()).isEqualTo("8000");
    }

    @Test
    void answerIsToldBeforeItsReply() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        assertThat(ari.ask("POST", "channels/" + caller + "/answer").status()).isEqualTo(204);
        ari.await("ChannelStateChange", caller);
        phones.get(0).awaitAnswered();
        assertThat(ari.ask("POST", "channels/" + caller + "/answer").status()).isEqualTo(204);
        assertThat(ari.typesOf(caller)).containsExactly("StasisStart", "ChannelStateChange");
    }

    @Test
    void ringingIsHeard() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        assertThat(ari.ask("POST", "channels/" + caller + "/ring").status()).isEqualTo(204);
        phones.get(0).awaitRinging();
    }

    @ParameterizedTest
    @CsvSource({
        "reason_code=1,1",
        "reason_code=17,17",
        "reason=rejected,21",
        "reason=congestion,34",
        "reason=failure,38"
    })
    void refusalHasItsCause(String parameter, int cause) {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        assertThat(ari.ask("DELETE", "channels/" + caller + "?" + parameter).status())
                .isEqualTo(204);
        assertThat(phones.get(0).awaitEnd()).isEqualTo(cause);
        assertThat(phones.get(0).isAnswered()).isFalse();
        ari.await("StasisEnd", caller);
        assertThat(ari.typesOf(caller)).containsExactly("StasisStart", "ChannelHangupRequest", "StasisEnd");
        JsonNode request = ari.await("ChannelHangupRequest", caller);
        assertThat(request.path("cause").asInt()).isEqualTo(32);
        assertThat(request.path("soft").asBoolean()).isTrue();
    }

    @Test
    void numberThatDoesNotExistIsRefused() {
        Phone phone = line.call(Script.to("nobody"));
        phone.awaitEnd();
        assertThat(phone.isAnswered()).isFalse();
        assertThat(ari.events()).isEmpty();
    }

    @Test
    void reasonMustBeOneOfTheList() {
        String caller = called(Script.to("8000"), new ArrayList<>());
        assertThat(ari.ask("DELETE", "channels/" + caller + "?reason=wat").message())
                .isEqualTo("Invalid reason for hangup reason provided");
        assertThat(ari.ask("DELETE", "channels/" + caller + "?reason=busy&reason_code=17")
                        .message())
                .isEqualTo("The reason and reason_code can't both be specified");
    }

    @Test
    void callerGivesUpBeforeTheAnswer() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        ari.ask("POST", "channels/" + caller + "/ring");
        phones.get(0).awaitRinging();
        phones.get(0).hangUp();
        ari.await("StasisEnd", caller);
        assertThat(ari.typesOf(caller)).containsExactly("StasisStart", "ChannelHangupRequest", "StasisEnd");
        assertThat(ari.await("ChannelHangupRequest", caller).path("soft").asBoolean())
                .isFalse();
        assertThat(ari.ask("GET", "channels/" + caller).status()).isEqualTo(404);
    }

    @Test
    void callerHangsUpAfterTheAnswer() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000").hangingUpAfter(Duration.ofMillis(200)), phones);
        ari.ask("POST", "channels/" + caller + "/answer");
        ari.await("StasisEnd", caller);
        assertThat(ari.typesOf(caller))
                .containsExactly("StasisStart", "ChannelStateChange", "ChannelHangupRequest", "StasisEnd");
        assertThat(ari.await("ChannelHangupRequest", caller).has("soft")).isFalse();
    }

    @Test
    void whoSubscribesHearsOfTheEndOfTheChannel() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        TestAri.Answer subscribed = ari.ask("POST", "applications/voxari/subscription?eventSource=channel:" + caller);
        assertThat(subscribed.status()).isEqualTo(200);
        assertThat(subscribed.body().path("channel_ids").toString()).isEqualTo("[\"" + caller + "\"]");
        ari.ask("DELETE", "channels/" + caller + "?reason_code=17");
        JsonNode destroyed = ari.await("ChannelDestroyed", caller);
        assertThat(destroyed.path("cause").asInt()).isEqualTo(17);
        assertThat(destroyed.path("cause_txt").asText()).isEqualTo("User busy");
    }

    @Test
    void channelThatLeftTheApplicationTakesNoOrders() {
        String caller = called(Script.to("8000"), new ArrayList<>());
        ari.ask("POST", "bridges/" + id + "?type=mixing");
        assertThat(ari.ask("POST", "channels/" + caller + "/continue?context=from-external&extension=echo&priority=1")
                        .status())
                .isEqualTo(204);
        ari.await("StasisEnd", caller);
        for (String order : List.of("answer", "ring", "continue", "variable?variable=A&value=b")) {
            TestAri.Answer answer = ari.ask("POST", "channels/" + caller + "/" + order);
            assertThat(answer.status()).as(order).isEqualTo(409);
            assertThat(answer.message()).isEqualTo("Channel not in Stasis application");
        }
        assertThat(ari.ask("POST", "bridges/" + id + "/addChannel?channel=" + caller)
                        .status())
                .isEqualTo(422);
        assertThat(ari.ask("DELETE", "channels/" + caller).status()).isEqualTo(204);
    }

    @Test
    void callThatGoesOnWithoutAPlaceEnds() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        assertThat(ari.ask("POST", "channels/" + caller + "/continue").status()).isEqualTo(204);
        phones.get(0).awaitEnd();
        assertThat(phones.get(0).isAnswered()).isFalse();
        ari.await("StasisEnd", caller);
        assertThat(ari.typesOf(caller)).containsExactly("StasisStart", "StasisEnd");
    }

    @Test
    void keysAreToldWhenTheyAreLetGo() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000").pressing("1#", Duration.ofMillis(200)), phones);
        ari.ask("POST", "channels/" + caller + "/answer");
        JsonNode key = ari.await(
                "ChannelDtmfReceived", event -> event.path("digit").asText().equals("#"));
        assertThat(key.path("duration_ms").asInt()).isBetween(60, 200);
        assertThat(ari.typesOf(caller).stream()
                        .filter("ChannelDtmfReceived"::equals)
                        .count())
                .isEqualTo(2);
    }

    // ---- media channels

    private TestMedia.Peer media(String channelId, String more) {
        TestAri.Answer answer =
                ari.ask("POST", MEDIA_REQUEST + "&external_host=voxari&format=ulaw&channelId=" + channelId + more);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        ari.await("StasisStart", channelId);
        return media.of(channelId);
    }

    private TestMedia.Peer media() {
        return media(id, "&transport_data=f(json)");
    }

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
        JsonNode request = ari.await("ChannelHangupRequest", id);
        assertThat(request.path("cause").asInt()).isEqualTo(cause);
        assertThat(request.path("tech_cause").asInt()).isEqualTo(techCause);
        assertThat(ari.typesOf(id)).endsWith("StasisStart", "ChannelHangupRequest", "StasisEnd", "ChannelDestroyed");
    }

    // ---- the queue

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

    private String processed(String mark) {
        return "{\"event\":\"MEDIA_MARK_PROCESSED\",\"channel_id\":\"" + id + "\",\"correlation_id\":\"" + mark + "\"}";
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

    // ---- a whole call

    private record Call(String caller, Phone phone, TestMedia.Peer peer) {}

    private Call connect(Script script) {
        List<Phone> phones = new ArrayList<>();
        String caller = called(script, phones);
        TestMedia.Peer peer = media();
        ari.ask("POST", "bridges/b" + id + "?type=mixing");
        assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id)
                        .status())
                .isEqualTo(204);
        assertThat(ari.ask("POST", "channels/" + caller + "/answer").status()).isEqualTo(204);
        assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + caller)
                        .status())
                .isEqualTo(204);
        phones.get(0).awaitAnswered();
        return new Call(caller, phones.get(0), peer);
    }

    @Test
    void bridgeMakesTheTwoKnownToEachOther() {
        Call call = connect(Script.to("8000"));
        JsonNode entered = ari.await("ChannelEnteredBridge", call.caller);
        assertThat(entered.path("bridge").path("channels").toString())
                .isEqualTo("[\"" + call.caller + "\",\"" + id + "\"]");
        JsonNode introduced = ari.await("ChannelConnectedLine", id);
        assertThat(introduced.path("channel").path("connected").toString())
                .isEqualTo("{\"name\":\"Ann Caller\",\"number\":\"6001\"}");
        assertThat(ari.ask("GET", "applications/voxari")
                        .body()
                        .path("bridge_ids")
                        .toString())
                .isEqualTo("[\"b" + id + "\"]");
    }

    @Test
    void speechGoesBothWaysExactly() {
        byte[] speech = SpeechFixture.caller();
        byte[] words = SpeechFixture.agent();
        Call call = connect(Script.to("8000").saying(speech));
        call.peer.play(words);
        call.peer.mark("said");
        call.peer.await(processed("said"));
        Awaitility.await().until(() -> call.peer.audio().length > speech.length + 8_000);
        byte[] audio = call.peer.audio();
        // The first words may fall into the time before the bridge was whole.
        assertThat(HeardAudio.of(List.of(new HeardAudio.Frame(0, audio, 0)))
                        .find(java.util.Arrays.copyOfRange(speech, 8_000, speech.length)))
                .matches(HeardAudio.Match::isExact);
        byte[] whole = java.util.Arrays.copyOf(words, words.length / 160 * 160);
        Awaitility.await()
                .untilAsserted(() -> assertThat(call.phone.heard().find(whole)).matches(HeardAudio.Match::isExact));
    }

    @Test
    void flushedSpeechIsNotHeard() {
        byte[] first = SpeechFixture.noise(1, Duration.ofSeconds(5));
        byte[] next = SpeechFixture.noise(2, Duration.ofMillis(400));
        Call call = connect(Script.to("8000"));
        call.peer.play(first);
        call.peer.mark("begun");
        Awaitility.await().until(() -> call.phone.heard().samples() > 1_600);
        call.peer.command("FLUSH_MEDIA");
        call.peer.play(next);
        call.peer.mark("said");
        call.peer.await(processed("said"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(call.phone.heard().find(next)).matches(HeardAudio.Match::isExact));
        assertThat(call.phone.heard().find(next).offset()).isLessThan(first.length / 2);
        assertThat(call.peer.texts()).doesNotContain(processed("begun"));
    }

    @Test
    void silenceOfTheApplicationIsNoAudio() {
        Call call = connect(Script.to("8000"));
        call.peer.play(FRAME);
        call.peer.mark("said");
        call.peer.await(processed("said"));
        call.peer.mark("later");
        call.peer.await(processed("later"));
        assertThat(call.phone.heard().packets()).isLessThanOrEqualTo(1);
    }

    @Test
    void keysReachTheMediaServerToo() {
        Call call = connect(Script.to("8000").pressing("5", Duration.ofMillis(400)));
        int at = call.peer.await("DTMF_END");
        assertThat(call.peer.texts().get(at))
                .isEqualTo("{\"event\":\"DTMF_END\",\"channel_id\":\"" + id + "\",\"digit\":\"5\"}");
        ari.await("ChannelDtmfReceived", call.caller);
    }

    @Test
    void callerThatLeavesLeavesTheRestBehind() {
        Call call = connect(Script.to("8000"));
        call.phone.hangUp();
        ari.await("StasisEnd", call.caller);
        assertThat(ari.typesOf(call.caller))
                .endsWith("ChannelEnteredBridge", "ChannelHangupRequest", "ChannelLeftBridge", "StasisEnd");
        assertThat(ari.ask("GET", "bridges/b" + id).body().path("channels").toString())
                .isEqualTo("[\"" + id + "\"]");
        assertThat(ari.ask("GET", "channels/" + id).status()).isEqualTo(200);
    }

    @Test
    void callerIsHungUpWithACause() {
        Call call = connect(Script.to("8000"));
        assertThat(ari.ask("DELETE", "channels/" + call.caller + "?reason_code=16")
                        .status())
                .isEqualTo(204);
        assertThat(call.phone.awaitEnd()).isEqualTo(16);
        ari.await("StasisEnd", call.caller);
        assertThat(ari.typesOf(call.caller))
                .endsWith("ChannelEnteredBridge", "ChannelHangupRequest", "ChannelLeftBridge", "StasisEnd");
    }

    @Test
    void bridgeThatIsDestroyedLetsItsChannelsGo() {
        Call call = connect(Script.to("8000"));
        assertThat(ari.ask("DELETE", "bridges/b" + id).status()).isEqualTo(204);
        ari.await("ChannelLeftBridge", call.caller);
        ari.await("ChannelLeftBridge", id);
        assertThat(ari.ask("GET", "channels").body().size()).isEqualTo(2);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
