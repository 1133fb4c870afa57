package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.junit.AsteriskExtension;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the runtime asks of Asterisk, and what it makes of connections that fail, in virtual time. */
@ExtendWith(AsteriskExtension.class)
class VirtualFaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] SPEECH = SpeechFixture.noise(5, Duration.ofSeconds(2));

    private final Timeline timeline = new Timeline();
    private final TestAgent agent = TestAgent.listening(SPEECH);

    private Voxari start(VirtualTime time, SimulatedAsterisk asterisk) {
        return VirtualBoard.start(time, asterisk, agent, builder -> builder.listener(timeline));
    }

    private static void awaitQuiet(VirtualTime time, Voxari voxari) {
        time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
    }

    private static List<String> asked(SimulatedAsterisk asterisk, String method, String part) {
        return asterisk.requests().stream()
                .filter(request -> request.startsWith(method + " ") && request.contains(part))
                .toList();
    }

    @Test
    void callAsksForEachThingOnceAndTakesItDownOnce(VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        try (Voxari voxari = start(time, asterisk)) {
            ann.calls("8000").waits(Duration.ofSeconds(1)).hangsUp();
            ann.awaitEnded(PATIENCE);
            awaitQuiet(time, voxari);
            assertThat(asked(asterisk, "POST", "/answer")).hasSize(1);
            assertThat(asked(asterisk, "POST", "/channels/externalMedia")).hasSize(1);
            assertThat(asked(asterisk, "POST", "/bridges/voxari-"))
                    .filteredOn(asked -> !asked.endsWith("addChannel"))
                    .hasSize(1);
            assertThat(asked(asterisk, "DELETE", "/bridges/")).hasSize(1);
            assertThat(asked(asterisk, "DELETE", "/channels/voxari-")).hasSize(1);
        }
    }

    @Test
    void mediaChannelThatIsStillDialledIsHungUpWithItsCall(
            VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        try (Voxari voxari = start(time, asterisk)) {
            // Nobody listens there; Asterisk tries again after 250 ms, and gives up by itself then.
            asterisk.media("voxari", URI.create("ws://127.0.0.1:9/media"));
            ann.calls("8000").awaitRinging(PATIENCE);
            ann.hangUp();
            asterisk.awaitQuiet(Duration.ofMillis(100));
            awaitQuiet(time, voxari);
        }
    }

    @Test
    void callerWhoCameUnheardIsAnsweredAfterTheGap(VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        try (Voxari voxari = start(time, asterisk)) {
            asterisk.faults().repeatEvents(0);
            ann.calls("8000");
            time.advance(Duration.ofSeconds(1));
            assertThat(timeline.offers).isEmpty();
            asterisk.faults().repeatEvents(1);
            asterisk.faults().dropEvents();
            ann.awaitAnswered(PATIENCE);
            ann.waits(Duration.ofSeconds(3)).hangsUp();
            ann.awaitEnded(PATIENCE);
            assertThat(ann.heard().find(SPEECH).isExact()).isTrue();
            awaitQuiet(time, voxari);
        }
    }

    @Test
    void callGoesOnWhenTheEventsBreakAndItsEndIsSeen(
            VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        try (Voxari voxari = start(time, asterisk)) {
            ann.calls("8000").awaitAnswered(PATIENCE);
            asterisk.faults().dropEvents();
            time.awaitUntil(() -> Collections.frequency(timeline.states, AsteriskState.CONNECTED) == 2, PATIENCE);
            ann.waits(Duration.ofSeconds(5)).hangsUp();
            ann.awaitEnded(PATIENCE);
            assertThat(ann.heard().find(SPEECH).isExact()).isTrue();
            awaitQuiet(time, voxari);
        }
    }

    @Test
    void callsAreLookedAfterWhenTheApplicationIsReplaced(
            VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        try (Voxari voxari = start(time, asterisk)) {
            ann.calls("8000").awaitAnswered(PATIENCE);
            asterisk.faults().replaceApplication();
            time.awaitUntil(() -> timeline.lastState() == AsteriskState.REPLACED, PATIENCE);
            ann.waits(Duration.ofSeconds(3)).hangsUp();
            ann.awaitEnded(PATIENCE);
            assertThat(ann.heard().find(SPEECH).isExact()).isTrue();
            awaitQuiet(time, voxari);
        }
    }

    @Test
    void speechStandsStillWhileTheQueueIsSaidToBeFull(
            VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        byte[] end = Arrays.copyOfRange(SPEECH, SPEECH.length - 4_000, SPEECH.length);
        try (Voxari voxari = start(time, asterisk)) {
            ann.calls("8000").awaitAnswered(PATIENCE);
            time.advance(Duration.ofMillis(200));
            asterisk.faults().sendMediaText("{\"event\":\"MEDIA_XOFF\",\"channel_id\":\"x\"}");
            time.advance(Duration.ofSeconds(5));
            assertThat(ann.heard().find(end).isExact()).isFalse();
            asterisk.faults().sendMediaText("{\"event\":\"MEDIA_XON\",\"channel_id\":\"x\"}");
            time.advance(Duration.ofSeconds(5));
            assertThat(ann.heard().find(end).isExact()).isTrue();
            ann.hangUp();
            awaitQuiet(time, voxari);
        }
    }
}
