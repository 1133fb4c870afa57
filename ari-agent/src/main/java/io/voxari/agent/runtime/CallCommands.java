package io.voxari.agent.runtime;

import io.voxari.agent.CallCommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What an agent asks Asterisk to do with the caller's channel while they talk.
 *
 * <p>Only the call's lane uses it; the results complete on the host's executor.
 */
final class CallCommands {
    private final Call call;
    private boolean held;
    /** What was asked for while the audio connection was made anew. */
    private final List<Runnable> later = new ArrayList<>();
    /** Tells whoever waits for a hold that there is none; without effect where that was told. */
    private final List<Runnable> underWay = new ArrayList<>();

    CallCommands(Call call) {
        this.call = call;
    }

    /** {@return whether the caller hears music instead of the agent, because the agent wants it} */
    boolean isHeld() {
        return held;
    }

    /** Sends a request about the caller's channel, if there is one. */
    <T> void ask(String what, Supplier<CompletableFuture<? extends T>> request, CompletableFuture<T> result) {
        if (!call.isLive()) {
            fail(what, "the call has ended", result);
            return;
        }
        var unused = request.get().whenComplete((value, failure) -> {
            if (failure != null) {
                fail(what, Call.told(failure), result);
            } else {
                call.run(() -> result.complete(value));
            }
        });
    }

    /** Does what had to wait for the audio connection, or says that it cannot be done any more. */
    void goOn() {
        List<Runnable> waiting = List.copyOf(later);
        later.clear();
        waiting.forEach(Runnable::run);
    }

    /** The end of the call has begun: nobody waits any more, as what Asterisk answers now may find nobody. */
    void end() {
        goOn();
        underWay.forEach(Runnable::run);
        underWay.clear();
    }

    void hold(boolean wanted, CompletableFuture<Void> result) {
        String what = wanted ? "be put on hold" : "be taken off hold";
        if (call.state() == CallState.REATTACHING) {
            later.add(() -> hold(wanted, result));
            return;
        }
        if (call.state() != CallState.TALKING || held == wanted) {
            if (held == wanted && call.isLive()) {
                call.run(() -> result.complete(null));
            } else {
                fail(what, "it is " + call.state(), result);
            }
            return;
        }
        held = wanted;
        call.clock().onHold(wanted);
        if (wanted) {
            call.agent().speech().hold();
        }
        CompletableFuture<?> asked = wanted ? call.legs.park() : call.legs.unpark(List.of());
        Runnable untold = () -> fail(what, "the call has ended", result);
        underWay.add(untold);
        call.then(asked, (done, failure) -> {
            underWay.remove(untold);
            if (!call.isLive()) {
                fail(what, "the call has ended", result);
                return;
            }
            if (failure != null) {
                if (wanted) {
                    // Whether it left the bridge is not known: the agent must be heard in either case.
                    giveBack(result, what, failure);
                } else {
                    call.ending().goneOrFailed("the caller could not " + what + ": " + Call.told(failure));
                    fail(what, Call.told(failure), result);
                }
                return;
            }
            call.stalls().onAnswer();
            call.step(wanted ? CallStep.Kind.HELD : CallStep.Kind.UNHELD, "");
            call.news(moment -> new CallNews.Held(moment, wanted));
            if (!wanted) {
                call.releaseVoice();
            }
            call.run(() -> result.complete(null));
        });
    }

    private void giveBack(CompletableFuture<Void> result, String what, Throwable failure) {
        held = false;
        fail(what, Call.told(failure), result);
        call.then(call.legs.unpark(List.of()), (done, again) -> {
            if (again == null) {
                call.clock().onHold(false);
                call.releaseVoice();
            } else {
                call.ending().goneOrFailed("the caller could not " + what + " nor back: " + Call.told(again));
            }
        });
    }

    private void fail(String what, String why, CompletableFuture<?> result) {
        CallCommandException told =
                new CallCommandException("call " + call.offer.callId() + " could not " + what + ": " + why);
        call.run(() -> result.completeExceptionally(told));
    }
}
