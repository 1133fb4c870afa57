package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.contract.Line.Phone;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that come in. */
abstract class CallerContract extends Contract {
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
        ari.awaitGone(caller);
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
        assertThat(subscribed.body().path("channel_ids").toString()).contains("\"" + caller + "\"");
        ari.ask("DELETE", "channels/" + caller + "?reason_code=17");
        JsonNode destroyed = ari.await("ChannelDestroyed", caller);
        assertThat(destroyed.path("cause").asInt()).isEqualTo(17);
        assertThat(destroyed.path("cause_txt").asText()).isEqualTo("User busy");
        // The second comes from the dialplan, to which the channel has come back.
        assertThat(ari.typesOf(caller))
                .containsExactly(
                        "StasisStart", "ChannelHangupRequest", "StasisEnd", "ChannelHangupRequest", "ChannelDestroyed");
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
}
