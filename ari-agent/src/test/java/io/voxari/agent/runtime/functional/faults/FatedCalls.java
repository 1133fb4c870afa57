package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The calls of a load. What comes from outside, from a caller, its target or the network, comes a random moment after the step
 * of the call that it is for, which the runtime tells; so nothing waits for longer than it must, and each call has the fate
 * that it is to have however busy the machine is.
 */
final class FatedCalls implements CallListener {
    /** The cause that a real Asterisk tells of a caller who leaves before the answer. */
    private static final int CANCELLED = 127;
    /** Of a caller who hangs up Asterisk tells the cause only if that comes before the channel leaves the application. */
    private static final int NOT_TOLD = 0;

    private final World world;
    private final FatedAgent agent;
    private final Random random;
    private final int atMostMillis;
    private final Map<String, Placed> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Placed> byId = new ConcurrentHashMap<>();
    private final List<Placed> calls = new ArrayList<>();
    private final List<String> twice = new CopyOnWriteArrayList<>();

    /**
     * @param atMostMillis how long after its step something comes from outside, at most
     */
    FatedCalls(World world, FatedAgent agent, long seed, int atMostMillis) {
        this.world = world;
        this.agent = agent;
        this.random = new Random(seed);
        this.atMostMillis = atMostMillis;
    }

    /** The telephones, the network and the time around a load. */
    interface World {
        Telephone call(String from, String number);

        void later(Duration delay, Runnable task);

        <T> T await(CompletionStage<T> stage);

        /** Cuts the audio between Asterisk and the agent of that caller; completes when that is done. */
        CompletionStage<Void> cutAudio(String callId, Telephone caller);

        /** Whom that caller was transferred to hangs up. */
        CompletionStage<Void> hangUpTarget(String callId);
    }

    /** A caller. */
    interface Telephone {
        void hangUp();

        void press(String keys);

        void awaitRinging();

        Farewell awaitEnd();
    }

    /**
     * How a call ended for its caller.
     *
     * @param status the SIP status, where there is one, else 0
     * @param q850 what the caller was told; 0 when it was told nothing
     * @param detail what to show of it when that is not as it should be
     */
    record Farewell(EndedBy by, boolean isAnswered, int status, int q850, String detail) {}

    private static final class Placed {
        private final String number;
        private final Fate fate;
        private final Duration moment;
        private final CompletableFuture<Telephone> telephone = new CompletableFuture<>();
        private final CompletableFuture<EndCause> ended = new CompletableFuture<>();
        private volatile boolean isOffered;

        Placed(String number, Fate fate, Duration moment) {
            this.number = number;
            this.fate = fate;
            this.moment = moment;
        }

        @Override
        public String toString() {
            return fate + " of " + number + " after " + moment.toMillis() + " ms";
        }
    }

    /** {@return fates in a random order, each as often as the others} */
    private List<Fate> fates(int count) {
        List<Fate> fates = new ArrayList<>();
        while (fates.size() < count) {
            fates.addAll(List.of(Fate.values()).subList(0, Math.min(Fate.values().length, count - fates.size())));
        }
        Collections.shuffle(fates, random);
        return fates;
    }

    void oneAfterAnother(int count) {
        for (Fate fate : fates(count)) {
            Placed placed = place(fate);
            leaveWhenItRings(placed);
            check(placed);
        }
    }

    void atOnce(int count) {
        List<Placed> placed = fates(count).stream().map(this::place).toList();
        placed.forEach(this::leaveWhenItRings);
        placed.forEach(this::check);
    }

    /** That no call was told to have ended more than once; a listener that throws stops nothing. */
    void assertEndedOnce() {
        assertThat(twice).as("ended again").isEmpty();
    }

    /** The fates that there have been. */
    Set<Fate> seen() {
        Set<Fate> seen = EnumSet.noneOf(Fate.class);
        calls.forEach(call -> seen.add(call.fate));
        return seen;
    }

    private Placed place(Fate fate) {
        Duration moment = Duration.ofMillis(random.nextInt(atMostMillis));
        Placed placed = new Placed("" + (20_000 + calls.size()), fate, moment);
        calls.add(placed);
        byNumber.put(placed.number, placed);
        placed.telephone.complete(world.call(placed.number, fate.number));
        if (fate == Fate.GIVES_UP) {
            later(placed, Telephone::hangUp);
        }
        return placed;
    }

    private void leaveWhenItRings(Placed placed) {
        if (placed.fate == Fate.GIVES_UP_WHILE_IT_RINGS) {
            placed.telephone.join().awaitRinging();
            later(placed, Telephone::hangUp);
        }
    }

    private void later(Placed placed, Consumer<Telephone> task) {
        done(placed, caller -> {
            task.accept(caller);
            return CompletableFuture.completedFuture(null);
        });
    }

    private void done(Placed placed, Function<Telephone, CompletionStage<Void>> task) {
        world.later(placed.moment, () -> {
            var unused = placed.telephone.thenCompose(task).whenComplete((done, failure) -> {
                if (failure != null) {
                    placed.ended.completeExceptionally(failure);
                    placed.telephone.join().hangUp();
                }
            });
        });
    }

    private static Placed placed(Map<String, Placed> calls, String key) {
        return Objects.requireNonNull(calls.get(key), key);
    }

    @Override
    public void onOffered(CallOffer offer) {
        Placed placed = placed(byNumber, offer.callerNumber());
        placed.isOffered = true;
        byId.put(offer.callId(), placed);
    }

    @Override
    public void onStep(CallStep step) {
        Placed placed = placed(byId, step.callId());
        String id = step.callId();
        switch (step.kind()) {
            case BRIDGED -> {
                switch (placed.fate) {
                    case CALLER_HANGS_UP -> later(placed, Telephone::hangUp);
                    case PRESSES_KEYS -> later(placed, caller -> caller.press("1#"));
                    case MEDIA_IS_CUT, MEDIA_IS_CUT_AGAIN -> done(placed, caller -> world.cutAudio(id, caller));
                    default -> {}
                }
            }
            case MEDIA_RESTORED -> {
                if (placed.fate == Fate.MEDIA_IS_CUT_AGAIN) {
                    done(placed, caller -> world.cutAudio(id, caller));
                } else {
                    later(placed, Telephone::hangUp);
                }
            }
            case TRANSFER_BEGUN -> {
                if (placed.fate == Fate.GIVES_UP_WHILE_THE_TARGET_RINGS) {
                    later(placed, Telephone::hangUp);
                }
            }
            case TRANSFERRED -> {
                if (placed.fate == Fate.IS_TRANSFERRED) {
                    later(placed, Telephone::hangUp);
                } else if (placed.fate == Fate.TARGET_HANGS_UP) {
                    done(placed, caller -> world.hangUpTarget(id));
                }
            }
            case HANGUP -> agent.opensAtLast(placed.number);
            default -> {}
        }
    }

    @Override
    public void onEnded(CallOffer offer, EndCause cause) {
        Placed placed = placed(byNumber, offer.callerNumber());
        if (!placed.ended.complete(cause)) {
            twice.add(placed + ": " + cause);
        }
    }

    /** Waits until a call has ended, here and for its caller, and looks whether it did as it should. */
    private void check(Placed placed) {
        Farewell farewell = placed.telephone.join().awaitEnd();
        // Who gives up at once may do so before Asterisk's dialplan has begun.
        if (placed.fate == Fate.GIVES_UP && !farewell.isAnswered && !placed.isOffered) {
            return;
        }
        EndCause cause = world.await(placed.ended);
        Fate fate = placed.fate;
        String what = placed + ": " + cause + "; " + farewell;
        assertThat(cause.kind()).as(what).isEqualTo(fate.kind);
        if (fate.told == 0) {
            assertThat(farewell.by).as(what).isEqualTo(EndedBy.CALLER);
            if (fate.kind == EndCause.Kind.CALLER_HANGUP) {
                assertThat(cause.q850()).as(what).isIn(NOT_TOLD, farewell.isAnswered ? fate.q850 : CANCELLED);
            } else {
                assertThat(cause.q850()).as(what).isEqualTo(fate.q850);
            }
        } else {
            assertThat(farewell.by).as(what).isEqualTo(EndedBy.CALLEE);
            assertThat(cause.q850()).as(what).isEqualTo(fate.q850);
            assertThat(farewell.q850).as(what).isEqualTo(fate.told);
            assertThat(farewell.status).as(what).isIn(0, fate.status);
        }
    }
}
