package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.admission.ConcurrencyQuota;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariStats;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Forty calls at once with all that may happen to one, on a real Asterisk. What the network does to the audio of one call
 * is left to the simulated Asterisk.
 */
@Tag("asterisk")
@Tag("real") // It looks at the open files of the process, which have to do with real sockets.
class RealLoadTest implements CallListener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLS = 40;

    private final Random random = new Random(7);
    private final ConcurrencyQuota quota = ConcurrencyQuota.of(CALLS);
    private final FatedAgent agent = new FatedAgent((fate, caller) -> target(fate));
    /** By the caller's number, which is another in each call. */
    private final Map<String, EndCause> ends = new ConcurrentHashMap<>();

    private final Map<String, Fate> fates = new HashMap<>();
    private final Map<String, SipCall> calls = new HashMap<>();

    private final Set<String> offered = ConcurrentHashMap.newKeySet();

    private static String target(Fate fate) {
        return switch (fate) {
            case TARGET_IS_BUSY -> "Local/busy@inside";
            case GIVES_UP_WHILE_THE_TARGET_RINGS -> "Local/noanswer@inside";
            default -> "Local/echo@inside";
        };
    }

    @Override
    public void onOffered(CallOffer offer) {
        offered.add(offer.callerNumber());
    }

    @Override
    public void onEnded(CallOffer offer, EndCause cause) {
        ends.put(offer.callerNumber(), cause);
    }

    @Test
    void fortyCallsAtOnceEndAsTheyShouldAndLeaveNothing() {
        try (RealAsterisk asterisk = RealAsterisk.builder().start();
                SipCaller telephones = SipCaller.to(asterisk.sipAddress())) {
            long files = openFiles();
            try (Voxari voxari = Voxari.builder()
                    .asterisk(AsteriskConfig.builder()
                            .endpoint(asterisk.ariUri())
                            .app(asterisk.app())
                            .password(asterisk.password())
                            .build())
                    .listen("127.0.0.1", 0)
                    .resolver(offer -> offer.calledNumber().equals(Fate.IS_REFUSED.number)
                            ? Resolution.refuse(RefusalCause.BUSY, "not you")
                            : Resolution.accept("load"))
                    .quota(quota)
                    .listener(this)
                    .agent(agent)
                    .build()) {
                voxari.start();
                asterisk.media("voxari", voxari.mediaUri());
                for (int i = 0; i < CALLS; i++) {
                    place(telephones, i);
                }
                hangUpTheTransferred();
                calls.values().forEach(call -> call.awaitEnd(PATIENCE));
                allEndedAsTheyShould();
                await().until(() -> voxari.stats().equals(new VoxariStats(0, 0, 0, 0, 0)));
                await().until(() -> agent.open.get() == 0 && quota.active() == 0);
                await().untilAsserted(() ->
                        assertThat(asterisk.cli("core show channels")).contains("0 active channels"));
                assertThat(asterisk.cli("bridge show all").lines().skip(1)).isEmpty();
            }
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("voxari-host")
                            || name.startsWith("voxari-media")
                            || name.startsWith("voxari-ari")
                            || name.startsWith("voxari-timer")));
            // The sockets of the forty telephones are there as before; classes that were loaded meanwhile have a few.
            await().untilAsserted(() -> assertThat(openFiles()).isLessThan(files + CALLS / 2));
        }
    }

    private void place(SipCaller telephones, int index) {
        List<Fate> possible = Stream.of(Fate.values())
                .filter(fate -> fate != Fate.MEDIA_IS_CUT)
                .toList();
        Fate fate = possible.get(index % possible.size());
        String number = "" + (30_000 + index);
        int millis = random.nextInt(1_000);
        CallPlan plan = CallPlan.to(fate.number).from(number, "").limit(PATIENCE);
        CallPlan whole = switch (fate) {
            case GIVES_UP -> plan.givingUpAfter(Duration.ofMillis(millis / 3));
            case CALLER_HANGS_UP -> plan.hangingUpAfter(Duration.ofMillis(millis));
            case PRESSES_KEYS -> plan.pressing("1#", Duration.ofMillis(200 + millis));
            case GIVES_UP_WHILE_THE_TARGET_RINGS -> plan.hangingUpAfter(Duration.ofMillis(1_500 + millis));
            default -> plan;
        };
        fates.put(number, fate);
        calls.put(number, telephones.place(whole));
    }

    /** Each when it is with its target: to hang up earlier is another fate. */
    private void hangUpTheTransferred() {
        fates.forEach((number, fate) -> {
            if (fate == Fate.IS_TRANSFERRED) {
                await().until(() -> agent.transfers.containsKey(number));
                assertThat(agent.transfers.get(number).kind()).isEqualTo(TransferOutcome.Kind.DONE);
                calls.get(number).hangUp();
            }
        });
    }

    private void allEndedAsTheyShould() {
        await().untilAsserted(() -> assertThat(ends.keySet()).isEqualTo(offered));
        fates.forEach((number, fate) -> {
            // Who gives up at once may do so before Asterisk's dialplan has begun.
            if (fate != Fate.GIVES_UP || offered.contains(number)) {
                EndCause cause = ends.get(number);
                assertThat(cause).as("%s of %s", fate, number).isNotNull();
                assertThat(cause.kind()).as("%s of %s: %s", fate, number, cause).isEqualTo(fate.cause);
            }
        });
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
