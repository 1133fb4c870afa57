package io.voxari.agent.runtime;

import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.SnoopDirection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Asterisk who took a call: a channel that listens in on the other side goes through {@code AMD} in the dialplan and comes
 * back with the result.
 *
 * <p>Only the call's lane uses it, but for {@link #channelId}; nothing blocks.
 */
final class CallAnswerProbe {
    private static final Logger LOG = LoggerFactory.getLogger(CallAnswerProbe.class);
    /** The first argument with which it comes back; the others are AMDSTATUS and AMDCAUSE. */
    private static final String RESULT = "amd";

    final String channelId;
    private final Call call;
    private final AriClient ari;
    private final String app;
    private final String context;
    private final Consumer<Verdict> onVerdict;
    private final Runnable onLeft;
    private @Nullable CompletableFuture<?> made;
    private volatile @Nullable CompletableFuture<Void> gone;
    private boolean sent;
    private boolean told;

    /**
     * @param onLeft told when the channel could not be hung up
     */
    CallAnswerProbe(
            Call call,
            AriClient ari,
            String app,
            String channelId,
            String context,
            Consumer<Verdict> onVerdict,
            Runnable onLeft) {
        this.onLeft = onLeft;
        this.call = call;
        this.ari = ari;
        this.app = app;
        this.channelId = channelId;
        this.context = context;
        this.onVerdict = onVerdict;
    }

    void begin() {
        call.lane.bind(ResourceId.channel(channelId));
        CompletableFuture<?> asked = ari.channels()
                .snoopWithId(call.callerId(), channelId, app)
                .spy(SnoopDirection.IN)
                .sendAsync();
        made = asked;
        call.then(asked, (done, failure) -> {
            if (failure != null && !Requests.isGone(failure)) {
                LOG.warn(
                        "call {}: Asterisk could not listen for who answered; is res_stasis_snoop.so loaded? {}",
                        call.callerId(),
                        Call.told(failure));
                tell(Verdict.UNSURE);
            }
        });
    }

    void onEvent(AriEvent event) {
        if (event instanceof StasisStart start && start.channel().id().equals(channelId)) {
            List<String> result = start.args();
            if (!result.isEmpty() && result.get(0).equals(RESULT)) {
                call.legs.flight.note("AMD: " + String.join(" ", result.subList(1, result.size())));
                tell(result.size() > 1 ? verdict(result.get(1)) : Verdict.UNSURE);
                var unused = close();
            } else if (!sent && gone == null) {
                sent = true;
                send();
            }
        }
    }

    private void send() {
        call.then(
                ari.channels()
                        .continueInDialplan(channelId)
                        .context(context)
                        .extension("s")
                        .priority(1)
                        .sendAsync(),
                (done, failure) -> {
                    if (failure != null && !Requests.isGone(failure)) {
                        LOG.warn(
                                "call {}: Asterisk does not go to [{}] of its dialplan: {}",
                                call.callerId(),
                                context,
                                Call.told(failure));
                        tell(Verdict.UNSURE);
                    }
                });
    }

    /** Time is over. */
    void giveUp() {
        if (!told) {
            LOG.warn(
                    "call {}: AMD did not say in time who answered; is [{}] in extensions.conf, and does it come back to"
                            + " Stasis({},amd,...)?",
                    call.callerId(),
                    context,
                    app);
        }
        var unused = close();
    }

    private void tell(Verdict verdict) {
        if (!told) {
            told = true;
            onVerdict.accept(verdict);
        }
    }

    private static Verdict verdict(String status) {
        return switch (status) {
            case "HUMAN" -> Verdict.HUMAN;
            case "MACHINE" -> Verdict.MACHINE;
            default -> Verdict.UNSURE;
        };
    }

    /** Completes when the channel is no more; never exceptionally. */
    CompletableFuture<Void> close() {
        if (gone == null) {
            CompletableFuture<?> asked = made;
            gone = asked == null
                    ? CompletableFuture.completedFuture(null)
                    : Requests.afterwards(asked)
                            .thenCompose(tried -> Requests.settled(
                                    call.callerId(),
                                    "hang up the channel that listens for who answered",
                                    () -> ari.channels().hangup(channelId).sendAsync(),
                                    onLeft));
        }
        return Call.present(gone);
    }

    /** {@return whether the call has no more to do with the channel: it was hung up, or could not be} From any thread. */
    boolean isDone() {
        CompletableFuture<Void> hangUp = gone;
        return hangUp != null && hangUp.isDone();
    }

    void unbind() {
        call.lane.unbind(ResourceId.channel(channelId));
    }
}
