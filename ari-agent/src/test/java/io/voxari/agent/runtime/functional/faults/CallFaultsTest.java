package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with single calls elsewhere; {@code docs/field-faults.md} has the list. */
class CallFaultsTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);
    private static final byte[] WORDS = SpeechFixture.noise(5, Duration.ofSeconds(2));

    @Test
    void audioThatNeverConnectsRefusesTheCall() {
        try (Desk desk = Desk.open()) {
            desk.asterisk.media("voxari", URI.create("ws://127.0.0.1:1/media"));
            assertThat(desk.asterisk.call("8000").awaitRefused(Desk.PATIENCE)).isEqualTo(38);
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.MEDIA_FAILED);
            assertThat(desk.time.passed()).isLessThan(Duration.ofSeconds(11));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /channels/externalMedia", "POST /bridges", "/addChannel", "/answer"})
    void stepOfTheSetUpThatFailsEndsTheCall(String request) {
        try (Desk desk = Desk.open()) {
            desk.asterisk.faults().refuseRequests(request, 1);
            assertThat(desk.asterisk.call("8000").awaitEnded(Desk.PATIENCE)).isEqualTo(38);
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.ASTERISK_FAILED);
            assertThat(desk.ends.get(0).detail()).contains("500");
            assertThat(desk.time.passed()).isLessThan(Duration.ofSeconds(11));
        }
    }

    @ParameterizedTest
    @CsvSource({"486, BUSY, 17", "603, REJECTED, 21", "404, UNREACHABLE, 1", "0, NO_ANSWER, 19"})
    void callThatIsNotAnsweredHasATypedOutcomeAndItsSlotIsFree(int sip, DialOutcome.Kind kind, int q850) {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001");
            SimulatedPhone set = sip == 0 ? phone.isNotAnswered() : phone.fails(sip);
            OutboundCall placed = desk.voxari.dial(
                    OutboundRequest.of(Destination.of("PJSIP/6001").ringTimeout(Duration.ofSeconds(20)), TEST));
            DialOutcome outcome = desk.time.await(placed.outcome(), Duration.ofSeconds(21));
            assertThat(outcome.kind()).as("%s: %s", set, outcome).isEqualTo(kind);
            assertThat(outcome.q850()).isEqualTo(q850);
            assertThat(desk.time.await(placed.ended(), Duration.ofSeconds(1)).kind())
                    .isEqualTo(EndCause.Kind.NOT_ANSWERED);
            assertThat(desk.voxari.stats().leases()).isZero();
        }
    }

    private static final Workflow TEST = Workflow.of("test");

    /** With requests that take 100 ms each, what is asked one after another is what the set-up lasts. */
    @Test
    void setUpTakesTheFewestRoundTripsThatAsteriskAllows() {
        List<Measurement> measured = new CopyOnWriteArrayList<>();
        try (Desk desk = Desk.with(builder -> builder.observer(measured::add))) {
            desk.asterisk.faults().slowRequests(ROUND_TRIP);
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall unused = desk.talking(caller);
            caller.hangUp();
        }
        // The media channel, with the bridge at the same time; then the answer, with both channels into the bridge.
        assertThat(took(measured, Measure.RING_TIME)).isLessThanOrEqualTo(ROUND_TRIP.multipliedBy(2));
        assertThat(took(measured, Measure.SET_UP_TIME)).isLessThanOrEqualTo(ROUND_TRIP.multipliedBy(2));
    }

    private static Duration took(List<Measurement> measured, Measure measure) {
        List<Measurement> told =
                measured.stream().filter(one -> one.measure() == measure).toList();
        assertThat(told).as("%s", measure).hasSize(1);
        return Duration.ofNanos(told.get(0).value());
    }

    @Test
    void hangUpAtAnyMomentOfTheSetUpLeavesNothingAndNobodyTalksToNobody() {
        try (Desk desk = Desk.open()) {
            desk.asterisk.faults().slowRequests(Duration.ofMillis(100));
            for (int moment = 0; moment < 30; moment++) {
                SimulatedCaller caller = desk.asterisk.call("8000");
                desk.time.advance(Duration.ofMillis(moment * 20L));
                caller.hangUp();
                caller.awaitEnded(Desk.PATIENCE);
                desk.awaitQuiet();
            }
            assertThat(desk.awaitEnds(30)).hasSize(30).containsOnly(EndCause.Kind.CALLER_HANGUP);
            long answered = desk.agent.events.stream()
                    .filter(new CallEvent.Answered()::equals)
                    .count();
            assertThat(answered).as("of 30 calls reached their agent").isBetween(1L, 29L);
        }
    }

    @Test
    void callThatTheDialplanAnsweredBeforeIsTaken() {
        try (Desk desk = Desk.open()) {
            SimulatedCaller caller = desk.asterisk.call("up8000");
            hears(desk, caller, RecordingAgent.GREETING);
            caller.hangUp();
        }
    }

    @Test
    void callWePlacedFindsItsAgentWithoutBeingAskedForAsANewOne() {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001").answersAfter(Duration.ofSeconds(2));
            OutboundCall placed = desk.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), TEST));
            SimulatedCaller callee = phone.awaitCall(Desk.PATIENCE);
            hears(desk, callee, RecordingAgent.GREETING);
            assertThat(desk.offered).as("calls").hasValue(1);
            callee.hangUp();
            assertThat(desk.time.await(placed.ended(), Desk.PATIENCE).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callRingsUntilTheAgentIsReadyAndIsHeardAtOnce() {
        RecordingAgent agent = new RecordingAgent();
        CompletableFuture<Desk> opened = new CompletableFuture<>();
        AgentPipeline slow = call -> {
            CompletableFuture<Void> later = new CompletableFuture<>();
            var unused = opened.join().time.scheduler().schedule(() -> later.complete(null), 3, TimeUnit.SECONDS);
            return later.thenComposeAsync(
                    done -> agent.open(call), opened.join().time.threads());
        };
        try (Desk desk = Desk.with(builder -> builder.agent(slow))) {
            opened.complete(desk);
            SimulatedCaller caller = desk.asterisk.call("8000");
            caller.awaitAnswered(Desk.PATIENCE);
            Duration ringing = Duration.ofNanos(
                    caller.answeredNanos().orElseThrow() - caller.ringingNanos().orElseThrow());
            assertThat(ringing).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
            hears(desk, caller, RecordingAgent.GREETING);
            HeardAudio.Match greeting = caller.heard().find(RecordingAgent.GREETING);
            assertThat(caller.heard().arrivalNanos(greeting.offset())
                            - caller.answeredNanos().orElseThrow())
                    .as("nanoseconds from the answer to the first word")
                    .isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
            caller.hangUp();
        }
    }

    @ParameterizedTest
    @EnumSource(RefusalCause.class)
    void refusalSaysWhy(RefusalCause cause) {
        try (Desk desk = Desk.with(builder -> builder.resolver(offer -> Resolution.refuse(cause, "not today")))) {
            assertThat(desk.asterisk.call("8000").awaitRefused(Desk.PATIENCE)).isEqualTo(cause.q850());
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.REFUSED);
            assertThat(desk.ends.get(0).detail()).contains("not today");
        }
    }

    @Test
    void keysReachTheAgentOnceThoughBothChannelsReportThem() {
        try (Desk desk = Desk.open()) {
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall unused = desk.talking(caller);
            caller.presses("1559#").waits(Duration.ofMillis(200)).hangsUp();
            caller.awaitEnded(Desk.PATIENCE);
            desk.awaitEnds(1);
            StringBuilder keys = new StringBuilder();
            desk.agent.events.forEach(
                    event -> keys.append(event instanceof CallEvent.Dtmf key ? "" + key.digit() : ""));
            assertThat(keys).hasToString("1559#");
        }
    }

    @Test
    void interruptionsAddNoDelay() {
        try (Desk desk = Desk.open()) {
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall hands = desk.talking(caller);
            byte[] speech = SpeechFixture.noise(6, Duration.ofSeconds(5));
            for (int i = 0; i < 10; i++) {
                RecordingAgent.say(hands, speech);
                desk.time.advance(Duration.ofMillis(730));
                hands.speech().interrupt();
            }
            desk.time.advance(Duration.ofMillis(500));
            Duration said = desk.time.passed();
            RecordingAgent.say(hands, WORDS);
            hears(desk, caller, WORDS);
            HeardAudio heard = caller.heard();
            assertThat(heard.arrivalNanos(heard.find(WORDS).offset()) - said.toNanos())
                    .as("nanoseconds until the next words are heard")
                    .isBetween(0L, TimeUnit.MILLISECONDS.toNanos(100));
            caller.hangUp();
        }
    }

    @Test
    void unknownWordsOfTheMediaConnectionDoNoHarm() {
        try (Desk desk = Desk.open()) {
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall hands = desk.talking(caller);
            desk.asterisk.faults().sendMediaText("{\"event\":\"FROM_THE_FUTURE\",\"new\":[1]}");
            desk.asterisk.faults().sendMediaText("FROM_THE_PAST a:b c");
            desk.asterisk.faults().sendMediaText("{");
            RecordingAgent.say(hands, WORDS);
            hears(desk, caller, WORDS);
            caller.hangUp();
        }
    }

    @Test
    void goodbyeIsHeardToItsEnd() {
        try (Desk desk = Desk.open()) {
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall hands = desk.talking(caller);
            RecordingAgent.say(hands, WORDS);
            hands.hangupWhenHeard();
            hands.hangupWhenHeard();
            caller.awaitEnded(Desk.PATIENCE);
            assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.AGENT_HANGUP);
        }
    }

    private static void hears(Desk desk, SimulatedCaller who, byte[] words) {
        who.awaitAnswered(Desk.PATIENCE);
        desk.time.advance(Duration.ofSeconds(3));
        HeardAudio.Match match = who.heard().find(words);
        assertThat(match.isExact()).as("%s in %s", match, who.heard()).isTrue();
    }
}
