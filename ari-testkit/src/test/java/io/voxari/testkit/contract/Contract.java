package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.contract.Line.Phone;
import io.voxari.testkit.contract.Line.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * What an application may rely on; the real and the simulated Asterisk both keep to it. One theme each in the subclasses, one
 * rule of a theme at a time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Contract {
    static final String MEDIA_REQUEST =
            "channels/externalMedia?app=voxari&encapsulation=none&transport=websocket&connection_type=client";
    static final byte[] FRAME = SpeechFixture.noise(9, Duration.ofMillis(20));

    TestMedia media;
    Line line;
    TestAri ari;
    String id;

    /** What all themes of one kind share. */
    abstract Bench bench();

    @BeforeEach
    void count(TestInfo rule) {
        Bench bench = bench();
        media = bench.media;
        line = bench.line;
        ari = bench.ari;
        String theme = getClass().getSuperclass().getSimpleName();
        id = bench.next(theme + " " + rule.getTestMethod().orElseThrow().getName() + " " + rule.getDisplayName());
        ari.forget();
    }

    @AfterEach
    void takeDown() {
        for (String kind : List.of("channels", "bridges")) {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        List<String> left = all(kind);
                        left.forEach(one -> ari.ask("DELETE", kind + "/" + one));
                        return left.isEmpty();
                    });
        }
    }

    /** The ids of all channels that are really there. */
    List<String> channels() {
        return all("channels");
    }

    private List<String> all(String kind) {
        List<String> ids = new ArrayList<>();
        ari.ask("GET", kind).body().forEach(one -> ids.add(one.path("id").asText()));
        ids.removeAll(bench().ghosts);
        return ids;
    }

    /** Waits until it holds. */
    static void until(BooleanSupplier condition) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    String called(Script script, List<Phone> phones) {
        phones.add(line.call(script));
        return ari.await(
                        "StasisStart",
                        event -> event.path("channel").path("name").asText().startsWith("PJSIP/"))
                .path("channel")
                .path("id")
                .asText();
    }

    TestMedia.Peer media(String channelId, String more) {
        TestAri.Answer answer =
                ari.ask("POST", MEDIA_REQUEST + "&external_host=voxari&format=ulaw&channelId=" + channelId + more);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        ari.await("StasisStart", channelId);
        return media.of(channelId);
    }

    TestMedia.Peer media() {
        return media(id, "&transport_data=f(json)");
    }

    String processed(String mark) {
        return "{\"event\":\"MEDIA_MARK_PROCESSED\",\"channel_id\":\"" + id + "\",\"correlation_id\":\"" + mark + "\"}";
    }

    record Call(String caller, Phone phone, TestMedia.Peer peer) {}

    Call connect(Script script) {
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

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
