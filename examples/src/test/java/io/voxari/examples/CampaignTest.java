package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.voxari.agent.CallOffer;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignTest {
    /** A call of a campaign, and when it was begun and over. */
    private static final class Placed {
        private final String shown;
        private final String called;
        private final Duration begun;
        private volatile Duration over = Duration.ZERO;

        Placed(CallOffer offer, Duration begun) {
            this.shown = offer.callerNumber();
            this.called = offer.calledNumber();
            this.begun = begun;
        }

        String told() {
            return called + " is shown " + shown;
        }
    }

    /** In the order in which they were begun; by the call's id. */
    private final Map<String, Placed> placed = Collections.synchronizedMap(new LinkedHashMap<>());

    private List<Placed> placed() {
        synchronized (placed) {
            return List.copyOf(placed.values());
        }
    }

    /** How many calls there are at a time at most: as many as when one of them begins. */
    private int most() {
        return (int) placed().stream()
                .mapToLong(now -> placed().stream()
                        .filter(one -> one.begun.compareTo(now.begun) <= 0 && one.over.compareTo(now.begun) > 0)
                        .count())
                .max()
                .orElse(0);
    }

    private Map<String, DialOutcome> call(
            VirtualTime time, SimulatedAsterisk asterisk, Campaign.Plan plan, String... who) {
        try (Voxari voxari = Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .app(asterisk.app())
                        .password(asterisk.password())
                        .fromExtensions("900")
                        .build())
                .listen("127.0.0.1", 0)
                .time(time.scheduler(), time.clock())
                .executor(time.threads())
                .sockets(time.sockets(), time.channels())
                .resolver(offer -> Resolution.refuse(RefusalCause.REJECTED, "calls only"))
                .agent(new CampaignCaller())
                .listener(new CallListener() {
                    @Override
                    public void onOffered(CallOffer offer) {
                        placed.put(offer.callId(), new Placed(offer, time.passed()));
                    }

                    @Override
                    public void onEnded(CallOffer offer, EndCause cause) {
                        placed.get(offer.callId()).over = time.passed();
                    }
                })
                .build()) {
            voxari.start();
            asterisk.media("voxari", voxari.mediaUri());
            Set<String> endpoints = new LinkedHashSet<>();
            for (String number : who) {
                endpoints.add("PJSIP/" + number);
            }
            Map<String, DialOutcome> results =
                    time.await(new Campaign(voxari::dial, time.scheduler(), plan).call(endpoints), Duration.ofHours(1));
            asterisk.awaitQuiet(Duration.ofSeconds(10));
            return results;
        }
    }

    @Test
    void everybodyIsCalledAtTheRateAndWhoDidNotAnswerAgain() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start()) {
            asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            asterisk.phone("6002").isBusy();
            asterisk.phone("6003").rejects();
            asterisk.phone("6004").isNotAnswered();
            asterisk.phone("6005").answersAfter(Duration.ofSeconds(1));
            Duration pause = Duration.ofMinutes(3);
            Campaign.Plan plan = new Campaign.Plan(2, 9, List.of("100", "200", "300"), 2, pause);
            assertThat(call(time, asterisk, plan, "6001", "6002", "6003", "6004", "6005"))
                    .extractingFromEntries(
                            entry -> entry.getKey() + " " + entry.getValue().kind())
                    .containsExactlyInAnyOrder(
                            "PJSIP/6001 ANSWERED",
                            "PJSIP/6002 BUSY",
                            "PJSIP/6003 REJECTED",
                            "PJSIP/6004 NO_ANSWER",
                            "PJSIP/6005 ANSWERED");
            assertThat(placed())
                    .extracting(Placed::told)
                    .as("everybody once, and twice more who was busy or did not answer; each number is shown in turn")
                    .containsExactly(
                            "6001 is shown 100",
                            "6002 is shown 200",
                            "6003 is shown 300",
                            "6004 is shown 100",
                            "6005 is shown 200",
                            "6002 is shown 300",
                            "6004 is shown 100",
                            "6002 is shown 200",
                            "6004 is shown 300");
            assertThat(betweenBegins()).allMatch(between -> between.compareTo(Duration.ofMillis(500)) >= 0);
            assertThat(betweenBegins().subList(0, 4))
                    .as("nothing else held these up")
                    .allMatch(Duration.ofMillis(500)::equals);
            for (String again : List.of("6002", "6004")) {
                List<Placed> tries = placed().stream()
                        .filter(one -> one.called.equals(again))
                        .toList();
                for (int i = 1; i < tries.size(); i++) {
                    assertThat(tries.get(i).begun.minus(tries.get(i - 1).over))
                            .as("from the end of a call to the next one to the same")
                            .isBetween(pause, pause.plusMillis(500));
                }
            }
        }
    }

    private List<Duration> betweenBegins() {
        List<Placed> all = placed();
        return IntStream.range(1, all.size())
                .mapToObj(i -> all.get(i).begun.minus(all.get(i - 1).begun))
                .toList();
    }

    @Test
    void thereAreNoMoreCallsAtATimeThanThePlanSays() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start()) {
            String[] who = IntStream.range(6001, 6013).mapToObj(String::valueOf).toArray(String[]::new);
            for (String number : who) {
                asterisk.phone(number).answersAfter(Duration.ofSeconds(5));
            }
            assertThat(call(time, asterisk, new Campaign.Plan(10, 3, List.of(), 0, Duration.ZERO), who)
                            .values())
                    .extracting(DialOutcome::kind)
                    .containsOnly(DialOutcome.Kind.ANSWERED)
                    .hasSize(who.length);
            assertThat(most()).isEqualTo(3);
            assertThat(placed())
                    .extracting(one -> one.shown)
                    .as("of the configuration")
                    .containsOnly("900");
        }
    }

    @Test
    void optionsAreReadAndMistakesAreNamed() {
        List<String> args = new ArrayList<>(List.of("--rate", "0.5", "--app", "mine", "--caller-ids", "1,2"));
        assertThat(CampaignCaller.plan(args))
                .isEqualTo(new Campaign.Plan(0.5, 2, List.of("1", "2"), 1, Duration.ofSeconds(60)));
        assertThat(args).containsExactly("--app", "mine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignCaller.plan(new ArrayList<>(List.of("--at-once", "0"))))
                .withMessageContaining("0 calls at a time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignCaller.plan(new ArrayList<>(List.of("--pause", "long"))))
                .withMessageContaining("--pause \"long\"");
        assertThat(CampaignCaller.endpoints(List.of("# who", "6001", "", "6001", "PJSIP/6002")))
                .containsExactly("PJSIP/6001", "PJSIP/6002");
    }
}
