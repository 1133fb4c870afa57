package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.model.BridgeAttribute;
import io.voxari.ari.model.ConfigTuple;
import io.voxari.ari.model.HangupReason;
import io.voxari.ari.model.InfoSection;
import io.voxari.ari.model.RtpStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What requests hand to a transport, and what they make of its bytes. */
class RequestTest {
    private final Deque<RestCall> sent = new ArrayDeque<>();
    private String answer = "{}";

    private final RestTransport transport = new RestTransport() {
        @Override
        public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
            sent.push(call);
            try {
                return reply.read(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
            return CompletableFuture.completedFuture(send(call, reply));
        }
    };

    private final Channels channels = new Channels(transport);
    private final Bridges bridges = new Bridges(transport);

    @Test
    void pathValuesAndQueryStayApart() {
        channels.snoopWithId("a/b", "..%2F", "app").appArgs("x,y").send();

        assertThat(sent.element().method()).isEqualTo("POST");
        assertThat(sent.element().path()).isEqualTo("/channels/{channelId}/snoop/{snoopId}");
        assertThat(sent.element().pathValues()).containsExactly("a/b", "..%2F");
        assertThat(sent.element().query()).containsOnly(Map.entry("app", "app"), Map.entry("appArgs", "x,y"));
        assertThat(sent.element().body()).isEmpty();
    }

    @Test
    void anEmptyIdIsRefused() {
        assertThatThrownBy(() -> channels.hangup(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/channels/{channelId}");
    }

    @Test
    void theIdIsKnownBeforeItIsSent() {
        Channels.Create create = channels.create("PJSIP/6001", "app");
        String id = create.id();

        create.send();

        assertThat(id).hasSizeGreaterThan(30);
        assertThat(sent.element().query()).containsEntry("channelId", id);
        assertThat(channels.create("PJSIP/6001", "app").id()).isNotEqualTo(id);
    }

    @Test
    void anIdOfYourOwnReplacesTheGeneratedOne() {
        Bridges.Play play = bridges.play("b1", "sound:hi").playbackId("mine");
        play.sendAsync().join();

        assertThat(play.id()).isEqualTo("mine");
        assertThat(sent.element().query()).containsEntry("playbackId", "mine");
        assertThat(bridges.record("b1", "note", "wav").id()).isEqualTo("note");
        assertThat(bridges.createWithId("b2").id()).isEqualTo("b2");
    }

    @Test
    void timesTravelInTheUnitThatAsteriskTakes() {
        channels.originate("PJSIP/6001").timeout(Duration.ofMillis(1_200)).send();
        assertThat(sent.element().query()).containsEntry("timeout", "2");

        channels.originate("PJSIP/6001").timeout(Duration.ofSeconds(-1)).send();
        assertThat(sent.element().query()).containsEntry("timeout", "-1");

        channels.play("c1", "sound:hi").offset(Duration.ofSeconds(2)).send();
        assertThat(sent.element().query()).containsEntry("offsetms", "2000");
    }

    @Test
    void aListIsOneQueryParameter() {
        channels.play("c1", "sound:one", "sound:two").send();
        assertThat(sent.element().query()).containsEntry("media", "sound:one,sound:two");
        assertThat(sent.element().body()).isEmpty();

        new Asterisk(transport)
                .getInfo()
                .only(InfoSection.BUILD, InfoSection.SYSTEM)
                .send();
        assertThat(sent.element().query()).containsEntry("only", "build,system");

        bridges.create()
                .type(BridgeAttribute.MIXING, BridgeAttribute.DTMF_EVENTS)
                .send();
        assertThat(sent.element().query()).containsEntry("type", "mixing,dtmf_events");
    }

    @Test
    void aListWithCommasInItsValuesGoesIntoTheBody() {
        channels.play("c1", List.of("sound:one,two")).lang("en").send();

        assertThat(sent.element().query()).containsEntry("lang", "en").doesNotContainKey("media");
        assertThat(sent.element().body()).containsOnly(Map.entry("media", List.of("sound:one,two")));
    }

    @Test
    void aKnownValueAndItsTextAreTheSame() {
        channels.hangup("c1").reason(HangupReason.NO_ANSWER).send();
        assertThat(sent.element().query()).containsEntry("reason", "no_answer");

        channels.hangup("c1").reason("brand_new").send();
        assertThat(sent.element().query()).containsEntry("reason", "brand_new");

        channels.hangup("c1").reasonCode(38).send();
        assertThat(sent.element().query()).containsOnly(Map.entry("reason_code", "38"));
    }

    @Test
    void variablesGoUnderTheirKey() {
        channels.externalMedia("app", "ulaw")
                .variables(Map.of("A", "1"))
                .variable("B", "2")
                .reportedVariable("C", "3")
                .send();

        assertThat(sent.element().body())
                .containsOnly(Map.entry(
                        "variables", Map.of("A", "1", "B", "2", "C", Map.of("value", "3", "report_events", true))));
    }

    @Test
    void aBridgeWithVariablesIsMadeByItsTwin() {
        Bridges.Create create = bridges.create().name("n");
        create.send();
        assertThat(sent.element().path()).isEqualTo("/bridges");

        create.variable("A", "1").deadline(Duration.ofSeconds(3)).send();

        assertThat(sent.element().path()).isEqualTo("/bridges/{bridgeId}");
        assertThat(sent.element().pathValues()).containsExactly(create.id());
        assertThat(sent.element().query()).containsOnly(Map.entry("name", "n"));
        assertThat(sent.element().body()).containsOnly(Map.entry("variables", Map.of("A", "1")));
        assertThat(sent.element().deadline()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anEventFilterIsTheBodyAndNeverHoldsResponsesBack() {
        Applications applications = new Applications(transport);

        applications.filter("app").allowed("StasisStart").send();
        assertThat(sent.element().body())
                .containsOnly(
                        Map.entry("allowed", List.of(Map.of("type", "StasisStart"), Map.of("type", "RESTResponse"))));

        applications.filter("app").disallowed("ChannelVarset", "RESTResponse").send();
        assertThat(sent.element().body())
                .containsOnly(Map.entry("disallowed", List.of(Map.of("type", "ChannelVarset"))));

        applications.filter("app").send();
        assertThat(sent.element().body())
                .containsOnly(Map.entry("allowed", List.of()), Map.entry("disallowed", List.of()));
    }

    @Test
    void attributesOfAnObjectAreAList() {
        answer = "[]";
        new Asterisk(transport)
                .updateObject("res_pjsip", "endpoint", "6001")
                .fields(List.of(new ConfigTuple("context", "in", Map.of())))
                .send();

        assertThat(sent.element().body())
                .containsOnly(Map.entry("fields", List.of(Map.of("attribute", "context", "value", "in"))));
    }

    @Test
    void aDeadlineMustBePositive() {
        AriRequest<?> request = channels.get("c1");

        assertThatThrownBy(() -> request.deadline(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(channels.hangup("c1").deadline(Duration.ofSeconds(1))).isInstanceOf(Channels.Hangup.class);
    }

    @Test
    void aRequestsTextHoldsNoValues() {
        assertThat(channels.setVariable("c1", "SECRET").value("hush"))
                .hasToString("POST /channels/{channelId}/variable");
    }

    @Test
    void unsignedNumbersFit() {
        answer =
                "{\"txcount\":4294967295,\"local_ssrc\":4026531840,\"remote_ssrc\":4294967295,\"rxoctetcount\":5000000000,"
                        + "\"txjitter\":0,\"rtt\":0.015625,\"channel_uniqueid\":\"c1\"}";

        RtpStatistics statistics = channels.rtpStatistics("c1").send();

        assertThat(statistics.txCount()).isEqualTo(4_294_967_295L);
        assertThat(statistics.localSsrc()).isEqualTo(4_026_531_840L);
        assertThat(statistics.remoteSsrc()).isEqualTo(4_294_967_295L);
        assertThat(statistics.rxOctetCount()).isEqualTo(5_000_000_000L);
        assertThat(statistics.txJitter()).isZero();
        assertThat(statistics.rtt()).isEqualTo(0.015625);
        assertThat(statistics.maxRtt()).isNull();
        assertThat(statistics.otherFields()).isEmpty();
    }

    @Test
    void answersAreRead() {
        answer = "[{\"id\":\"b1\",\"channels\":[\"c1\"]},{\"id\":\"b2\",\"new\":1}]";

        assertThat(bridges.list().send())
                .satisfiesExactly(
                        one -> assertThat(one.channels()).containsExactly("c1"),
                        two -> assertThat(two.otherFields()).containsEntry("new", 1L));
    }
}
