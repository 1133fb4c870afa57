package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.contract.Line.Callee;
import io.voxari.testkit.contract.Line.OnRefer;
import io.voxari.testkit.contract.Line.Phone;
import io.voxari.testkit.contract.Line.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels that are redirected: their telephones are sent elsewhere by SIP, and ARI tells next to nothing of it. */
abstract class ReferContract extends Contract {
    private static final String TARGET = "sip:6002@127.0.0.1";

    private void dial(Callee callee) {
        ari.ask("POST", "channels/" + id + "?app=voxari&endpoint=" + callee.endpoint());
        ari.await("StasisStart", id);
        callee.answered();
    }

    private TestAri.Answer redirect(String channel) {
        return ari.ask("POST", "channels/" + channel + "/redirect?endpoint=PJSIP/" + TARGET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHANNEL | ''                    | 400 | Required parameter 'endpoint' not provided.",
                "CHANNEL | ?endpoint=wat         | 422 | Endpoint parameter 'wat' does not contain tech/resource",
                "CHANNEL | ?endpoint=/x          | 422 | Endpoint parameter '/x' does not contain tech/resource",
                "CHANNEL | ?endpoint=WebSocket/  | 422 | No resource provided in endpoint parameter 'WebSocket/'",
                "CHANNEL | ?endpoint=PJSIP/x     | 422 | Endpoint technology 'PJSIP' does not match channel technology 'WebSocket'",
                "nope    | ?endpoint=PJSIP/x     | 404 | Channel not found",
            })
    void refuses(String channel, String endpoint, int status, String message) {
        media();
        TestAri.Answer answer = ari.ask("POST", "channels/" + channel.replace("CHANNEL", id) + "/redirect" + endpoint);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void mediaChannelStaysWhereItIs() {
        TestMedia.Peer peer = media();
        assertThat(ari.ask("POST", "channels/" + id + "/redirect?endpoint=WebSocket/elsewhere")
                        .status())
                .isEqualTo(204);
        peer.status();
        assertThat(ari.ask("GET", "channels/" + id).body().path("state").asText())
                .isEqualTo("Up");
    }

    @Test
    void channelOutsideTheApplicationOrNotYetDialledIsNotSent() {
        String caller = called(Script.to("8000"), new ArrayList<>());
        ari.ask("POST", "channels/" + caller + "/continue?context=from-external&extension=echo&priority=1");
        ari.await("StasisEnd", caller);
        assertThat(redirect(caller).status()).isEqualTo(409);
        try (Callee callee = line.callee(Line.RINGS)) {
            ari.ask("POST", "channels/create?app=voxari&channelId=" + id + "&endpoint=" + callee.endpoint());
            ari.await("StasisStart", id);
            assertThat(redirect(id).message()).isEqualTo("Channel in invalid state");
        }
    }

    @Test
    void telephoneThatFollowsIsGone() {
        try (Callee callee = line.referable(OnRefer.FOLLOWS)) {
            dial(callee);
            ari.ask("POST", "bridges/b" + id + "?type=mixing");
            ari.ask("POST", "bridges/b" + id + "/addChannel?channel=" + id);
            ari.await("ChannelEnteredBridge", id);
            assertThat(redirect(id).status()).isEqualTo(204);
            JsonNode destroyed = ari.await("ChannelDestroyed", id);
            assertThat(destroyed.path("cause").asInt()).isEqualTo(16);
            assertThat(callee.isReferredTo(TARGET)).isTrue();
            assertThat(ari.typesOf(id))
                    .endsWith("ChannelHangupRequest", "ChannelLeftBridge", "StasisEnd", "ChannelDestroyed");
            assertThat(ari.await("ChannelHangupRequest", id).has("cause")).isFalse();
        }
    }

    @Test
    void telephoneThatFollowsFromNoBridgeLeavesNoCause() {
        try (Callee callee = line.referable(OnRefer.FOLLOWS)) {
            dial(callee);
            redirect(id);
            assertThat(ari.await("ChannelDestroyed", id).path("cause").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"REFUSES", "FAILS"})
    void telephoneThatDoesNotGoStaysAndNobodyIsTold(OnRefer manner) {
        try (Callee callee = line.referable(manner)) {
            dial(callee);
            assertThat(redirect(id).status()).isEqualTo(204);
            // Waits for what becomes of it.
            assertThat(ari.ask("POST", "channels/" + id + "/variable?variable=A&value=b")
                            .status())
                    .isEqualTo(204);
            assertThat(callee.isReferredTo(TARGET)).isTrue();
            assertThat(ari.ask("GET", "channels/" + id).body().path("state").asText())
                    .isEqualTo("Up");
            assertThat(ari.typesOf(id)).endsWith("StasisStart");
            ari.ask("DELETE", "channels/" + id);
            assertThat(ari.await("ChannelDestroyed", id).path("cause").asInt()).isEqualTo(16);
        }
    }

    @Test
    void channelOfATelephoneThatNeverSaysWhatBecameOfItIsListedForEver() {
        try (Callee callee = line.referable(OnRefer.LEAVES_OPEN)) {
            dial(callee);
            String name = "channels/" + id + "/variable?variable=CHANNEL(name)";
            assertThat(ari.ask("GET", name).body().path("value"))
                    .isEqualTo(ari.ask("GET", "channels/" + id).body().path("name"));
            redirect(id);
            until(() -> callee.isReferredTo(TARGET));
            assertThat(ari.ask("DELETE", "channels/" + id).status()).isEqualTo(204);
            ari.await("StasisEnd", id);
            bench().ghosts.add(id);
            // By then one that is really gone is no longer there.
            media(id + "other", "&transport_data=f(json)");
            ari.ask("DELETE", "channels/" + id + "other");
            ari.awaitGone(id + "other");
            assertThat(ari.ask("GET", "channels/" + id)
                            .body()
                            .path("dialplan")
                            .path("app_name")
                            .asText())
                    .isEqualTo("Stasis");
            assertThat(ari.ask("GET", "channels").body().findValuesAsText("id")).contains(id);
            assertThat(ari.ask("GET", "applications/voxari").body().findValue("channel_ids"))
                    .anyMatch(listed -> listed.asText().equals(id));
            assertThat(ari.ask("DELETE", "channels/" + id).status()).isEqualTo(404);
            assertThat(ari.ask("GET", name).status()).isEqualTo(404);
            assertThat(ari.typesOf(id)).endsWith("ChannelHangupRequest", "StasisEnd");
        }
    }

    @Test
    void callerWhoWasNotAnsweredIsMoved() {
        List<Phone> phones = new ArrayList<>();
        String caller = called(Script.to("8000"), phones);
        ari.ask("POST", "applications/voxari/subscription?eventSource=channel:" + caller);
        assertThat(redirect(caller).status()).isEqualTo(204);
        phones.get(0).awaitEnd();
        assertThat(phones.get(0).isAnswered()).isFalse();
        JsonNode request = ari.await("ChannelHangupRequest", caller);
        assertThat(request.path("cause").asInt()).isEqualTo(23);
        assertThat(request.path("tech_cause").asInt()).isEqualTo(302);
        assertThat(ari.await("ChannelDestroyed", caller).path("cause").asInt()).isEqualTo(23);
        assertThat(ari.typesOf(caller))
                .containsExactly(
                        "StasisStart", "ChannelHangupRequest", "StasisEnd", "ChannelHangupRequest", "ChannelDestroyed");
    }
}
