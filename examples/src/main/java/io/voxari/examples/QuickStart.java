package io.voxari.examples;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentSession;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Utterance;
import io.voxari.agent.WorkflowResolver;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Calls to 8000 hear themselves; other numbers do not exist. */
public final class QuickStart {

    public static void main(String[] args) throws InterruptedException {
        WorkflowResolver resolver = offer -> offer.calledNumber().equals("8000")
                ? Resolution.accept("echo")
                : Resolution.refuse(RefusalCause.UNALLOCATED, "no workflow for " + offer.calledNumber());
        Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(URI.create("http://127.0.0.1:8088"))
                        .password(System.getenv("VOXARI_ARI_PASSWORD"))
                        .build())
                .listen("127.0.0.1", 8089)
                .resolver(resolver)
                .agent(call -> CompletableFuture.completedFuture(echo(call)))
                .build()
                .runUntilStopped();
    }

    private static AgentSession echo(AgentCall call) {
        Utterance utterance = call.speech().begin();
        return audio -> utterance.write(audio.audio());
    }
}
