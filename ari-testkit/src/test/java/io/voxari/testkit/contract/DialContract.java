package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.contract.Line.Callee;
import io.voxari.testkit.contract.Line.Script;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that the application places, and bridges of more than two. */
abstract class DialContract extends Contract {
    private String originate(Callee callee, String more) {
        TestAri.Answer answer = ari.ask("POST", "channels/" + id + "?app=voxari&endpoint=" + callee.endpoint() + more);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("state").asText()).isEqualTo("Down");
        assertThat(answer.body().path("id").asText()).isEqualTo(id);
        return answer.body().path("name").asText();
    }

    private void create(Callee callee) {
        TestAri.Answer answer =
                ari.ask("POST", "channels/create?app=voxari&channelId=" + id + "&endpoint=" + callee.endpoint());
        assertThat(answer.status()).isEqualTo(200);
        ari.await("StasisStart", id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels/x?app=voxari                                    | 400 | Endpoint must be specified",
                "channels/x?app=voxari&endpoint=PJSIP                     | 400 | Invalid endpoint specified",
                "channels/x?endpoint=PJSIP/8001@uas                       | 400 | Application or extension must be specified",
                "channels/create?app=voxari                               | 400 | Endpoint must be specified",
                "channels/nope/dial                                       | 404 | Channel not found",
            })
    void refuses(String path, int status, String message) {
        TestAri.Answer answer = ari.ask("POST", path);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    /** What it says before it answers is told as progress, and is no state of its channel. */
    @Test
    void calledPartyThatSpeaksBeforeItsAnswerIsNotRinging() {
        try (Callee callee = line.callee(Line.ANNOUNCES)) {
            create(callee);
            assertThat(ari.ask("POST", "channels/" + id + "/dial?timeout=20").status())
                    .isEqualTo(204);
            ari.await(
                    "Dial",
                    event -> event.path("peer").path("id").asText().equals(id)
                            && event.path("dialstatus").asText().equals("PROGRESS"));
            assertThat(ari.ask("GET", "channels/" + id).body().path("state").asText())
                    .isEqualTo("Down");
            ari.ask("DELETE", "channels/" + id);
            ari.await("ChannelDestroyed", id);
            assertThat(ari.typesOf(id))
                    .containsSubsequence("StasisStart", "Dial:", "Dial:PROGRESS", "ChannelDestroyed");
            assertThat(ari.typesOf(id)).doesNotContain("Dial:RINGING", "ChannelStateChange");
        }
    }

    @ParameterizedTest
    @CsvSource({"channels/x, PJSIP/1@nowhere", "channels/x, NOPE/1", "channels/create, PJSIP/1@nowhere"})
    void unknownEndpointCannotBeDialled(String path, String endpoint) {
        TestAri.Answer answer = ari.ask("POST", path + "?app=voxari&endpoint=" + endpoint);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().path("error").asText()).isEqualTo("Allocation failed");
    }

    @Test
    void idIsTakenOnce() {
        try (Callee callee = line.callee(Line.RINGS);
                // On a connection of its own: 22.10.1 says of later failures on the same one that an id is in use.
                TestAri other = new TestAri(line, "other-" + id)) {
            create(callee);
            for (String path : List.of("channels/" + id + "?", "channels/create?channelId=" + id + "&")) {
                TestAri.Answer again = other.ask("POST", path + "app=voxari&endpoint=" + callee.endpoint());
                assertThat(again.message()).isEqualTo("Channel with given unique ID already exists");
                assertThat(again.status()).isEqualTo(409);
            }
        }
    }

    @Test
    void calledPartyEntersTheApplicationWithTheAnswer() {
        try (Callee callee = line.callee(Line.ANSWERS)) {
            String name = originate(callee, "&appArgs=a,b&callerId=Vox%20%3C1234%3E");
            assertThat(name).startsWith("PJSIP/uas-");
            JsonNode start = ari.await("StasisStart", id);
            assertThat(start.path("args").toString()).isEqualTo("[\"a\",\"b\"]");
            assertThat(start.path("channel").path("state").asText()).isEqualTo("Up");
            assertThat(start.path("channel").path("caller").toString())
                    .isEqualTo("{\"name\":\"Vox\",\"number\":\"1234\"}");
            assertThat(start.path("channel").path("connected").toString())
                    .isEqualTo("{\"name\":\"Vox\",\"number\":\"1234\"}");
            // Ringing is told twice, in an order that differs from call to call.
            assertThat(ari.typesOf(id))
                    .contains("Dial:RINGING")
                    .endsWith("ChannelStateChange", "Dial:ANSWER", "StasisStart")
                    .hasSize(6);
            ari.ask("DELETE", "channels/" + id);
            ari.await("ChannelDestroyed", id);
            assertThat(ari.typesOf(id)).endsWith("ChannelHangupRequest", "StasisEnd", "ChannelDestroyed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404,  1, NOANSWER",
        "480, 19, NOANSWER",
        "486, 17, BUSY",
        "503, 34, CONGESTION",
        "603, 21, NOANSWER",
    })
    void refusalIsToldWithItsCause(int code, int cause, String status) {
        try (Callee callee = line.callee(code)) {
            originate(callee, "");
            JsonNode destroyed = ari.await("ChannelDestroyed", id);
            assertThat(destroyed.path("cause").asInt()).isEqualTo(cause);
            assertThat(destroyed.path("tech_cause").asInt()).isEqualTo(code);
            assertThat(ari.typesOf(id))
                    .containsExactly("Dial:", "ChannelHangupRequest", "Dial:" + status, "ChannelDestroyed");
            assertThat(ari.await("ChannelHangupRequest", id).path("cause").asInt())
                    .isEqualTo(cause);
        }
    }

    @Test
    void ringingEndsWithTheTimeout() {
        try (Callee callee = line.callee(Line.RINGS)) {
            originate(callee, "&timeout=1");
            JsonNode destroyed = ari.await("ChannelDestroyed", id);
            assertThat(destroyed.path("cause").asInt()).isEqualTo(19);
            assertThat(destroyed.path("tech_cause").asInt()).isEqualTo(480);
            // A telephone that rings at once may change the state before the dialling is told.
            assertThat(ari.typesOf(id))
                    .containsExactlyInAnyOrder("Dial:", "Dial:RINGING", "ChannelStateChange", "ChannelDestroyed")
                    .endsWith("ChannelDestroyed");
        }
    }

    @Test
    void ringingEndsWhenItIsDeleted() {
        try (Callee callee = line.callee(Line.RINGS)) {
            originate(callee, "");
            ari.await("Dial", event -> event.path("dialstatus").asText().equals("RINGING"));
            assertThat(ari.ask("DELETE", "channels/" + id).status()).isEqualTo(204);
            assertThat(ari.await("ChannelDestroyed", id).path("cause").asInt()).isEqualTo(16);
            assertThat(ari.typesOf(id)).endsWith("ChannelHangupRequest", "Dial:NOANSWER", "ChannelDestroyed");
        }
    }

    @Test
    void createdChannelIsInTheApplicationBeforeItIsDialled() {
        try (Callee callee = line.callee(Line.ANSWERS)) {
            create(callee);
            assertThat(ari.ask("GET", "channels/" + id).body().path("state").asText())
                    .isEqualTo("Down");
            assertThat(ari.ask("POST", "channels/" + id + "/dial?timeout=5").status())
                    .isEqualTo(204);
            ari.await("Dial", event -> event.path("dialstatus").asText().equals("ANSWER"));
            assertThat(ari.typesOf(id).stream()
                            .filter(type -> !type.equals("ChannelDialplan"))
                            .toList())
                    .startsWith("StasisStart")
                    .contains("Dial:RINGING")
                    .endsWith("ChannelStateChange", "Dial:ANSWER");
            TestAri.Answer again = ari.ask("POST", "channels/" + id + "/dial");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.message()).isEqualTo("Channel is not in the 'Down' state");
        }
    }

    @Test
    void createdChannelLeavesTheApplicationWhenItIsRefused() {
        try (Callee callee = line.callee(486)) {
            create(callee);
            ari.ask("POST", "channels/" + id + "/dial");
            JsonNode destroyed = ari.await("ChannelDestroyed", id);
            assertThat(destroyed.path("cause").asInt()).isEqualTo(17);
            assertThat(ari.typesOf(id))
                    .endsWith("StasisStart", "Dial:", "ChannelHangupRequest", "StasisEnd", "ChannelDestroyed");
        }
    }

    @Test
    void createdChannelCanBeBridgedBeforeItIsDialled() {
        try (Callee callee = line.callee(Line.ANSWERS)) {
            create(callee);
            ari.ask("POST", "bridges/b" + id + "?type=mixing");
            assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id)
                            .status())
                    .isEqualTo(204);
            ari.await("ChannelEnteredBridge", id);
            ari.ask("POST", "channels/" + id + "/dial");
            ari.await("Dial", event -> event.path("dialstatus").asText().equals("ANSWER"));
            assertThat(ari.ask("GET", "bridges/b" + id).body().path("channels").toString())
                    .isEqualTo("[\"" + id + "\"]");
        }
    }

    @Test
    void muteNeedsADirection() {
        try (Callee callee = line.callee(Line.ANSWERS)) {
            originate(callee, "");
            ari.await("StasisStart", id);
            assertThat(ari.ask("POST", "channels/" + id + "/mute").message()).isEqualTo("Direction is required");
            assertThat(ari.ask("POST", "channels/" + id + "/mute?direction=in").status())
                    .isEqualTo(204);
            for (String held : List.of("hold", "moh", "silence")) {
                assertThat(ari.ask("POST", "channels/" + id + "/" + held).status())
                        .as(held)
                        .isEqualTo(204);
                assertThat(ari.ask("DELETE", "channels/" + id + "/" + held).status())
                        .as(held)
                        .isEqualTo(204);
            }
        }
    }

    @Test
    void threeAreMixed() {
        Call call = connect(Script.to("8000"));
        try (Callee callee = line.callee(Line.ANSWERS)) {
            String third = id + "third";
            ari.ask("POST", "channels/" + third + "?app=voxari&endpoint=" + callee.endpoint());
            ari.await("StasisStart", third);
            assertThat(ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + third)
                            .status())
                    .isEqualTo(204);
            assertThat(ari.await("ChannelEnteredBridge", third)
                            .path("bridge")
                            .path("channels")
                            .size())
                    .isEqualTo(3);
            JsonNode peers = ari.await(
                    "ChannelVarset",
                    event -> event.path("variable").asText().equals("BRIDGEPEER")
                            && event.path("channel").path("id").asText().equals(third)
                            && !event.path("value").asText().isEmpty());
            assertThat(Set.of(peers.path("value").asText().split(",", -1)))
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("WebSocket/voxari/"));
            JsonNode bridge = ari.ask("GET", "bridges/b" + id).body();
            assertThat(bridge.path("technology").asText()).isEqualTo("softmix");
            assertThat(bridge.path("channels").size()).isEqualTo(3);
            ari.ask("DELETE", "channels/" + third);
            ari.await("ChannelLeftBridge", third);
            assertThat(ari.ask("GET", "bridges/b" + id).body().path("channels").size())
                    .isEqualTo(2);
            call.phone().hangUp();
        }
    }
}
