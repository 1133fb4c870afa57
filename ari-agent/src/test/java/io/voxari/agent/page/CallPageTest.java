package io.voxari.agent.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxari.agent.CallContext;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Direction;
import io.voxari.agent.EndCause;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallPageTest {
    private static final int RATE = 8000;
    private static final EndCause END = new EndCause(EndCause.Kind.CALLER_HANGUP, 16, "the caller hung up");

    @Test
    void listenerHandsOverThePageOfEachCallWhenItHasEnded() {
        List<CallPage> pages = new ArrayList<>();
        CallListener listener = CallPage.whenEnded(pages::add);

        listener.onStep(step("a", CallStep.Kind.OFFERED, 0, ""));
        listener.onStep(step("b", CallStep.Kind.OFFERED, 0, ""));
        listener.onStep(step("a", CallStep.Kind.ANSWERED, 20, ""));
        assertThat(pages).isEmpty();
        listener.onEnded(offer("a", "Ann", "6001", "8000"), END);

        assertThat(pages).extracting(CallPage::callId).containsExactly("a");
        assertThat(data(pages.get(0).html()).get("steps"))
                .extracting(step -> step.get("kind").asText())
                .containsExactly("OFFERED", "ANSWERED");
    }

    @Test
    void tellsWhoCalledWhomAndWhatHappened() {
        JsonNode data = data(CallPage.of(
                        offer("a", "Ann", "6001", "8000"),
                        List.of(
                                step("a", CallStep.Kind.OFFERED, 0, "6001 calls 8000"),
                                step("a", CallStep.Kind.ANSWERED, 21, ""),
                                step("a", CallStep.Kind.DTMF, 3000, "#"),
                                step("a", CallStep.Kind.UTTERANCE_ENDED, 3500, "u1: 2300 of 2400 ms heard"),
                                step("a", CallStep.Kind.HANGUP, 4000, "")),
                        END)
                .html());

        assertThat(data.get("title").asText()).isEqualTo("Ann (6001) calls 8000");
        assertThat(data.get("sub").asText()).contains("the caller hung up", "cause 16");
        assertThat(data.get("facts").toString())
                .isEqualTo("[[\"lasted\",\"4.0 s\"],[\"until answered\",\"21 ms\"],[\"key pressed\",\"1\"]]");
        assertThat(data.get("utterances").toString()).isEqualTo("[{\"name\":\"u1\",\"from\":1200.0,\"to\":3500.0}]");
        assertThat(data.has("sound")).isFalse();
    }

    @Test
    void showsBothSidesAndHowLongTheCallerWaited() {
        short[] caller = new short[5 * RATE];
        short[] agent = new short[5 * RATE];
        speak(caller, 500, 1500);
        speak(agent, 1900, 2900);
        speak(caller, 3000, 3400);
        speak(agent, 3600, 4600);

        JsonNode data = data(page().withRecording(wav(caller, agent), Duration.ofMillis(-100))
                .html());

        assertThat(data.at("/sound/length").asDouble()).isEqualTo(5000);
        assertThat(data.get("turns").toString())
                .isEqualTo("[{\"end\":1400.0,\"answer\":1800.0},{\"end\":3300.0,\"answer\":3500.0}]");
    }

    @Test
    void aTurnThatTheAgentBrokeIntoHasNoLatency() {
        short[] caller = new short[3 * RATE];
        short[] agent = new short[3 * RATE];
        speak(caller, 500, 1500);
        speak(agent, 1000, 2000);

        assertThat(data(page().withRecording(wav(caller, agent), Duration.ZERO).html())
                        .get("turns"))
                .isEmpty();
    }

    @Test
    void nothingThatACallerSendsBecomesMarkup() {
        String hostile = "</script><script>alert(1)</script>@DATA@";
        String html = CallPage.of(offer("a", hostile, hostile, hostile), List.of(), END)
                .html();

        assertThat(html).doesNotContain("<script>alert").contains("<title>Call &lt;/script>");
        assertThat(data(html).get("title").asText()).contains(hostile);
    }

    @Test
    void readsARecordingThatDidNotComeToItsEnd() {
        byte[] whole = wav(new short[RATE], new short[RATE]);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length / 2);

        assertThat(data(page().withRecording(cut, Duration.ZERO).html())
                        .at("/sound/length")
                        .asDouble())
                .isBetween(490.0, 510.0);
    }

    @Test
    void refusesWhatIsNoStereoSound() {
        assertThatThrownBy(() -> page().withRecording(new byte[3], Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 bytes");
        assertThatThrownBy(() ->
                        page().withRecording("not a sound file at all".getBytes(StandardCharsets.UTF_8), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a WAV file");
        byte[] mono = wav(new short[10], new short[10]);
        mono[22] = 1;
        assertThatThrownBy(() -> page().withRecording(mono, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 channels");
    }

    @Test
    void writesTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("calls/a.html");
        page().writeTo(file);

        assertThat(Files.readString(file)).startsWith("<!doctype html>").endsWith("</html>\n");
    }

    private static CallPage page() {
        return CallPage.of(offer("a", "Ann", "6001", "8000"), List.of(), END);
    }

    private static CallOffer offer(String id, String name, String from, String to) {
        CallContext context = new CallContext(from, to, Direction.INBOUND, id, CallContext.PROVIDER);
        return new CallOffer(
                context,
                "pbx",
                name,
                "from-external",
                List.of(),
                Map.of(),
                false,
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static CallStep step(String call, CallStep.Kind kind, int millis, String detail) {
        return new CallStep(call, kind, millis * 1_000_000L, detail);
    }

    private static void speak(short[] side, int fromMillis, int toMillis) {
        for (int i = fromMillis * RATE / 1000; i < toMillis * RATE / 1000; i++) {
            side[i] = (short) (i % 2 == 0 ? 8000 : -8000);
        }
    }

    private static byte[] wav(short[] left, short[] right) {
        int bytes = left.length * 4;
        ByteBuffer out = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2);
        out.putInt(RATE).putInt(RATE * 4).putShort((short) 4).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (int i = 0; i < left.length; i++) {
            out.putShort(left[i]).putShort(right[i]);
        }
        return out.array();
    }

    private static JsonNode data(String html) {
        String open = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(open) + open.length();
        try {
            return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
