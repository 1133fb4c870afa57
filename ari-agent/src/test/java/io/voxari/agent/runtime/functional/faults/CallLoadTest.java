package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariStats;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many calls with all that may happen to one, in virtual time: each ends with its cause, and nothing is left. */
class CallLoadTest implements CallListener {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than it takes to connect a target that has answered: one that hangs up earlier has another fate. */
    private static final Duration TOGETHER = Duration.ofMillis(300);

    private static final byte[] SPEECH = SpeechFixture.noise(9, Duration.ofMillis(200));

    private final Random random = new Random(6);
    private final VirtualTime time = VirtualTime.start();
    private final SimulatedAsterisk asterisk =
            SimulatedAsterisk.builder().time(time).start();
    private final FatedAgent agent = new FatedAgent((fate, caller) -> "PJSIP/" + caller);
    private final AtomicInteger leases = new AtomicInteger();
    /** By the caller's number, which is another in each call. */
    private final Map<String, EndCause> ends = new ConcurrentHashMap<>();

    private final List<Placed> calls = new ArrayList<>();
    private final List<Runnable> targets = new ArrayList<>();
    private final Voxari voxari = start();

    private record Placed(String number, Fate fate, SimulatedCaller caller) {}

    private Voxari start() {
        Voxari built = Desk.in(time, Voxari.builder())
                .asterisk(Desk.at(asterisk).build())
                .resolver(offer -> offer.calledNumber().equals(Fate.IS_REFUSED.number)
                        ? Resolution.refuse(RefusalCause.BUSY, "not you")
                        : Resolution.accept("load"))
                .quota((offer, workflow) -> {
                    leases.incrementAndGet();
                    return QuotaDecision.grant(leases::decrementAndGet);
                })
                .listener(this)
                .agent(agent)
                .build();
        built.start();
        asterisk.media("voxari", built.mediaUri());
        return built;
    }

    @Override
    public void onEnded(CallOffer offer, EndCause cause) {
        assertThat(ends.put(offer.callerNumber(), cause)).as("ended before").isNull();
    }

    @Test
    void fiveHundredCallsOneAfterAnotherLeaveNothing() {
        for (int i = 0; i < 500; i++) {
            Placed call = place(i);
            callTargets();
            call.caller.awaitEnded(PATIENCE);
        }
        allEndedAsTheyShould(500);
    }

    @Test
    void aHundredCallsAtOnceLeaveNothing() {
        asterisk.faults().slowRequests(Duration.ofMillis(15));
        for (int i = 0; i < 100; i++) {
            place(i);
        }
        callTargets();
        calls.forEach(call -> call.caller.awaitEnded(PATIENCE));
        allEndedAsTheyShould(100);
    }

    /** Places a call of some fate, and sees to all that comes from outside: from the caller, from its target, from the network. */
    private Placed place(int index) {
        List<Fate> possible = List.of(Fate.values());
        Fate fate = possible.get(random.nextInt(possible.size()));
        String number = "" + (20_000 + index);
        SimulatedPhone phone = asterisk.phone(number);
        if (fate == Fate.TARGET_IS_BUSY) {
            phone.isBusy();
        } else if (fate == Fate.GIVES_UP_WHILE_THE_TARGET_RINGS) {
            phone.isNotAnswered();
        } else {
            phone.answersAfter(Duration.ofMillis(random.nextInt(300)));
        }
        SimulatedCaller caller = asterisk.call(fate.number, number, "");
        Placed placed = new Placed(number, fate, caller);
        calls.add(placed);
        int millis = random.nextInt(500);
        switch (fate) {
            case GIVES_UP -> in(millis / 2, caller::hangUp);
            case CALLER_HANGS_UP ->
                caller.says(SPEECH).waits(Duration.ofMillis(millis)).hangsUp();
            case PRESSES_KEYS -> caller.waits(Duration.ofMillis(millis)).presses("1#");
            case GIVES_UP_WHILE_THE_TARGET_RINGS ->
                caller.waits(Duration.ofMillis(600 + millis)).hangsUp();
            case IS_TRANSFERRED -> transferred(millis, caller, phone);
            case MEDIA_IS_CUT -> {
                in(500 + millis, () -> asterisk.faults().dropMediaOf(caller));
                in(3_000, caller::hangUp);
            }
            default -> {}
        }
        return placed;
    }

    private void transferred(int millis, SimulatedCaller caller, SimulatedPhone phone) {
        if (millis % 2 == 0) {
            in(1_500 + millis, caller::hangUp);
        } else {
            targets.add(() ->
                    phone.awaitCall(PATIENCE).waits(TOGETHER.plusMillis(millis)).hangsUp());
        }
    }

    /** Targets hang up by themselves once they are called; to wait for that is for the test's own thread. */
    private void callTargets() {
        targets.forEach(Runnable::run);
        targets.clear();
    }

    private void in(int millis, Runnable task) {
        var unused = time.scheduler().schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    private void allEndedAsTheyShould(int placed) {
        time.awaitUntil(() -> ends.size() == placed, PATIENCE);
        Set<Fate> seen = EnumSet.noneOf(Fate.class);
        for (Placed call : calls) {
            seen.add(call.fate);
            assertThat(ends)
                    .hasEntrySatisfying(
                            call.number,
                            cause -> assertThat(cause.kind())
                                    .as("%s: %s", call, cause)
                                    .isEqualTo(expected(call)));
        }
        assertThat(seen).as("fates").hasSize(Fate.values().length);
    }

    /** A call whose audio is taken up again ends when its caller hangs up. */
    private static EndCause.Kind expected(Placed call) {
        return call.fate == Fate.MEDIA_IS_CUT && call.caller.endedBy() == EndedBy.CALLER
                ? EndCause.Kind.CALLER_HANGUP
                : call.fate.cause;
    }

    @AfterEach
    void nothingIsLeft() {
        try (time;
                asterisk;
                voxari) {
            time.awaitUntil(() -> voxari.stats().equals(new VoxariStats(0, 0, 0, 0, 0)), PATIENCE);
            time.awaitUntil(() -> agent.open.get() == 0, PATIENCE);
            asterisk.awaitQuiet(PATIENCE);
            assertThat(leases).as("leases").hasValue(0);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("voxari-")));
    }
}
