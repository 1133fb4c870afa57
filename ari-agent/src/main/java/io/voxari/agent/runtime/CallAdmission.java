package io.voxari.agent.runtime;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Lease;
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
 * <p>Only the call's lane uses it.
 */
final class CallAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(CallAdmission.class);

    private final Call call;
    private final CallHost host;
    private final CallOffer offer;
    private @Nullable Workflow workflow;
    private @Nullable AgentPipeline pipeline;
    private @Nullable Lease lease;

    CallAdmission(Call call, CallHost host, CallOffer offer) {
        this.call = call;
        this.host = host;
        this.offer = offer;
    }

    /** {@return the workflow that takes the call; there is one once the call is accepted} */
    Workflow workflow() {
        return Call.present(workflow);
    }

    /** {@return who makes the agent; there is one once the call is granted} */
    AgentPipeline pipeline() {
        return Call.present(pipeline);
    }

    void resolve() {
        CompletableFuture<Resolution> answer = host.questions.ask(
                "the workflow resolver",
                host.settings.resolveDeadline(),
                () -> host.resolver.resolve(offer),
                late -> {});
        call.then(answer, this::onResolved);
    }

    private void onResolved(@Nullable Resolution resolution, @Nullable Throwable failure) {
        if (resolution instanceof Resolution.Accept accept) {
            workflow = accept.workflow();
            if (call.can(CallTrigger.ACCEPTED)) {
                call.step(CallStep.Kind.RESOLVED, accept.workflow().id());
                call.fire(CallTrigger.ACCEPTED);
            }
        } else if (resolution instanceof Resolution.Refuse refuse) {
            call.refuse(refuse.cause(), refuse.reason());
        } else if (resolution instanceof Resolution.ContinueInDialplan place) {
            call.continueInDialplan(place);
        } else {
            call.refuse(RefusalCause.TEMPORARY_FAILURE, "the workflow resolver failed: " + Call.told(failure));
        }
    }

    void askQuota() {
        Workflow wanted = workflow();
        Optional<AgentPipeline> found = host.agentFor(wanted);
        if (found.isEmpty()) {
            call.refuse(RefusalCause.CONGESTION, "no agent is registered for workflow \"" + wanted.id() + "\"");
            return;
        }
        pipeline = found.get();
        CompletableFuture<QuotaDecision> answer = host.questions.ask(
                "the quota check",
                host.settings.quotaDeadline(),
                () -> host.quota.check(offer, wanted),
                this::giveBack);
        var unused = answer.whenComplete((decision, failure) -> {
            if (!call.post(() -> onQuota(decision, failure))) {
                giveBack(decision);
            }
        });
    }

    private void onQuota(@Nullable QuotaDecision decision, @Nullable Throwable failure) {
        if (decision instanceof QuotaDecision.Granted granted) {
            if (call.can(CallTrigger.GRANTED)) {
                host.leases.incrementAndGet();
                lease = granted.lease();
                call.step(CallStep.Kind.GRANTED, "");
                call.fire(CallTrigger.GRANTED);
            } else {
                giveBack(decision);
            }
        } else if (decision instanceof QuotaDecision.Denied denied) {
            call.refuse(denied.cause(), denied.reason());
        } else {
            call.refuse(RefusalCause.TEMPORARY_FAILURE, "the quota check failed: " + Call.told(failure));
        }
    }

    /** A lease that came when nobody could use it any more. From any thread. */
    private void giveBack(@Nullable QuotaDecision decision) {
        if (decision instanceof QuotaDecision.Granted granted) {
            host.run(() -> close(granted.lease()));
        }
    }

    /** Gives back what the call holds; completes when that is done, never exceptionally. */
    CompletableFuture<Void> release() {
        Lease held = lease;
        if (held == null) {
            return CompletableFuture.completedFuture(null);
        }
        lease = null;
        CompletableFuture<Void> released = new CompletableFuture<>();
        host.run(() -> {
            close(held);
            host.leases.decrementAndGet();
            released.complete(null);
        });
        return released;
    }

    private void close(Lease held) {
        try {
            held.close();
        } catch (RuntimeException failure) {
            LOG.warn("call {}: giving back its lease threw", offer.callId(), failure);
        }
    }
}
