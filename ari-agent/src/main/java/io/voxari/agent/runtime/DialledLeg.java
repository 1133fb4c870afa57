package io.voxari.agent.runtime;

import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.DialOutcome.Kind;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.ChannelResynced;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelHangupRequest;
import io.voxari.ari.event.ChannelStateChange;
import io.voxari.ari.event.Dial;
import io.voxari.ari.event.StasisEnd;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ChannelState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel by which Asterisk calls somebody: made with its caller id, variables and headers, put into a bridge if one is
 * given, then dialled. In the bridge before it is dialled, it hears and is heard with its answer, without one more request.
 *
 * <p>Only the lane of its call uses it; nothing blocks.
 */
final class DialledLeg {
    /** How much later than we Asterisk gives up, should we not be there any more to do it. */
    private static final Duration BEHIND_US = Duration.ofSeconds(5);

    /** How long after its StasisEnd a channel's end, which has the cause, may take. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Set<String> SIGNS_OF_LIFE = Set.of("RINGING", "PROGRESS", "PROCEEDING");

    final String channelId;
    private final Call call;
    private final AriClient ari;
    private final String app;
    private final Destination destination;
    private final Owner owner;
    private final Runnable onLeft;

    private @Nullable CompletableFuture<?> made;
    /** Null before it is wanted, and from its beginning. */
    private @Nullable Supplier<? extends CompletableFuture<?>> joining;

    private volatile @Nullable CompletableFuture<Void> hungUp;
    private @Nullable DialOutcome outcome;
    private boolean alerted;
    private boolean gone;
    private boolean left;
    private int q850;
    private int techCause;

    /** Who wants somebody to be called; told on the lane. */
    interface Owner {
        /** The other side shows a sign of life; once, and not if it answers at once. */
        void onAlerted();

        /** What became of it; once. */
        void onOutcome(DialOutcome outcome);

        /** It was answered and has ended since, not by {@link #hangUp}; once. */
        void onLeft(int q850);
    }

    /**
     * @param onLeft told when the channel could not be hung up
     */
    DialledLeg(
            Call call,
            AriClient ari,
            String app,
            String channelId,
            Destination destination,
            Owner owner,
            Runnable onLeft) {
        this.onLeft = onLeft;
        this.call = call;
        this.ari = ari;
        this.app = app;
        this.channelId = channelId;
        this.destination = destination;
        this.owner = owner;
    }

    /**
     * Begins; the channel's events must come to {@link #onEvent} already.
     *
     * @param callerNumber what is shown; may be empty
     * @param callerName what is shown with it; may be empty
     * @param join puts the channel where its voice is wanted with the answer; asked for when it is made, before it is dialled
     */
    void begin(String callerNumber, String callerName, Supplier<? extends CompletableFuture<?>> join) {
        CompletableFuture<?> asked = ari.channels()
                .create(destination.endpoint(), app)
                .channelId(channelId)
                .variables(variables(callerNumber, callerName))
                .sendAsync();
        made = asked;
        joining = join;
        call.then(asked, (done, failure) -> {
            if (failure != null) {
                // Without an answer it may be there all the same.
                gone = cause(failure) instanceof AriResponseException;
                settle(notMade(failure));
            }
        });
        call.alarm(destination.ringTimeout(), this::timeOut);
    }

    /** The channel has entered the application, which is a while after the answer to the request that made it. */
    private void onEntered() {
        Supplier<? extends CompletableFuture<?>> join = joining;
        joining = null;
        if (join != null && outcome == null) {
            call.then(join.get().thenApply(done -> null), (done, failure) -> {
                if (failure != null) {
                    failed("could not be connected to the call", failure);
                } else if (outcome == null) {
                    dial();
                }
            });
        }
    }

    private Map<String, String> variables(String callerNumber, String callerName) {
        Map<String, String> all = new HashMap<>(destination.variables());
        destination.headers().forEach((name, value) -> all.put("PJSIP_HEADER(add," + name + ")", value));
        if (!callerNumber.isEmpty()) {
            // The one is what the channel is known by, the other what the called telephone shows.
            all.putIfAbsent("CALLERID(num)", callerNumber);
            all.putIfAbsent("CONNECTEDLINE(num,i)", callerNumber);
        }
        if (!callerName.isEmpty()) {
            all.putIfAbsent("CALLERID(name)", callerName);
            all.putIfAbsent("CONNECTEDLINE(name,i)", callerName);
        }
        return all;
    }

    private void dial() {
        call.then(
                ari.channels()
                        .dial(channelId)
                        .timeout(destination.ringTimeout().plus(BEHIND_US))
                        .sendAsync(),
                (done, failure) -> {
                    if (failure != null) {
                        failed("could not be dialled", failure);
                    }
                });
    }

    private DialOutcome notMade(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof AriResponseException refused && (refused.status() == 400 || refused.status() == 500)) {
            return new DialOutcome(
                    Kind.UNREACHABLE,
                    0,
                    0,
                    "Asterisk cannot call " + destination.endpoint()
                            + "; is the endpoint configured (pjsip.conf), and registered or with a contact? "
                            + refused.getMessage());
        }
        return new DialOutcome(Kind.FAILED, 0, 0, "could not be called: " + cause);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Mostly the channel has just ended, and what ends it tells the cause; if nothing does, this is the failure. */
    private void failed(String what, Throwable failure) {
        call.alarm(GRACE, () -> {
            if (outcome != null) {
                // Asterisk did it all the same, and whoever was called has answered, or is gone.
                return;
            }
            settle(new DialOutcome(Kind.FAILED, 0, 0, destination.endpoint() + " " + what + ": " + Call.told(failure)));
            var unused = hangUp(DialOutcomes.NO_ANSWER);
        });
    }

    private void timeOut() {
        if (outcome == null) {
            String within = " within " + destination.ringTimeout().toMillis() + " ms";
            settle(
                    alerted
                            ? new DialOutcome(Kind.NO_ANSWER, DialOutcomes.NO_ANSWER, 0, "no answer" + within)
                            : new DialOutcome(Kind.UNREACHABLE, 0, 0, "no sign of life" + within));
            var unused = hangUp(DialOutcomes.NO_ANSWER);
        }
    }

    /** Takes what is about the channel. */
    void onEvent(AriEvent event) {
        if (event instanceof StasisStart start && isUs(start.channel())) {
            onEntered();
        } else if (event instanceof Dial dial && isUs(dial.peer())) {
            if (SIGNS_OF_LIFE.contains(dial.dialStatus())) {
                alerted();
            } else if ("ANSWER".equals(dial.dialStatus())) {
                answered();
            }
        } else if (event instanceof ChannelStateChange change && isUs(change.channel())) {
            onState(change.channel().state());
        } else if (event instanceof ChannelResynced missed && isUs(missed.channel())) {
            onFoundAgain(missed);
        } else if (event instanceof ChannelHangupRequest request && isUs(request.channel())) {
            onHangupRequest(request);
        } else if (event instanceof StasisEnd end && isUs(end.channel())) {
            // It is not ours any more, but the cause is told with its end.
            call.alarm(GRACE, this::ended);
        } else if (event instanceof ChannelDestroyed end && isUs(end.channel())) {
            if (q850 == 0) {
                q850 = end.cause();
            }
            Integer tech = end.techCause();
            techCause = techCause == 0 && tech != null ? tech : techCause;
            ended();
        } else if (event instanceof ChannelGone end && end.channelId().equals(channelId)) {
            ended();
        }
    }

    /** It entered, was answered, or was sent elsewhere while nobody told us. */
    private void onFoundAgain(ChannelResynced missed) {
        if (missed.inApplication()) {
            onEntered();
        }
        onState(missed.channel().state());
        if (isThere() && !missed.inApplication()) {
            ended();
        }
    }

    private boolean isUs(Channel channel) {
        return channel.id().equals(channelId);
    }

    private void onState(ChannelState state) {
        if (state == ChannelState.RINGING) {
            alerted();
        } else if (state == ChannelState.UP) {
            answered();
        }
    }

    private void onHangupRequest(ChannelHangupRequest request) {
        Integer cause = request.cause();
        Integer tech = request.techCause();
        // The cause of a soft hang-up is a flag of Asterisk's own. Otherwise it is better than that of the channel's
        // end,
        // which may have been overtaken by a normal clearing.
        if (!request.soft() && cause != null) {
            q850 = cause;
            techCause = tech == null ? 0 : tech;
        }
    }

    private void alerted() {
        if (!alerted && outcome == null) {
            alerted = true;
            owner.onAlerted();
        }
    }

    private void answered() {
        settle(new DialOutcome(Kind.ANSWERED, 0, 0, ""));
    }

    private void ended() {
        gone = true;
        settle(DialOutcomes.unanswered(q850, techCause, alerted));
        // That of whom we hung up ourselves is no news, and may come when somebody else is called already.
        if (outcome != null && outcome.isAnswered() && !left && hungUp == null) {
            left = true;
            owner.onLeft(q850);
        }
    }

    private void settle(DialOutcome told) {
        if (outcome == null) {
            outcome = told;
            owner.onOutcome(told);
        }
    }

    /** {@return whether it was answered and has not ended} */
    boolean isThere() {
        return outcome != null && outcome.isAnswered() && !gone;
    }

    /** {@return whether the call has no more to do with it: it was hung up, or could not be} From any thread. */
    boolean isDone() {
        CompletableFuture<Void> hangUp = hungUp;
        return hangUp != null && hangUp.isDone();
    }

    /**
     * Gives up, or hangs up. What is still being made is awaited first.
     *
     * @return completes when the channel has ended, or could not be ended, which is logged; never exceptionally
     */
    CompletableFuture<Void> hangUp(int cause) {
        if (hungUp == null) {
            CompletableFuture<?> asked = made;
            hungUp = asked == null || gone
                    ? CompletableFuture.completedFuture(null)
                    : Requests.afterwards(asked)
                            .thenCompose(tried -> Requests.settled(
                                    channelId,
                                    "hang up",
                                    () -> ari.channels()
                                            .hangup(channelId)
                                            .reasonCode(cause)
                                            .sendAsync(),
                                    onLeft));
        }
        settle(new DialOutcome(Kind.CANCELLED, 0, 0, "given up"));
        return Call.present(hungUp);
    }
}
