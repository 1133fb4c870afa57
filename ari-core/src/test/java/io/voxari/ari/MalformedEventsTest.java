package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.internal.PromptServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.WebSocket;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are no events, through a client and its lanes: each is counted, and none disturbs the next. */
class MalformedEventsTest {
    private static final String CHANNEL = ",\"channel\":{\"id\":\"c\",\"state\":\"Up\"";

    /** No JSON objects; those that begin as an event of a channel are read by its lane. */
    private static final List<String> NO_EVENTS = List.of(
            "",
            "null",
            "[]",
            "\"StasisStart\"",
            "{\"type\":\"StasisStart\"",
            "{\"type\":\"StasisStart\"" + CHANNEL + "}",
            "{\"type\":\"StasisStart\"" + CHANNEL + "}}}",
            "{\"type\":\"StasisStart\"" + CHANNEL + "}}{}",
            "{\"type\":\"ChannelVarset\"" + CHANNEL,
            "{\"type\":\"ChannelVarset\"" + CHANNEL + "}",
            "{\"type\":\"ChannelVarset\"" + CHANNEL + "}}x",
            "{\"type\":\"ChannelVarset\"" + CHANNEL + "},\"value\":\"\u0001\"}",
            "{\"type\":\"ChannelVarset\"" + CHANNEL + "},\"value\":" + "[".repeat(100_000),
            "{\"type\":\"ChannelHangupRequest\"" + CHANNEL + "},\"cause\":" + "9".repeat(1_000_000) + "}",
            "{\"type\":\"Nova\",\"x\":" + "{\"x\":".repeat(100_000) + "}",
            "HTTP/1.1 400 Bad Request\r\n\r\n");

    /** Odd, and events all the same. */
    private static final List<String> EVENTS = List.of(
            "{}",
            "{\"type\":7}",
            "{\"type\":[]" + CHANNEL + "}}",
            "{\"type\":\"StasisStart\",\"channel\":7,\"args\":{}}",
            "{\"type\":\"StasisStart\",\"channel\":{\"id\":{}},\"timestamp\":\"yesterday\"}",
            "{\"type\":\"ChannelVarset\"" + CHANNEL + "},\"value\":{\"x\":[1,null]}}",
            "{\"type\":\"ChannelVarset\"" + CHANNEL + "},\"value\":\"" + "x".repeat(1_000_000) + "\"}",
            "{\"type\":\"ChannelVarset\"" + CHANNEL + "},\"value\":\"" + "\u00fc".repeat(35_000) + "\"}",
            "{\"type\":\"ChannelDestroyed\"" + CHANNEL + "},\"cause\":\"16\"}",
            "{\"type\":\"Nova\"" + CHANNEL + "}}");

    @StartStop
    private final MockWebServer server = PromptServer.create();

    private final Recorder recorder = new Recorder();
    private AriClient ari;
    private WebSocket asterisk;

    @BeforeEach
    void connect() throws Exception {
        FakeAsterisk fake = new FakeAsterisk(server);
        ari = AriClient.builder()
                .endpoint(fake.uri())
                .credentials("user", "geheim")
                .application("app")
                .listener(recorder)
                .build();
        ari.connect();
        asterisk = fake.socket();
    }

    @AfterEach
    void close() {
        ari.close();
    }

    /** All messages are accounted for, on the connection that was there from the start. */
    private void areAccountedFor(int messages) {
        // Each that is unreadable is logged; on a busy machine that takes its time.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                recorder.events.size() + ari.statistics().unreadable())
                        .isEqualTo(messages));
        assertThat(ari.state().isOpen()).isTrue();
        assertThat(ari.state().gap()).isNull();
        assertThat(ari.statistics().lost()).isZero();
    }

    @Test
    void whatIsNoEventIsCountedAndWhatIsOddArrives() {
        for (String text : NO_EVENTS) {
            assertThat(asterisk.send(text)).isTrue();
        }
        asterisk.send(ByteString.encodeUtf8("{}"));
        for (String text : EVENTS) {
            assertThat(asterisk.send(text)).isTrue();
        }
        areAccountedFor(NO_EVENTS.size() + 1 + EVENTS.size());

        assertThat(ari.statistics().unreadable()).isEqualTo(NO_EVENTS.size() + 1);
        assertThat(recorder.events).extracting(AriEvent::raw).containsExactlyInAnyOrderElementsOf(EVENTS);
    }

    @Test
    void noMutationDisturbsTheNextEvent() {
        String event = "{\"type\":\"ChannelVarset\",\"variable\":\"V\",\"value\":\"1\"" + CHANNEL
                + ",\"dialplan\":{\"priority\":1}},\"application\":\"app\"}";
        Random random = new Random(20260809);
        String alphabet = "{}[]\",:\\0-.eEtfn\u0000\u00e9 ";
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(event);
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            sent.add(text.toString());
            assertThat(asterisk.send(text.toString())).isTrue();
        }
        areAccountedFor(sent.size());

        assertThat(ari.statistics().unreadable()).isBetween(100L, 2_900L);
        assertThat(sent).containsAll(recorder.events.stream().map(AriEvent::raw).toList());
    }
}
