package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.admission.Routes;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What goes wrong around the calls elsewhere; {@code docs/field-faults.md} has the list. */
class OperationFaultsTest {

    private static CompletionStage<AgentSession> announcing(AgentCall call, byte[] words) {
        RecordingAgent.say(call, words);
        call.hangupWhenHeard();
        return CompletableFuture.completedFuture(audio -> {});
    }

    @Test
    void callThatEndsWhileEventsAreMissedIsFoundAndTheOthersGoOn() {
        try (Desk desk = Desk.open()) {
            SimulatedCaller goes = desk.asterisk.call("8000");
            AgentCall unused = desk.talking(goes);
            desk.agent.events.clear();
            SimulatedCaller stays = desk.asterisk.call("8000");
            AgentCall hands = desk.talking(stays);
            desk.asterisk.faults().dropEvents();
            goes.hangUp();
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
            byte[] words = SpeechFixture.noise(7, Duration.ofSeconds(1));
            RecordingAgent.say(hands, words);
            desk.time.advance(Duration.ofSeconds(2));
            assertThat(stays.heard().find(words).isExact()).isTrue();
            SimulatedCaller next = desk.asterisk.call("8000");
            next.awaitAnswered(Desk.PATIENCE);
            next.hangUp();
            stays.hangUp();
            assertThat(desk.awaitEnds(3)).containsOnly(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void faultInCodeOfTheHostIsAFaultOfOneCallAndNotOfTheConnection() {
        CallListener broken = new CallListener() {
            @Override
            public void onStep(CallStep step) {
                throw new NoClassDefFoundError("metrics");
            }

            @Override
            public void onOffered(CallOffer offer) {
                throw new IllegalStateException("the database is down");
            }
        };
        try (Desk desk = Desk.with(builder -> builder.listener(broken).resolver(offer -> {
            if (offer.calledNumber().equals("8666")) {
                throw new IllegalStateException("the database is down");
            }
            return Resolution.accept("test");
        }))) {
            for (int i = 0; i < 8; i++) {
                assertThat(desk.asterisk.call("8666").awaitRefused(Desk.PATIENCE))
                        .isEqualTo(38);
            }
            SimulatedCaller caller = desk.asterisk.call("8000");
            caller.awaitAnswered(Desk.PATIENCE);
            caller.hangUp();
            caller.awaitEnded(Desk.PATIENCE);
            assertThat(desk.states).endsWith(AsteriskState.CONNECTED).doesNotContain(AsteriskState.REFUSED);
            assertThat(desk.states.stream().filter(AsteriskState.CONNECTED::equals))
                    .as("connections made")
                    .hasSize(1);
        }
    }

    @Test
    void takeoverOfTheApplicationIsTold() {
        try (Desk desk = Desk.open()) {
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall unused = desk.talking(caller);
            desk.asterisk.faults().replaceApplication();
            desk.time.awaitUntil(() -> desk.states.contains(AsteriskState.REPLACED), Desk.PATIENCE);
            assertThat(caller.isEnded()).isFalse();
            caller.hangUp();
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void applicationThatWasTakenOverIsTakenBackByRemovingAndAdding() {
        try (Desk desk = Desk.open()) {
            desk.asterisk.faults().replaceApplication();
            desk.time.awaitUntil(() -> desk.states.contains(AsteriskState.REPLACED), Desk.PATIENCE);
            String name = desk.voxari.health().asterisks().get(0).name();
            assertThat(desk.time.await(desk.voxari.removeAsterisk(name, Duration.ZERO), Desk.PATIENCE))
                    .isZero();
            desk.voxari.addAsterisk(Desk.at(desk.asterisk).build());
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall unused = desk.talking(caller);
            caller.hangUp();
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void sameExtensionOnTwoServersGoesToTwoAgents() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk berlin =
                        SimulatedAsterisk.builder().time(time).start();
                SimulatedAsterisk paris = SimulatedAsterisk.builder().time(time).start()) {
            byte[] hallo = SpeechFixture.noise(1, Duration.ofSeconds(1));
            byte[] salut = SpeechFixture.noise(2, Duration.ofSeconds(1));
            try (Voxari voxari = Desk.in(time, Voxari.builder())
                    .asterisk(Desk.at(berlin).name("berlin").build())
                    .asterisk(Desk.at(paris).name("paris").build())
                    .resolver(Routes.builder()
                            .route("berlin", "8000", "german")
                            .route("paris", "8000", "french")
                            .build())
                    .agent("german", call -> announcing(call, hallo))
                    .agent("french", call -> announcing(call, salut))
                    .build()) {
                voxari.start();
                berlin.media("voxari", voxari.mediaUri());
                paris.media("voxari", voxari.mediaUri());
                SimulatedCaller ann = berlin.call("8000");
                SimulatedCaller bob = paris.call("8000");
                ann.awaitEnded(Desk.PATIENCE);
                bob.awaitEnded(Desk.PATIENCE);
                assertThat(ann.heard().find(hallo).isExact()).isTrue();
                assertThat(bob.heard().find(salut).isExact()).isTrue();
                berlin.awaitQuiet(Desk.PATIENCE);
                paris.awaitQuiet(Desk.PATIENCE);
            }
        }
    }

    @Test
    void answeringMachineIsToldWithoutALanguageModel() {
        try (Desk desk = Desk.open()) {
            desk.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            OutboundCall placed = desk.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                    .detectingAnswer(
                            () -> audio -> audio.position() > 800 ? Optional.of(Verdict.MACHINE) : Optional.empty(),
                            Duration.ofSeconds(5)));
            desk.time.awaitUntil(
                    () -> desk.agent.events.stream()
                            .anyMatch(event ->
                                    event instanceof CallEvent.AnsweredBy told && told.verdict() == Verdict.MACHINE),
                    Desk.PATIENCE);
            placed.cancel();
            assertThat(desk.time.await(placed.ended(), Desk.PATIENCE).kind()).isEqualTo(EndCause.Kind.CANCELLED);
        }
    }
}
