package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.voxari.agent.DialOutcome;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CampaignTest implements CallListener {
    private final List<Duration> placed = new CopyOnWriteArrayList<>();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Map<String, DialOutcome> call(
            VirtualTime time, SimulatedAsterisk asterisk, Campaign.Plan plan, String... who) {
        try (Voxari voxari = Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .app(asterisk.app())
                        .password(asterisk.password())
                        .build())
                .listen("127.0.0.1", 0)
                .time(time.scheduler(), time.clock())
                .executor(time.threads())
                .sockets(time.sockets(), time.channels())
                .resolver(offer -> Resolution.refuse(RefusalCause.REJECTED, "calls only"))
                .agent(new CampaignCaller())
                .listener(new CallListener() {
                    @Override
                    public void onStep(CallStep step) {
                        if (step.kind() == CallStep.Kind.DIALLED) {
                            placed.add(time.passed());
                            most.accumulateAndGet(active.incrementAndGet(), Math::max);
                        } else if (step.kind() == CallStep.Kind.HANGUP) {
                            active.decrementAndGet();
                        }
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
    void everybodyIsCalledAtTheRateAndTheBusyOnesAgain() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start()) {
            asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            asterisk.phone("6002").isBusy();
            asterisk.phone("6003").rejects();
            asterisk.phone("6004").answersAfter(Duration.ofSeconds(1));
            Campaign.Plan plan = new Campaign.Plan(2, 2, List.of("100", "200"), 2, Duration.ofSeconds(30));
            assertThat(call(time, asterisk, plan, "6001", "6002", "6003", "6004"))
                    .extractingFromEntries(
                            entry -> entry.getKey() + " " + entry.getValue().kind())
                    .containsExactlyInAnyOrder(
                            "PJSIP/6001 ANSWERED", "PJSIP/6002 BUSY", "PJSIP/6003 REJECTED", "PJSIP/6004 ANSWERED");
            assertThat(placed).as("calls: two more of them to 6002").hasSize(6);
            for (int i = 1; i < placed.size(); i++) {
                assertThat(placed.get(i).minus(placed.get(i - 1)))
                        .as("between two calls")
                        .isGreaterThanOrEqualTo(Duration.ofMillis(490));
            }
            assertThat(most).as("calls at a time").hasValueLessThanOrEqualTo(2);
            assertThat(placed.get(5)).isGreaterThan(Duration.ofSeconds(60));
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
