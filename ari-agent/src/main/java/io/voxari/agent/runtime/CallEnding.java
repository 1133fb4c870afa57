package io.voxari.agent.runtime;

import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.ari.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How one call ends: with which cause, and with nothing of it left.
 *
 * <p>Only the call's lane uses it, but for {@link #ended()}.
 */
final class CallEnding {
    private static final Logger LOG = LoggerFactory.getLogger(CallEnding.class);

    /** How long after a refused request the event that explains it may take. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Call call;
    private final CompletableFuture<EndCause> ended = new CompletableFuture<>();
    private @Nullable EndCause end;
    private EndedBy by = EndedBy.ASTERISK;
    private Duration talked = Duration.ZERO;
    /** Completes when the caller has left us for the dialplan, or was hung up; null unless that was asked for. */
    private @Nullable CompletableFuture<Void> handedBack;

    CallEnding(Call call) {
        this.call = call;
    }

    /** Completes, when nothing of the call is left, with why it ended; never exceptionally. */
    CompletableFuture<EndCause> ended() {
        return ended;
    }

    void continueInDialplan(Resolution.ContinueInDialplan place) {
        if (call.can(CallTrigger.CONTINUED)) {
            CompletableFuture<Void> left = new CompletableFuture<>();
            handedBack = left;
            CompletableFuture<?> asked = call.legs.toDialplan(place.context(), place.extension(), place.priority());
            call.then(asked, (done, failure) -> {
                Requests.report(call.callerId(), "hand the call back to the dialplan", failure);
                // Who has left, though Asterisk's answer was lost, may be back by now, and is not to be hung up.
                if (failure == null || Requests.isGone(failure) || left.isDone()) {
                    left.complete(null);
                } else {
                    var unused = call.legs
                            .hangUpCaller(RefusalCause.TEMPORARY_FAILURE.q850())
                            .thenRun(() -> left.complete(null));
                }
            });
            end(CallTrigger.CONTINUED, EndCause.Kind.CONTINUED, "back to the dialplan");
        }
    }

    /** {@return whether the caller was given back to the dialplan, from where it may come again} */
    boolean isHandedBack() {
        return handedBack != null;
    }

    /** The caller has left us. */
    void onCallerGone() {
        if (handedBack != null) {
            handedBack.complete(null);
        }
    }

    /** Refuses the call; with a failure behind it that is a trouble, not a decision. */
    void refuse(RefusalCause cause, String reason, @Nullable Throwable failure) {
        if (call.can(CallTrigger.REFUSED)) {
            LOG.atLevel(failure == null ? Level.INFO : Level.WARN)
                    .setCause(failure)
                    .log(
                            "call {}: {} is refused with cause {}: {}",
                            call.callerId(),
                            FlightRecorder.line(call.offer.calledNumber()),
                            cause.q850(),
                            reason);
            call.step(CallStep.Kind.REFUSED, reason);
            call.news(moment -> new CallNews.Refused(moment, cause.q850(), reason));
            end(CallTrigger.REFUSED, new EndCause(EndCause.Kind.REFUSED, cause.q850(), reason));
        }
    }

    /**
     * Asterisk refused to connect the caller. Mostly that is because the caller has just hung up (answering is then refused
     * with 404 or 500), and its StasisEnd is on its way; if none comes, it is a failure.
     */
    void goneOrFailed(String detail) {
        call.alarm(GRACE, () -> asteriskFailed(detail));
    }

    void agentFailed(String detail, Throwable failure) {
        if (call.rescue().takeOver(call.host.rescue.onFailure(), detail, failure)) {
            return;
        }
        if (call.isLive()) {
            end(CallTrigger.AGENT_FAILED, EndCause.Kind.AGENT_FAILED, detail, failure);
        } else {
            LOG.warn("call {}: after the end of the call {}", call.callerId(), detail, failure);
        }
    }

    void agentStalled(String detail) {
        if (!call.rescue().takeOver(call.host.rescue.onSilence(), detail, null)) {
            end(CallTrigger.AGENT_FAILED, EndCause.Kind.AGENT_FAILED, detail);
        }
    }

    void mediaFailed(String detail) {
        if (call.isTalking() && call.state() != CallState.REATTACHING && call.can(CallTrigger.MEDIA_FAILED)) {
            call.measures.tell(Measure.MEDIA_LOST, 1);
        }
        end(CallTrigger.MEDIA_FAILED, EndCause.Kind.MEDIA_FAILED, detail);
    }

    void asteriskFailed(String detail) {
        end(CallTrigger.ASTERISK_FAILED, EndCause.Kind.ASTERISK_FAILED, detail);
    }

    /** Ends the call with the cause that fits how far it has come, if the trigger means something now. */
    void end(CallTrigger trigger, EndCause.Kind kind, String detail) {
        end(trigger, kind, detail, null);
    }

    private void end(CallTrigger trigger, EndCause.Kind kind, String detail, @Nullable Throwable failure) {
        if (call.can(trigger)) {
            if (EndCauses.isTrouble(kind)) {
                LOG.atWarn()
                        .setCause(failure)
                        .log(
                                "call {}: {} from {} ends: {}",
                                call.callerId(),
                                FlightRecorder.line(call.offer.calledNumber()),
                                FlightRecorder.line(call.offer.callerNumber()),
                                detail);
            }
            end(trigger, EndCauses.of(kind, call.isPickedUp(), detail));
        }
    }

    /** As {@link #end(CallTrigger, EndCause.Kind, String)}, with a cause that somebody else told. */
    void end(CallTrigger trigger, EndCause cause) {
        if (call.can(trigger)) {
            end = cause;
            by = EndedBy.of(trigger, cause.kind());
            if (EndCauses.isTrouble(cause.kind())) {
                call.legs.flight.note("audio: " + call.setup().audioState());
            }
            talked = call.talked();
            call.fire(trigger);
        }
    }

    /** Ends at once all that was begun for the call. */
    void takeDown(CallTransfer transfer, boolean callerGone) {
        EndCause cause = Call.present(end);
        call.step(CallStep.Kind.HANGUP, cause.kind() + (cause.detail().isEmpty() ? "" : ": " + cause.detail()));
        List<CompletableFuture<?>> all = new ArrayList<>();
        // First, and waiting for nothing: what the host counts is free whatever becomes of the rest.
        all.add(begun("give back the lease", call.admission::release));
        all.add(begun("hang up", () -> letGoOfCaller(cause, callerGone)));
        all.add(begun("give up the transfer", transfer::takeDown));
        all.add(begun("end the recordings", call.recordings()::endOurs));
        CompletableFuture<Void> unrecorded = begun("end Asterisk's recordings", call.recordings()::endAsterisks);
        all.add(begun("close the agent", () -> call.setup().close(cause)));
        all.add(begun("take down the audio", () -> call.legs.takeDown(unrecorded)));
        call.then(
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)),
                (done, failure) -> call.fire(CallTrigger.TAKEN_DOWN));
    }

    /** What cannot even be begun does not keep the rest from being done. */
    private CompletableFuture<Void> begun(String what, Supplier<CompletableFuture<Void>> step) {
        try {
            return step.get();
        } catch (RuntimeException failure) {
            LOG.error("call {}: could not {}", call.callerId(), what, failure);
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletableFuture<Void> letGoOfCaller(EndCause cause, boolean gone) {
        CallOutbound outbound = call.outbound();
        if (outbound != null) {
            return outbound.takeDown(cause, gone);
        }
        if (handedBack != null) {
            return handedBack;
        }
        return gone ? CompletableFuture.completedFuture(null) : call.legs.hangUpCaller(cause.q850());
    }

    /** Nothing is left: tells so, once. */
    void finish(CallTransfer transfer) {
        EndCause cause = Call.present(end);
        call.step(CallStep.Kind.ENDED, "");
        if (EndCauses.isTrouble(cause.kind())) {
            LOG.warn("call {}: what happened before its end:\n{}", call.callerId(), call.legs.flight);
        }
        call.measures.ended(cause, call.age());
        EndedCall over =
                new EndedCall(call.offer, cause, by, call.age(), call.isPickedUp(), talked, call.legs.flight.entries());
        call.news(moment -> new CallNews.Ended(moment, over));
        call.forget();
        CallOutbound outbound = call.outbound();
        if (outbound != null) {
            outbound.unbind();
        }
        call.whenTold(() -> {
            if (outbound != null) {
                outbound.tellEnded(cause);
            }
            ended.complete(cause);
        });
        call.lane.unbind(call.legs.resources().toArray(ResourceId[]::new));
        transfer.unbind();
        call.leaveLane();
    }
}
