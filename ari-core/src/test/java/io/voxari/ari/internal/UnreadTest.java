package io.voxari.ari.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadTest {
    private static final String CHANNEL =
            "\"channel\":{\"id\":\"c1\",\"name\":\"PJSIP/6001-00000001\",\"state\":\"Up\"}";
    private static final String VARSET = "{\"type\":\"ChannelVarset\",\"timestamp\":\"2026-08-07T14:54:02.123-0600\","
            + "\"variable\":\"V\",\"value\":\"a\\\"},\\\"channel\\\":{\\\"id\\\":\\\"no\",\"n\":-1.5e3," + CHANNEL
            + ",\"application\":\"app\"}";

    private static final String TYPE_LAST =
            "{" + VARSET.substring(VARSET.indexOf(',') + 1, VARSET.length() - 1) + ",\"type\":\"ChannelVarset\"}";

    private final List<String> refused = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ChannelCallerId",
                "ChannelConnectedLine",
                "ChannelDialplan",
                "ChannelDtmfReceived",
                "ChannelHangupRequest",
                "ChannelHold",
                "ChannelStateChange",
                "ChannelTalkingFinished",
                "ChannelTalkingStarted",
                "ChannelToneDetected",
                "ChannelUnhold",
                "ChannelVarset"
            })
    void glanceSeesWhatReadingDoes(String type) {
        String text = VARSET.replace("ChannelVarset", type);
        Unread unread = unread(text);
        AriEvent read = requireNonNull(Wire.event(text));

        assertThat(unread.read()).isEqualTo(read);
        assertThat(unread.type()).isEqualTo(read.type()).isEqualTo(type);
        assertThat(unread.resources()).isEqualTo(read.resources()).containsExactly(ResourceId.channel("c1"));
        assertThat(unread.application()).isEqualTo("app");
        assertThat(Ends.any(read)).as("ends something").isFalse();
        assertThat(Ends.enteredBy(read)).isNull();
    }

    /** Every event there is, its fields and those of what it holds in whatever order: read later as if read at once. */
    @ParameterizedTest
    @MethodSource("samples")
    void orderOfFieldsMakesNoDifference(String sample) {
        Map<String, Object> fields = requireNonNull(Wire.object(sample));
        Random random = new Random(sample.hashCode());
        int unread = 0;
        for (int round = 0; round < 50; round++) {
            String text = Wire.json(shuffled(fields, random));
            AriEvent atOnce = requireNonNull(Wire.event(text));
            Unread later = Unread.of(text, Glance.at(text), refused::add);
            if (later != null) {
                unread++;
                assertThat(later.read()).as(text).isEqualTo(atOnce);
                assertThat(later.type()).isEqualTo(atOnce.type());
                assertThat(later.resources()).isEqualTo(atOnce.resources());
            }
            assertThat(Glance.at(text).type()).isEqualTo(atOnce.type()).isEqualTo(fields.get("type"));
        }
        // Of the twelve, those where the id is the first of the channel's fields.
        boolean isTaken = Unread.takes(String.valueOf(fields.get("type")));
        assertThat(unread > 0).isEqualTo(isTaken);
        assertThat(refused).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shuffled(Map<String, Object> fields, Random random) {
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.shuffle(names, random);
        Map<String, Object> shuffled = new LinkedHashMap<>();
        for (String name : names) {
            Object value = requireNonNull(fields.get(name));
            shuffled.put(name, value instanceof Map<?, ?> map ? shuffled((Map<String, Object>) map, random) : value);
        }
        return shuffled;
    }

    static List<String> samples() throws IOException {
        return Files.readAllLines(Path.of("../benchmarks/src/main/resources/io/voxari/benchmarks/ari/events.jsonl"));
    }

    /** As Asterisk 22.10 writes them. */
    @Test
    void samplesAreTakenAsTheyAre() throws IOException {
        assertThat(samples()).hasSize(45);
        assertThat(samples().stream()
                        .map(text -> Unread.of(text, Glance.at(text), refused::add))
                        .filter(Objects::nonNull))
                .hasSize(12);
    }

    @Test
    void noMutationThrowsOrIsTakenForAnotherChannel() {
        Random random = new Random(20260808);
        String alphabet = "{}[]\",:\\0-.e ";
        int seen = 0;
        for (int round = 0; round < 30_000; round++) {
            StringBuilder text = new StringBuilder(round % 2 == 0 ? VARSET : TYPE_LAST);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.setLength(Math.max(at, 1));
                    default -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            Unread unread = Unread.of(text.toString(), Glance.at(text.toString()), refused::add);
            AriEvent read = unread == null ? null : unread.read();
            if (unread != null && read != null) {
                seen++;
                assertThat(read.type()).isEqualTo(unread.type());
                assertThat(read.resources()).as(text.toString()).isEqualTo(unread.resources());
                assertThat(read).isEqualTo(Wire.event(text.toString()));
            }
        }
        assertThat(seen).as("mutations that are events still").isGreaterThan(1_000);
    }

    @Test
    void laneReadsAndRefusesWhatTurnsOutToBeNone() {
        List<AriEvent> heard = new ArrayList<>();
        StepExecutor executor = new StepExecutor();
        Lanes lanes = lanes(executor, heard);
        String broken = VARSET.substring(0, VARSET.length() - 1);
        assertThat(lanes.route(unread(broken))).isFalse();
        lanes.route(unread(VARSET));
        assertThat(refused).isEmpty();
        executor.runAll();

        assertThat(refused).containsExactly(broken);
        assertThat(heard).containsExactly(Wire.event(VARSET));
        lanes.close();
    }

    @Test
    void whoGivesIsToldThatALaneIsBehind() {
        Lanes lanes = lanes(new StepExecutor(), new ArrayList<>());
        int given = 1;
        while (!lanes.route(unread(VARSET))) {
            given++;
        }
        assertThat(given).isBetween(10, 500);
        lanes.close();
    }

    private Unread unread(String text) {
        return requireNonNull(Unread.of(text, Glance.at(text), refused::add));
    }

    private static Lanes lanes(StepExecutor executor, List<AriEvent> heard) {
        return new Lanes(
                new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        heard.add(event);
                    }
                },
                executor,
                new FakeTimers(),
                10_000);
    }
}
