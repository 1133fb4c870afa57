package io.voxari.agent.runtime;

import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A call that {@link Voxari#dial} places.
 *
 * <p>Thread-safe; nothing blocks. Its stages complete on a thread of the runtime's executor, never exceptionally.
 */
public final class OutboundCall {
    private final String callId;
    private final OutboundRequest request;
    private final Executor executor;
    private final CompletableFuture<DialOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<EndCause> ended = new CompletableFuture<>();
    /** What came of it, known before others are told. */
    private volatile @Nullable DialOutcome settled;

    private volatile Runnable cancel = () -> {};

    OutboundCall(String callId, OutboundRequest request, Executor executor) {
        this.callId = callId;
        this.request = request;
        this.executor = executor;
    }

    /** {@return the id of the channel of whom is called} */
    public String callId() {
        return callId;
    }

    /** {@return what was asked for} */
    public OutboundRequest request() {
        return request;
    }

    /**
     * {@return what becomes of the attempt}
     *
     * <p>It comes when somebody answers, or it is known that nobody will: at the latest after the quota check, the opening of
     * the agent, the audio connection, each with its deadline, and the ring timeout.
     */
    public CompletionStage<DialOutcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /** {@return completes when the call is over and nothing of it is left} */
    public CompletionStage<EndCause> ended() {
        return ended.minimalCompletionStage();
    }

    /** Gives the call up, or, if it was answered, hangs up. After its end this does nothing. */
    public void cancel() {
        cancel.run();
    }

    void onCancel(Runnable task) {
        cancel = task;
    }

    boolean isAnswered() {
        DialOutcome known = settled;
        return known != null && known.isAnswered();
    }

    /** The first counts. */
    void settle(DialOutcome told) {
        if (settled == null) {
            settled = told;
            executor.execute(() -> outcome.complete(told));
        }
    }

    void end(EndCause cause) {
        executor.execute(() -> ended.complete(cause));
    }

    @Override
    public String toString() {
        return "OutboundCall[" + callId + ", " + request.destination().endpoint() + "]";
    }
}
