package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.EndCause;
import io.voxari.agent.Lease;
import io.voxari.agent.QuotaCheck;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.WorkflowResolver;
import io.voxari.testkit.asterisk.CallPlan;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** What a host application is asked about a call, on a real Asterisk. */
@Tag("asterisk")
class HostTest {
    private final WorkflowResolver resolver = mock();
    private final QuotaCheck quota = mock();
    private final Lease lease = mock();
    private final AgentPipeline pipeline = mock();
    private final AgentSession session = mock();

    @Test
    void isAskedOnceAndInOrderAndGetsItsLeaseBackLast() {
        Workflow workflow = new Workflow("reception", Map.of("language", "en"));
        when(resolver.resolve(any())).thenReturn(Resolution.accept(workflow));
        when(quota.check(any(), any())).thenReturn(QuotaDecision.grant(lease));
        when(pipeline.profile()).thenReturn(AgentProfile.of(AudioFormat.PCM_16K));
        when(pipeline.open(any())).thenReturn(CompletableFuture.completedFuture(session));
        when(session.close(any())).thenReturn(CompletableFuture.completedFuture(null));
        try (Switchboard board = board()) {
            board.outcomeOf(CallPlan.to("8000").from("6001", "Ann").hangingUpAfter(Duration.ofMillis(500)));
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.CALLER_HANGUP);
            board.awaitQuiet();
        }
        InOrder order = inOrder(resolver, quota, pipeline, session);
        order.verify(resolver).resolve(argThat(offer -> offer.callerNumber().equals("6001")));
        order.verify(quota).check(any(), eq(workflow));
        order.verify(pipeline)
                .open(argThat(call -> call.workflow().equals(workflow)
                        && call.format().equals(AudioFormat.PCM_16K)
                        && call.context().calledNumber().equals("8000")));
        order.verify(session).close(argThat(end -> end.kind() == EndCause.Kind.CALLER_HANGUP));
        order.verifyNoMoreInteractions();
        verify(lease).close();
    }

    @Test
    void isNotAskedForQuotaNorForAnAgentWhenItRefuses() {
        when(resolver.resolve(any())).thenReturn(Resolution.refuse(RefusalCause.BUSY, "closed today"));
        when(pipeline.profile()).thenReturn(AgentProfile.of(AudioFormat.ULAW_8K));
        try (Switchboard board = board()) {
            assertThat(board.outcomeOf(CallPlan.to("8000")).finalStatus()).isEqualTo(486);
            board.awaitQuiet();
        }
        verifyNoInteractions(quota);
        verify(pipeline, never()).open(any());
    }

    private Switchboard board() {
        return Switchboard.withoutWaiting(
                builder -> builder.resolver(resolver).quota(quota).agent(pipeline));
    }
}
