package io.voxari.agent.runtime;

import io.voxari.agent.CallEvent;
import io.voxari.agent.Measure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Gives a call whose audio connection broke another one, once, while the caller waits.
 *
 * <p>Only the call's lane uses it.
 */
final class CallReattach {
    private final Call call;
    private boolean used;
    /** Why the connection broke while the caller was being sent elsewhere; null unless that is still to be mended. */
    private @Nullable String owed;
    /** Completes when the caller hears music; null if it stays where it is. */
    private @Nullable CompletableFuture<?> parked;

    private long lostAt;

    CallReattach(Call call) {
        this.call = call;
    }

    /**
     * The audio connection broke.
     *
     * @return whether the call goes on all the same
     */
    boolean onLost(String detail) {
        if (owed != null) {
            // The socket, the channel's leaving and its end each tell the same loss.
            return call.isLive();
        }
        boolean elsewhere = call.state() == CallState.TRANSFERRING;
        if (used || !call.isAnswered() || settings().reattachDeadline().isZero()) {
            return false;
        }
        if (!elsewhere && !call.can(CallTrigger.MEDIA_LOST)) {
            return false;
        }
        lostAt = call.host.nanos();
        call.measures.tell(Measure.MEDIA_LOST, 1);
        call.step(CallStep.Kind.MEDIA_LOST, detail);
        call.legs.flight.note("audio: " + call.setup().audioState());
        used = true;
        if (call.agent().speech().detach()) {
            call.stalls().onReturning();
            call.stalls().onReturn();
        }
        call.agent().tell(new CallEvent.MediaLost());
        if (elsewhere) {
            // Whom the caller goes to needs no agent; should it come back, there is time enough.
            owed = detail;
            call.transfer().onAgentLost(detail);
        } else {
            call.fire(CallTrigger.MEDIA_LOST);
        }
        return true;
    }

    /** {@return whether there was a loss for which there was, or is, another connection} */
    boolean isUsed() {
        return used;
    }

    /** The caller is back with an agent whose connection broke meanwhile. {@return whether there was such a loss} */
    boolean isOwed() {
        if (owed == null) {
            return false;
        }
        owed = null;
        call.fire(CallTrigger.MEDIA_LOST);
        return true;
    }

    /** Asks for another connection, and lets the caller wait. */
    void begin() {
        call.clock().onHold(true);
        Duration deadline = settings().reattachDeadline();
        call.alarm(deadline, () -> {
            if (call.state() == CallState.REATTACHING) {
                call.ending().mediaFailed("no other audio connection within " + deadline.toMillis() + " ms");
            }
        });
        boolean music = settings().waitingSound() == WaitingSound.MUSIC && !call.commands.isHeld();
        parked = music ? call.legs.park() : null;
        call.setup().renewAudio(deadline);
    }

    /** The other connection stands: lets the caller hear the agent again. */
    void onAudio() {
        CompletableFuture<?> back =
                parked == null ? CompletableFuture.completedFuture(null) : call.legs.unpark(List.of());
        call.then(CompletableFuture.allOf(call.legs.mediaBridged(), back), (done, failure) -> {
            if (call.state() != CallState.REATTACHING) {
                return;
            }
            if (failure != null) {
                call.ending().goneOrFailed("could not connect the caller to the agent again: " + Call.told(failure));
                return;
            }
            Duration took = Duration.ofNanos(call.host.nanos() - lostAt);
            call.setup().openAgain();
            call.step(CallStep.Kind.MEDIA_RESTORED, took.toMillis() + " ms later");
            call.agent().tell(new CallEvent.MediaRestored(took));
            call.fire(CallTrigger.MEDIA_RESTORED);
        });
    }

    private Rescue settings() {
        return call.host.rescue;
    }
}
