package io.voxari.agent.runtime;

import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.ari.AriResponseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Transfers of one call in which the caller leaves us: to the dialplan, or by its own switch. What was wanted is seen from its
 * going.
 *
 * <p>Only the call's lane uses it.
 */
final class CallHandover {
    /** How long the caller's switch may take to fetch a caller that was referred away, or Asterisk to leave us. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Call call;
    private final CallTransfer transfer;
    /** The attempt that Asterisk has said it will do. */
    private int handed;
    /** The attempt of which it has not yet said that. */
    private int asked;
    /** Whether Asterisk has said that it sends the caller to the dialplan, from where it may come again. */
    private boolean sent;
    /** What to make of a caller who left before Asterisk had answered; null unless one did. */
    private @Nullable Runnable left;

    CallHandover(Call call, CallTransfer transfer) {
        this.call = call;
        this.transfer = transfer;
    }

    /**
     * Asks for the caller to be sent away.
     *
     * @param attempt which of the call's transfers this is
     */
    void begin(TransferRequest wanted, int attempt) {
        asked = attempt;
        CompletableFuture<?> answer = wanted instanceof TransferRequest.Dialplan place
                ? call.legs.toDialplan(place.context(), place.extension(), place.priority())
                : call.legs.refer(((TransferRequest.Refer) wanted).target());
        call.then(answer, (done, failure) -> {
            if (asked != attempt) {
                // It was waited for long enough, and what came of it is told.
                return;
            }
            asked = 0;
            handed = failure == null ? attempt : handed;
            sent |= failure == null && wanted instanceof TransferRequest.Dialplan;
            if (!tellOfLeft() && failure != null && transfer.isTrying(attempt)) {
                boolean isRefused = Requests.cause(failure) instanceof AriResponseException;
                transfer.giveBack(
                        (isRefused ? "Asterisk refuses: " : "Asterisk has not answered: ") + Call.told(failure));
            }
        });
        call.alarm(PATIENCE, () -> {
            if (transfer.isTrying(attempt) && !tellOfLeft()) {
                transfer.giveBack("the caller is still here after " + PATIENCE.toSeconds() + " s");
            }
        });
    }

    /**
     * The caller has left. Its going may overtake the answer to the request that sends it away: then what it means is not
     * known yet.
     *
     * @param then done when Asterisk has answered, or takes too long for that
     * @return whether that is awaited
     */
    boolean awaitsAnswer(Runnable then) {
        if (transfer.sentBy() instanceof TransferRequest.Refer && transfer.isTrying(asked)) {
            left = then;
            return true;
        }
        return false;
    }

    private boolean tellOfLeft() {
        Runnable then = left;
        left = null;
        asked = 0;
        if (then != null) {
            then.run();
        }
        return then != null;
    }

    /** {@return whether the caller must have left us for the dialplan, also where nobody has heard of it} */
    boolean isSent() {
        return sent;
    }

    /**
     * {@return whether the end of the caller's channel with us is what was wanted}
     *
     * @param hungUp whether somebody hung it up
     */
    boolean isDone(boolean hungUp) {
        TransferRequest wanted = transfer.sentBy();
        // Who hangs up before that has not been referred anywhere.
        return (wanted instanceof TransferRequest.Refer && transfer.isTrying(handed))
                || (wanted instanceof TransferRequest.Dialplan && !hungUp);
    }

    /** The caller has left as was wanted. */
    void done() {
        TransferRequest wanted = Call.present(transfer.sentBy());
        boolean unsure = wanted instanceof TransferRequest.Refer;
        transfer.tellResult(new TransferOutcome(
                TransferOutcome.Kind.DONE,
                Optional.empty(),
                unsure ? "the caller left; whether it follows the REFER it tells nobody" : ""));
        call.ending().end(CallTrigger.CONTINUED, new EndCause(EndCause.Kind.TRANSFERRED, 16, wanted.toString()));
    }
}
