package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.runtime.Voxari;
import io.voxari.ari.AriClient;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.BridgeAttribute;
import io.voxari.ari.model.Channel;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process leaves in Asterisk that was killed, or cut off, and what becomes of it; in virtual time. */
class LeftByKilledTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final String MEDIA = "voxari-voxari-media-0123456789abcdef0123456789abcdef";
    private static final String BRIDGE = "voxari-voxari-bridge-0123456789abcdef0123456789abcdef";

    private final VirtualTime time = VirtualTime.start();
    private final SimulatedAsterisk asterisk =
            SimulatedAsterisk.builder().time(time).start();
    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final Timeline timeline = new Timeline();
    private final List<Measurement> measured = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        asterisk.close();
        time.close();
    }

    private Voxari start() {
        return VirtualBoard.start(
                time, asterisk, agent, builder -> builder.listener(timeline).observer(measured::add));
    }

    private long measured(Measure measure) {
        return measured.stream().filter(one -> one.measure() == measure).count();
    }

    /** {@return what there is in Asterisk when nothing more happens} */
    private List<String> left(AriClient client) {
        time.advance(Duration.ofSeconds(1));
        List<String> ids = new ArrayList<>();
        client.channels().list().send().stream().map(Channel::id).forEach(ids::add);
        client.bridges().list().send().stream().map(Bridge::id).forEach(ids::add);
        return ids;
    }

    @Test
    void nextProcessOfTheApplicationHangsUpItsCallersAndLeavesThoseOfOthers() {
        asterisk.phone("6001");
        try (AriClient neighbour = VirtualBoard.client(time, asterisk, "voxari2")) {
            neighbour.connect();
            neighbour
                    .channels()
                    .create("PJSIP/6001", "voxari2")
                    .channelId("of-another")
                    .send();
            SimulatedCaller caller = leaveBehind();
            assertThat(left(neighbour)).contains("of-another", MEDIA, BRIDGE).hasSize(4);
            try (Voxari next = start()) {
                assertThat(caller.awaitEnded(PATIENCE)).isEqualTo(34);
                assertThat(left(neighbour)).containsExactly("of-another");
                assertThat(measured(Measure.ORPHAN_RELEASED))
                        .as("the caller, the media channel, and the bridge")
                        .isEqualTo(3);
                SimulatedCaller served = asterisk.call("8000");
                served.awaitAnswered(PATIENCE);
                served.hangUp();
                time.awaitUntil(() -> next.stats().equals(Switchboard.QUIET), PATIENCE);
            }
            assertThat(timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
            neighbour.channels().hangup("of-another").send();
        }
        asterisk.awaitQuiet(PATIENCE);
    }

    /** A caller in a bridge, and a media channel, and nobody who has them. */
    private SimulatedCaller leaveBehind() {
        try (AriClient killed = VirtualBoard.client(time, asterisk, "voxari")) {
            killed.connect();
            SimulatedCaller caller = asterisk.call("8000");
            List<String> callers = left(killed);
            callers.remove("of-another");
            killed.bridges().createWithId(BRIDGE).type(BridgeAttribute.MIXING).send();
            killed.channels()
                    .externalMedia("voxari", "ulaw")
                    .channelId(MEDIA)
                    .encapsulation("none")
                    .transport("websocket")
                    .connectionType("server")
                    .send();
            killed.channels().answer(callers.get(0)).send();
            killed.bridges().addChannel(BRIDGE, callers.get(0)).send();
            caller.awaitAnswered(PATIENCE);
            return caller;
        }
    }

    @Test
    void argumentsAreKnownThoughTheCallersEntryWasMissed() {
        try (Voxari voxari = start()) {
            asterisk.faults().halfOpenEvents();
            SimulatedCaller ann = asterisk.call("args");
            SimulatedCaller bob = asterisk.call("8000");
            ann.awaitAnswered(PATIENCE);
            bob.awaitAnswered(PATIENCE);
            assertThat(timeline.offers)
                    .extracting(CallOffer::calledNumber, CallOffer::arguments)
                    .containsExactlyInAnyOrder(tuple("args", List.of("a", "b")), tuple("8000", List.of()));
            assertThat(measured(Measure.ARI_RECONNECT)).isOne();
            ann.hangUp();
            bob.hangUp();
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        }
        asterisk.awaitQuiet(PATIENCE);
    }
}
