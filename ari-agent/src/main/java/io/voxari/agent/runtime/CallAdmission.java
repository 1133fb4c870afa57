package io.voxari.agent.runtime;

import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallLimits;
import io.voxari.agent.CallOffer;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host which workflow takes a call and whether it may run, and holds what the answers brought.
 *
 * <p>Only the call's lane uses it, but for the lease, which comes on any thread and perhaps after the end of the call.
 */
final class CallAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(CallAdmission.class);

    private final Call call;
    private final CallHost host;
    private final CallOffer offer;
    private Resolution.@Nullable Accept accepted;
    private @Nullable RegisteredAgent agent;
    private @Nullable AudioFormat format;
    /** Guarded by this. */
    private @Nullable HeldLease lease;
    /** Guarded by this: whoever brings a lease from now on takes it back. */
    private boolean released;

    CallAdmission(Call call, CallHost host, CallOffer offer) {
        this.call = call;
        this.host = host;
        this.offer = offer;
    }

    /** {@return the workflow that takes the call; there is one once the call is accepted} */
    Workflow workflow() {
        return Call.present(accepted).workflow();
    }

    /** {@return when the call is answered; known once it is accepted} */
    AnswerPolicy answer() {
        return Call.present(accepted).answer();
    }

    /** {@return how long the call may last; known once it is accepted} */
    CallLimits limits() {
        return Call.present(accepted).limits();
    }

    /** {@return who talks; there is one once the call is granted} */
    RegisteredAgent agent() {
        return Call.present(agent);
    }

    /** {@return what the agent hears and speaks; known once the call is granted} */
    AudioFormat format() {
        return Call.present(format);
    }

    void resolve() {
        CompletableFuture<Resolution> answer = host.questions.ask(
                "the workflow resolver",
                host.settings.resolveDeadline(),
                () -> CallThread.get(offer.callId(), () -> host.resolver.resolve(offer)),
                late -> {});
        call.then(answer, this::onResolved);
    }

    private void onResolved(@Nullable Resolution resolution, @Nullable Throwable failure) {
        if (resolution instanceof Resolution.Accept accept) {
            accept(accept);
        } else if (resolution instanceof Resolution.Refuse refuse) {
            call.refuse(refuse.cause(), refuse.reason());
        } else if (resolution instanceof Resolution.ContinueInDialplan place) {
            call.ending().continueInDialplan(place);
        } else {
            call.ending()
                    .refuse(
                            RefusalCause.TEMPORARY_FAILURE,
                            "the workflow resolver failed: " + Call.told(failure),
                            failure);
        }
    }

    /** Takes the call: because the resolver said so, or because we place it ourselves. */
    void accept(Resolution.Accept accept) {
        accepted = accept;
        call.measures.workflow(accept.workflow().id());
        if (call.can(CallTrigger.ACCEPTED)) {
            call.step(CallStep.Kind.RESOLVED, accept.workflow().id());
            call.news(moment -> new CallNews.Accepted(moment, accept.workflow()));
            call.fire(CallTrigger.ACCEPTED);
        }
    }

    void askQuota() {
        Workflow wanted = workflow();
        Optional<RegisteredAgent> found = host.agentFor(wanted);
        if (found.isEmpty()) {
            call.refuse(RefusalCause.CONGESTION, "no agent is registered for workflow \"" + wanted.id() + "\"");
            return;
        }
        agent = found.get();
        CompletableFuture<QuotaDecision> answer = host.questions.ask(
                "the quota check",
                host.settings.quotaDeadline(),
                () -> CallThread.get(offer.callId(), () -> host.quota.check(offer, wanted)),
                this::hold);
        // Held before the lane is asked: after the client's end the lane takes no more steps, and says nothing.
        CompletableFuture<QuotaDecision> held = answer.whenComplete((decision, failure) -> hold(decision));
        CompletableFuture<String> line = line(found.get());
        call.then(line.thenCompose(known -> held), (decision, failure) -> {
            format = CallMediaFormats.fitting(found.get().formats(), line.join());
            onQuota(decision, failure);
        });
    }

    /** What the caller's line carries; empty if that makes no difference, or cannot be known; never exceptionally. */
    private CompletableFuture<String> line(RegisteredAgent wanted) {
        return wanted.formats().size() == 1 || call.isOutbound()
                ? CompletableFuture.completedFuture("")
                : call.legs.line().exceptionally(unknown -> "");
    }

    private void onQuota(@Nullable QuotaDecision decision, @Nullable Throwable failure) {
        if (decision instanceof QuotaDecision.Granted) {
            if (call.can(CallTrigger.GRANTED)) {
                call.step(CallStep.Kind.GRANTED, "");
                call.fire(CallTrigger.GRANTED);
            }
        } else if (decision instanceof QuotaDecision.Denied denied) {
            call.refuse(denied.cause(), denied.reason());
        } else if (host.quotaFailure == QuotaFailure.ALLOW) {
            if (call.can(CallTrigger.GRANTED)) {
                LOG.warn("call {}: the quota check failed; the call runs all the same", offer.callId(), failure);
                call.step(CallStep.Kind.GRANTED, "without the quota check, which failed: " + Call.told(failure));
                call.fire(CallTrigger.GRANTED);
            }
        } else {
            call.ending()
                    .refuse(RefusalCause.TEMPORARY_FAILURE, "the quota check failed: " + Call.told(failure), failure);
        }
    }

    /** Keeps a lease for the time of the call, or gives it back if that is over. From any thread. */
    private void hold(@Nullable QuotaDecision decision) {
        if (decision instanceof QuotaDecision.Granted granted) {
            HeldLease held = HeldLease.take(host, offer.callId(), granted.lease());
            synchronized (this) {
                // A second one comes only behind the deadline, and then the first never came.
                if (!released) {
                    lease = held;
                    return;
                }
            }
            var unused = held.release();
        }
    }

    /** Gives back what the call holds; completes when that is done, never exceptionally. */
    CompletableFuture<Void> release() {
        HeldLease held;
        synchronized (this) {
            held = lease;
            lease = null;
            released = true;
        }
        return held == null ? CompletableFuture.completedFuture(null) : held.release();
    }
}
