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
import io.voxari.ari.AriClient;
import io.voxari.ari.model.Bridge;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

    private final List<Placed> calls = new ArrayList<>();

    /** The call's id, by the caller's number. */
    private final Map<String, String> offered = new ConcurrentHashMap<>();

    private record Placed(String number, Fate fate, SipCall call) {}

    private static String target(Fate fate) {
        return switch (fate) {
            case TARGET_IS_BUSY -> "Local/busy@inside";
            case GIVES_UP_WHILE_THE_TARGET_RINGS -> "Local/noanswer@inside";
            default -> "Local/echo@inside";
        };
    }

    @Override
    public void onOffered(CallOffer offer) {
        offered.put(offer.callerNumber(), offer.callId());
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
                cutMedia(asterisk);
                calls.forEach(placed -> placed.call.awaitEnd(PATIENCE));
                allEndedAsTheyShould();
                await().until(() -> voxari.stats().equals(new VoxariStats(0, 0, 0, 0, 0)));
                await().until(() -> agent.open.get() == 0 && quota.active() == 0);
                await().untilAsserted(() ->
                        assertThat(asterisk.cli("core show channels")).containsPattern("(?m)^0 active channels"));
                await().untilAsserted(() -> assertThat(
                                asterisk.cli("bridge show all").lines().skip(1))
                        .isEmpty());
            }
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("voxari-host")
                            || name.startsWith("voxari-media")
                            || name.startsWith("voxari-ari")
                            || name.startsWith("voxari-timer")));
            // A socket that each call keeps would show; a few may be the harness's own.
            await().untilAsserted(() -> assertThat(openFiles()).isLessThan(files + CALLS / 2));
        }
    }

    private void place(SipCaller telephones, int index) {
        List<Fate> fates = List.of(Fate.values());
        Fate fate = fates.get(index % fates.size());
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
        calls.add(new Placed(number, fate, telephones.place(whole)));
    }

    /** Each when it is with its target: to hang up earlier is another fate. */
    private void hangUpTheTransferred() {
        calls.stream().filter(placed -> placed.fate == Fate.IS_TRANSFERRED).forEach(placed -> {
            await().until(() -> agent.transfers.containsKey(placed.number));
            assertThat(agent.transfers)
                    .hasEntrySatisfying(
                            placed.number,
                            outcome ->
                                    assertThat(outcome.kind()).as("%s", outcome).isEqualTo(TransferOutcome.Kind.DONE));
            placed.call.hangUp();
        });
    }

    /** Again and again, should one be made anew: whatever has such a caller in its bridge with it is hung up. */
    private void cutMedia(RealAsterisk asterisk) {
        try (AriClient ari = AriClient.builder()
                .endpoint(asterisk.ariUri())
                .credentials(asterisk.user(), asterisk.password())
                .build()) {
            Set<String> cut = calls.stream()
                    .filter(placed -> placed.fate == Fate.MEDIA_IS_CUT)
                    .map(Placed::number)
                    .collect(Collectors.toSet());
            await().until(() -> {
                for (Bridge bridge : ari.bridges().list().send()) {
                    if (cut.stream().map(offered::get).filter(Objects::nonNull).anyMatch(bridge.channels()::contains)) {
                        bridge.channels().stream()
                                .filter(id -> !offered.containsValue(id))
                                .forEach(id -> ari.channels()
                                        .hangup(id)
                                        .sendAsync()
                                        .handle((done, gone) -> null)
                                        .join());
                    }
                }
                return ends.keySet().containsAll(cut);
            });
        }
    }

    private void allEndedAsTheyShould() {
        await().untilAsserted(() -> assertThat(ends.keySet()).isEqualTo(offered.keySet()));
        calls.stream()
                // Who gives up at once may do so before Asterisk's dialplan has begun.
                .filter(placed -> placed.fate != Fate.GIVES_UP || offered.containsKey(placed.number))
                .forEach(placed -> assertThat(ends)
                        .hasEntrySatisfying(
                                placed.number,
                                cause -> assertThat(cause.kind())
                                        .as("%s of %s: %s", placed.fate, placed.number, cause)
                                        .isEqualTo(placed.fate.cause)));
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
