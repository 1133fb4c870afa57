package io.voxari.agent.runtime;

import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends the caller of one call elsewhere, one attempt at a time.
 *
 * <p>The agent is there until the caller is with the target, and every leg is owned until it has ended. Only the call's lane
 * uses it.
 */
final class CallTransfer implements DialledLeg.Owner {
    private final Call call;
    private final CallHandover handover;
    private @Nullable CompletableFuture<TransferOutcome> result;
    private @Nullable TransferRequest request;
    /** Read by other threads too, to know whose channel it is. */
    private volatile @Nullable DialledLeg leg;
    /** What was asked to end, perhaps for an earlier attempt. */
    private final List<CompletableFuture<Void>> hangUps = new ArrayList<>();

    private Optional<DialOutcome> dialled = Optional.empty();
    /** Whether the agent talks to the target. */
    private boolean consulting;
    /** Whether the caller and the target are being connected, which needs no agent. */
    private boolean joining;
    /** Whether the agent's voice stands still for the transfer. */
    private boolean voiceHeld;
    /** Whether the caller is on its way back to the agent. */
    private boolean backing;
    /** Completes when the caller hears music; null while it is in the bridge. */
    private @Nullable CompletableFuture<?> parked;
    /** Counts the attempts, so that what belongs to an earlier one is known. */
    private int attempt;
    /** The attempt whose caller has left the agent's voice. */
    private int handingOver;

    CallTransfer(Call call) {
        this.call = call;
        this.handover = new CallHandover(call, this);
    }

    /** {@return whether a channel is the target's} */
    boolean owns(String id) {
        DialledLeg target = leg;
        return target != null && target.channelId.equals(id) && !target.isDone();
    }

    void begin(TransferRequest wanted, CompletableFuture<TransferOutcome> told) {
        if (!call.can(CallTrigger.TRANSFER_BEGUN) || call.commands.isHeld() || !call.isAnswered()) {
            String why = call.commands.isHeld() ? "the caller is on hold" : "the call is " + call.state();
            tell(told, new TransferOutcome(Kind.NOT_POSSIBLE, Optional.empty(), why));
            return;
        }
        result = told;
        request = wanted;
        // The channel of an earlier attempt may never have been: then nothing else ends its binding.
        unbind();
        leg = null;
        dialled = Optional.empty();
        backing = false;
        joining = false;
        int mine = ++attempt;
        call.step(CallStep.Kind.TRANSFER_BEGUN, wanted.toString());
        call.news(moment -> new CallNews.TransferBegun(moment, wanted));
        call.fire(CallTrigger.TRANSFER_BEGUN);
        CompletableFuture<Void> heard = call.agent().speech().heard();
        if (wanted instanceof TransferRequest.Blind blind) {
            dial(blind.destination());
        }
        call.then(heard, (done, failure) -> handOver(wanted, mine));
        // An utterance that is never ended, or a paused voice, must not hold the caller here.
        call.alarm(call.host.settings.drainDeadline(), () -> handOver(wanted, mine));
    }

    CallHandover handover() {
        return handover;
    }

    /** {@return what the caller is being sent away by, now that it has left the agent's voice; null before} */
    @Nullable TransferRequest sentBy() {
        return handingOver == attempt ? request : null;
    }

    /** {@return whether an attempt is the one that is being made} */
    boolean isTrying(int which) {
        return attempt == which && call.state() == CallState.TRANSFERRING;
    }

    // ---- to somebody whom Asterisk calls

    private void dial(Destination destination) {
        String id = call.legs.newDialledId();
        call.lane.bind(ResourceId.channel(id));
        DialledLeg target = call.legs.dialled(call, id, destination, this);
        leg = target;
        String shown = destination.callerNumber().orElseGet(this::callersNumber);
        String name = destination.callerNumber().isPresent() ? destination.callerName() : call.offer.callerName();
        target.begin(shown, name, () -> CompletableFuture.completedFuture(null));
    }

    private String callersNumber() {
        return call.isOutbound() ? call.legs.fromNumber() : call.offer.callerNumber();
    }

    void onEvent(AriEvent event) {
        DialledLeg target = leg;
        if (target != null) {
            target.onEvent(event);
        }
    }

    @Override
    public void onAlerted() {
        call.step(CallStep.Kind.ALERTED, "the target of the transfer");
    }

    @Override
    public void onOutcome(DialOutcome outcome) {
        if (call.state() != CallState.TRANSFERRING) {
            return;
        }
        dialled = Optional.of(outcome);
        if (outcome.isAnswered() && request instanceof TransferRequest.Attended) {
            consult();
        } else if (outcome.isAnswered()) {
            join();
        } else {
            giveBack(outcome.kind() + ": " + outcome.detail());
        }
    }

    /** The target has answered: into the bridge with both; only then the agent goes. */
    private void join() {
        DialledLeg target = Call.present(leg);
        int mine = attempt;
        joining = true;
        if (consulting) {
            // What is left of it was for the target alone, and the caller may come back.
            var unused = call.agent().speech().cut();
        }
        holdVoice();
        CompletableFuture<?> wasParked = parked;
        List<String> others = consulting ? List.of() : List.of(target.channelId);
        consulting = false;
        CompletableFuture<?> together = wasParked == null ? call.legs.join(target.channelId) : call.legs.unpark(others);
        call.then(together, (done, failure) -> {
            if (!isTrying(mine) || backing) {
                return;
            }
            parked = failure == null ? null : parked;
            if (failure == null && target.isThere()) {
                call.fire(CallTrigger.TRANSFER_DONE);
                tellResult(new TransferOutcome(Kind.DONE, dialled, ""));
            } else {
                giveBack(
                        failure == null
                                ? "the target hung up at once"
                                : "could not be connected to the target: " + Call.told(failure));
            }
        });
    }

    /** The target has answered, and the caller hears music: the agent talks to the target. */
    private void consult() {
        DialledLeg target = Call.present(leg);
        int mine = attempt;
        call.then(call.legs.join(target.channelId), (done, failure) -> {
            if (!isTrying(mine) || backing) {
                return;
            }
            if (failure == null && target.isThere()) {
                consulting = true;
                call.step(CallStep.Kind.CONSULTATION, "");
                TransferRequest.Attended attended = (TransferRequest.Attended) Call.present(request);
                if (attended.announcement().hasRemaining()) {
                    // What the agent was still saying was for the caller.
                    var unused = call.agent().speech().cut();
                    call.agent().speech().announce(attended.announcement());
                }
                releaseVoice();
                call.agent().tell(new CallEvent.ConsultationStarted());
                attended.acceptKey().ifPresent(key -> awaitKey(mine, attended.acceptWithin()));
            } else {
                giveBack(
                        failure == null
                                ? "the target hung up at once"
                                : "could not be connected to the target: " + Call.told(failure));
            }
        });
    }

    /** The target decides, and has so long for it. */
    private void awaitKey(int mine, Duration within) {
        call.alarm(within, () -> {
            if (isTrying(mine) && consulting) {
                giveBack("the target pressed no key within " + within.toMillis() + " ms");
            }
        });
    }

    void onDtmf(String digit) {
        if (!consulting || digit.length() != 1) {
            return;
        }
        char pressed = digit.charAt(0);
        call.agent().tell(new CallEvent.TargetDtmf(pressed));
        if (request instanceof TransferRequest.Attended attended) {
            attended.acceptKey().ifPresent(key -> {
                if (pressed == key) {
                    join();
                } else {
                    giveBack("the target pressed another key than " + key);
                }
            });
        }
    }

    /** The agent connects the two. */
    void complete() {
        if (consulting && call.state() == CallState.TRANSFERRING) {
            join();
        }
    }

    /** The agent takes the caller back. */
    void cancel() {
        // A caller who has been sent away is not the agent's to take back.
        boolean sent = leg == null && handingOver == attempt && !(request instanceof TransferRequest.Attended);
        if (call.state() == CallState.TRANSFERRING && !sent) {
            giveBack("the agent took the caller back");
        }
    }

    /**
     * The agent, without whom no consultation comes to its end, has nothing more to say: takes the caller back.
     *
     * @param heard completes when the target has heard the agent
     */
    void leave(CompletableFuture<Void> heard) {
        if (call.state() != CallState.TRANSFERRING || joining || !(request instanceof TransferRequest.Attended)) {
            return;
        }
        int mine = attempt;
        if (!consulting) {
            giveBack("the agent takes its leave");
            return;
        }
        Runnable last = () -> {
            if (isTrying(mine) && consulting) {
                giveBack("the agent takes its leave");
            }
        };
        call.then(heard, (done, failure) -> last.run());
        call.alarm(call.host.settings.drainDeadline(), last);
    }

    /** The agent can say nothing any more: no consultation comes to its end without it. */
    void onAgentLost(String why) {
        if (!joining && request instanceof TransferRequest.Attended) {
            giveBack(why);
        }
    }

    @Override
    public void onLeft(int q850) {
        if (consulting) {
            giveBack("the target hung up");
        }
        call.ending()
                .end(
                        CallTrigger.TARGET_GONE,
                        new EndCause(
                                EndCause.Kind.TRANSFERRED, q850 == 0 ? 16 : q850, "whom the caller talked to hung up"));
    }

    // ---- the caller leaves the agent

    /** What the agent has said is heard: the caller leaves it, or waits for the target with music. */
    private void handOver(TransferRequest wanted, int mine) {
        if (!isTrying(mine) || handingOver == mine || backing) {
            return;
        }
        handingOver = mine;
        holdVoice();
        if (wanted instanceof TransferRequest.Blind) {
            if (leg != null && !leg.isThere()) {
                waitWithMusic(mine, () -> {});
            }
            return;
        }
        if (wanted instanceof TransferRequest.Attended attended) {
            waitWithMusic(mine, () -> dial(attended.destination()));
            return;
        }
        handover.begin(wanted, mine);
    }

    /**
     * Lets the caller wait with music. One who cannot have it would wait in silence: the agent has it back instead.
     *
     * @param then done when the caller waits
     */
    private void waitWithMusic(int mine, Runnable then) {
        CompletableFuture<?> music = call.legs.park();
        parked = music;
        call.then(music, (done, failure) -> {
            if (!isTrying(mine) || backing || joining) {
                return;
            }
            if (failure == null) {
                then.run();
            } else {
                giveBack("the caller could not be given music to wait with: " + Call.told(failure));
            }
        });
    }

    // ---- it fails, or the call ends

    /** Takes the caller back to the agent. */
    void giveBack(String why) {
        if (backing) {
            return;
        }
        backing = true;
        int mine = attempt;
        DialledLeg target = leg;
        if (consulting) {
            // What is left of it was for the target.
            consulting = false;
            var unused = call.agent().speech().cut();
            holdVoice();
        }
        // The caller will hear nobody: an agent that lets it be so has stalled. Before it is told, so that its answer
        // counts.
        call.stalls().onReturning();
        if (target != null) {
            hangUps.add(target.hangUp(DialOutcomes.NO_ANSWER));
        }
        CompletableFuture<?> wasParked = parked;
        CompletableFuture<?> back =
                wasParked == null ? CompletableFuture.completedFuture(null) : call.legs.unpark(List.of());
        call.then(back, (done, failure) -> {
            if (!isTrying(mine)) {
                return;
            }
            parked = null;
            if (failure != null) {
                call.ending().goneOrFailed("the caller could not be taken back from a transfer: " + Call.told(failure));
                return;
            }
            call.step(CallStep.Kind.TRANSFER_FAILED, why);
            call.news(moment -> new CallNews.TransferFailed(moment, why));
            releaseVoice();
            call.stalls().onReturn();
            tellResult(new TransferOutcome(Kind.FAILED, dialled, why));
            call.fire(CallTrigger.TRANSFER_FAILED);
        });
    }

    /** {@return whether the agent's voice stands still, because the caller is on its way} */
    boolean isVoiceHeld() {
        return voiceHeld;
    }

    private void holdVoice() {
        voiceHeld = true;
        call.agent().speech().hold();
    }

    private void releaseVoice() {
        voiceHeld = false;
        call.agent().speech().release();
    }

    /** Completes when nothing of a target is left; never exceptionally. */
    CompletableFuture<Void> takeDown() {
        tellResult(new TransferOutcome(Kind.CALL_ENDED, Optional.empty(), "the call ended"));
        if (leg != null) {
            hangUps.add(leg.hangUp(DialOutcomes.NORMAL));
        }
        return CompletableFuture.allOf(hangUps.toArray(CompletableFuture[]::new));
    }

    void unbind() {
        if (leg != null) {
            call.lane.unbind(ResourceId.channel(leg.channelId));
        }
    }

    void tellResult(TransferOutcome outcome) {
        CompletableFuture<TransferOutcome> waiting = result;
        result = null;
        if (waiting != null) {
            tell(waiting, outcome);
        }
    }

    private void tell(CompletableFuture<TransferOutcome> waiting, TransferOutcome outcome) {
        call.run(() -> waiting.complete(outcome));
    }
}
