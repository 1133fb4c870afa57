package io.voxari.ari.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadTest {
    private static final String CHANNEL =
            "\"channel\":{\"id\":\"c1\",\"name\":\"PJSIP/6001-00000001\",\"state\":\"Up\"}";
    private static final String VARSET = "{\"type\":\"ChannelVarset\",\"timestamp\":\"2026-08-07T14:54:02.123-0600\","
            + "\"variable\":\"V\",\"value\":\"a\\\"},\\\"channel\\\":{\\\"id\\\":\\\"no\",\"n\":-1.5e3," + CHANNEL
            + ",\"application\":\"app\"}";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"type\":\"",
                "{\"type\":\"ChannelVarset",
                "{\"type\":\"ChannelVarset\"",
                "{\"type\":\"ChannelVarset\"}",
                "{\"type\":\"ChannelVarset\",\"",
                "{\"type\":\"ChannelVarset\",\"value",
                "{\"type\":\"ChannelVarset\",\"value\"",
                "{\"type\":\"ChannelVarset\",\"value\":",
                "{\"type\":\"ChannelVarset\",\"value\":\"\\",
                "{\"type\":\"ChannelVarset\",\"value\":\"x",
                "{\"type\":\"ChannelVarset\",\"value\":[],\"channel\":{\"id\":\"c1\"}}",
                "{\"type\":\"ChannelVarset\",\"x\":{\"channel\":{\"id\":\"c1\"}}}",
                "{\"type\":\"ChannelVarset\",\"channel\":{\"id\":\"\"}}",
                "{\"type\":\"ChannelVarset\",\"channel\":{\"id\":\"a\\u0062\"}}",
                "{\"type\":\"ChannelVarset\",\"channel\":{\"id\":\"c1",
                "{\"type\":\"ChannelVarset\",\"channel\":{\"name\":\"n\",\"id\":\"c1\"}}",
                "{\"type\":\"ChannelVarset\",\"channel\":null}",
                "{\"type\":\"ChannelVarset\", \"channel\":{\"id\":\"c1\"}}",
                "{ \"type\":\"ChannelVarset\",\"channel\":{\"id\":\"c1\"}}",
                "{\"channel\":{\"id\":\"c1\"},\"type\":\"ChannelVarset\"}",
                "{\"type\":\"StasisStart\",\"channel\":{\"id\":\"c1\"}}",
                "{\"type\":\"ChannelDestroyed\",\"channel\":{\"id\":\"c1\"}}",
                "{\"type\":\"Nova\",\"channel\":{\"id\":\"c1\"}}"
            })
    void whatIsUnusualIsReadAtOnce(String text) {
        assertThat(Unread.of(text, refused::add)).isNull();
    }

    @Test
    void noMutationThrowsOrIsTakenForAnotherChannel() {
        Random random = new Random(20260808);
        String alphabet = "{}[]\",:\\0-.e ";
        int seen = 0;
        for (int round = 0; round < 30_000; round++) {
            StringBuilder text = new StringBuilder(VARSET);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.setLength(Math.max(at, 1));
                    default -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            Unread unread = Unread.of(text.toString(), refused::add);
            AriEvent read = unread == null ? null : unread.read();
            if (unread != null && read != null) {
                seen++;
                assertThat(read.type()).isEqualTo(unread.type());
                assertThat(read.resources()).as(text.toString()).isEqualTo(unread.resources());
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
        return requireNonNull(Unread.of(text, refused::add));
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
