package io.voxari.agent.runtime;

import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.ari.ResourceId;
import io.voxari.media.MediaSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Agent and audio of one call: prepared at the same time, connected to the other party by the answer policy, closed.
 *
 * <p>Only the call's lane uses it.
 */
final class CallSetup {
    private final Call call;
    private @Nullable CallAgent agent;
    private @Nullable CallAudio audio;
    /** Completes with the answer; null until it is asked for. */
    private @Nullable CompletableFuture<?> answer;
    /** Completes when the agent that a transfer has made superfluous is closed. */
    private @Nullable CompletableFuture<Void> retired;

    private boolean early;

    CallSetup(Call call) {
        this.call = call;
    }

    @Nullable CallAgent agent() {
        return agent;
    }

    /** {@return whether the caller hears the agent before the answer} */
    boolean isEarly() {
        return early && !call.isAnswered();
    }

    void prepare(boolean inbound) {
        RegisteredAgent wanted = call.admission.agent();
        CallAgent opening = new CallAgent(call, call.host, call.offer, call.admission.format());
        agent = opening;
        if (inbound && !call.offer.answered()) {
            if (call.admission.answer() instanceof AnswerPolicy.AtOnce) {
                var unused = answer();
            } else {
                call.legs.ring();
            }
        }
        askForAudio(opening);
        opening.open(wanted.pipeline(), call.admission.workflow());
    }

    private void askForAudio(CallAgent hearer) {
        CallLegs legs = call.legs;
        Duration deadline = call.host.settings.mediaDeadline();
        call.lane.bind(ResourceId.bridge(legs.bridgeId));
        CallAudio asked = expect(hearer, 0, deadline);
        call.then(legs.makeMedia(wireFormat(), asked::named), (made, failure) -> {
            if (failure != null) {
                call.ending().asteriskFailed("could not make the media channel and the bridge: " + Call.told(failure));
            }
        });
        call.alarm(deadline, () -> {
            if (call.can(CallTrigger.MEDIA_READY)) {
                call.mediaFailed("no audio connection from Asterisk within " + deadline.toMillis()
                        + " ms; check websocket_client.conf and that its uri reaches this media server");
            }
        });
    }

    private String wireFormat() {
        return CallMediaFormats.asteriskName(call.admission.format());
    }

    /** Lets a connection in for the media channel that is asked for next. */
    private CallAudio expect(CallAgent hearer, long heardBefore, Duration deadline) {
        CallAudio expected = new CallAudio(call, this, hearer, heardBefore);
        audio = expected;
        String id = call.legs.media().id;
        call.lane.bind(ResourceId.channel(id));
        expected.expect(call.host.media, id, deadline);
        return expected;
    }

    /** Asks for another audio connection in place of the one that broke. */
    void renewAudio(Duration deadline) {
        CallAudio lost = Call.present(audio);
        call.legs.renewMedia();
        lost.close();
        CallAudio asked = expect(call.agent(), lost.heardBytes(), deadline);
        call.then(call.legs.makeMediaChannel(wireFormat(), asked::named), (made, failure) -> {
            if (failure != null && call.state() == CallState.REATTACHING) {
                call.ending()
                        .mediaFailed(
                                "the audio connection broke, and Asterisk makes no other one: " + Call.told(failure));
            }
        });
    }

    void onMediaClosed(CallAudio ended, String detail) {
        if (ended == audio) {
            call.mediaFailed(detail);
        }
    }

    void onMediaStart(CallAudio from, MediaSession session) {
        if (!call.isLive() || from != audio) {
            session.close();
            return;
        }
        from.connected(session);
        call.agent().speech().attach(session.playout());
        readyIfWhole();
    }

    /** Events were lost, perhaps the one that the media channel is ours now. */
    void lookForMedia() {
        CallAudio asked = audio;
        if (asked != null && !asked.isInStasis() && call.isLive()) {
            call.then(call.legs.findMedia(), (there, failure) -> {
                if (there != null && there && asked == audio && !asked.isInStasis()) {
                    onMediaInStasis();
                }
            });
        }
    }

    void onMediaInStasis() {
        if (call.isLive()) {
            Call.present(audio).enteredStasis();
            call.legs.bridgeMedia();
            readyIfWhole();
        }
    }

    private void readyIfWhole() {
        if (!Call.present(audio).isWhole()) {
            return;
        }
        if (call.state() == CallState.REATTACHING) {
            call.reattach().onAudio();
        } else if (call.can(CallTrigger.MEDIA_READY)) {
            call.step(CallStep.Kind.MEDIA_UP, "");
            call.fire(CallTrigger.MEDIA_READY);
        }
    }

    /** Whether the agent hears nothing of the line, because it is not answered. */
    void deafen(boolean yes) {
        Call.present(audio).deafen(yes);
    }

    /** {@return how audio stands: the connection, what waits where, whether Asterisk has stopped us} */
    String audioState() {
        CallAudio now = audio;
        if (now == null) {
            return "never asked for";
        }
        return now.told() + "; " + call.agent().waiting() + "; " + call.measures.fullness()
                + (call.reattach().isUsed() ? "; once made anew" : "");
    }

    /** {@return for how long nothing has come from the other party} */
    Duration quietFor() {
        return Call.present(audio).quietFor();
    }

    /** Lets an inbound call ring for as long as its policy says. */
    void ring() {
        Duration left = call.admission.answer() instanceof AnswerPolicy.AfterRinging after && !call.offer.answered()
                ? after.ringing().minus(call.age())
                : Duration.ZERO;
        if (left.isNegative() || left.isZero()) {
            call.fire(CallTrigger.PICKED_UP);
        } else {
            call.alarm(left, () -> call.fire(CallTrigger.PICKED_UP));
        }
    }

    /** Answers, if that was not done, and lets both parties into the bridge. */
    void connect(boolean inbound) {
        CompletableFuture<?> bridged = call.legs.mediaBridged();
        CompletableFuture<?> taken = CompletableFuture.completedFuture(null);
        if (inbound) {
            early = call.admission.answer() instanceof AnswerPolicy.EarlyMedia && !call.offer.answered();
            taken = early ? call.legs.progress() : answer();
            bridged = call.legs.bridgeCaller();
        }
        call.then(CompletableFuture.allOf(taken, bridged), (done, failure) -> {
            if (failure == null) {
                call.fire(CallTrigger.CONNECTED);
            } else {
                call.ending().goneOrFailed("could not connect the caller: " + Call.told(failure));
            }
        });
    }

    /** Answers once; completes after the step is told, so that the timeline is in order. */
    private CompletableFuture<?> answer() {
        if (answer == null) {
            answer = call.offer.answered()
                    ? CompletableFuture.completedFuture(null)
                    : call.legs.answer().whenComplete((done, failure) -> {
                        if (failure == null) {
                            call.post(() -> call.pickedUp(""));
                        }
                    });
        }
        return answer;
    }

    /** The agent answers a call on which it is heard as early media. */
    void answerNow() {
        if (isEarly() && answer == null && call.can(CallTrigger.AGENT_HUNG_UP)) {
            call.then(answer(), (done, failure) -> {
                if (failure != null) {
                    call.ending().goneOrFailed("could not answer: " + Call.told(failure));
                } else if (call.isLive()) {
                    call.answered();
                }
            });
        }
    }

    /** The agent's voice goes out on a connection that takes the place of another. */
    void openAgain() {
        Call.present(audio).session().playout().open();
    }

    /** Both parties are in the bridge: they hear each other from now on. */
    void open() {
        deafen(false);
        Call.present(audio).session().playout().open();
        if (isEarly()) {
            call.agent().tell(new CallEvent.EarlyMediaUp());
            call.stalls().start();
        } else {
            call.answered();
        }
    }

    /** Lets the agent go while the call goes on without it. */
    void retire() {
        call.step(CallStep.Kind.TRANSFERRED, "");
        call.news(CallNews.Transferred::new);
        EndCause cause = new EndCause(EndCause.Kind.TRANSFERRED, 0, "the caller was transferred");
        CompletableFuture<Void> recorded = call.recordings().endOurs();
        retired = CompletableFuture.allOf(recorded, letGo(cause), call.legs.takeDownMedia());
    }

    /** Completes when the agent is gone; never exceptionally. */
    CompletableFuture<Void> close(EndCause cause) {
        return retired != null ? retired : letGo(cause);
    }

    private CompletableFuture<Void> letGo(EndCause cause) {
        CompletableFuture<Void> closed = agent == null ? CompletableFuture.completedFuture(null) : agent.close(cause);
        if (audio != null) {
            audio.close();
        }
        return closed;
    }
}
