package io.voxari.examples;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallLimits;
import io.voxari.agent.CollectedDigits;
import io.voxari.agent.Conversation;
import io.voxari.agent.Destination;
import io.voxari.agent.DigitRules;
import io.voxari.agent.NumberPlan;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.RecordingTarget;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Utterance;
import io.voxari.agent.Workflow;
import io.voxari.agent.admission.ConcurrencyQuota;
import io.voxari.agent.admission.Routes;
import io.voxari.agent.runtime.AgentFallback;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.DoctorReport;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariDoctor;
import io.voxari.agent.runtime.WaitingSound;
import io.voxari.media.MediaTls;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/** What the documents show as code, so that it compiles; {@link DocsTest} compares. */
@SuppressWarnings({"unused", "FutureReturnValueIgnored"})
final class DocsSnippets {
    private DocsSnippets() {}

    static void inbound(AgentPipeline reception, AgentPipeline survey) {
        Voxari.Builder builder = Voxari.builder()
                .resolver(offer -> switch (offer.calledNumber()) {
                    case "8000" -> Resolution.accept("reception");
                    case "8001" ->
                        CompletableFuture.completedFuture(new Resolution.Accept(
                                Workflow.of("survey"),
                                new AnswerPolicy.AfterRinging(Duration.ofSeconds(3)),
                                CallLimits.NONE
                                        .longest(Duration.ofMinutes(10), Duration.ofSeconds(30))
                                        .noInput(Duration.ofSeconds(8))));
                    case "8002" -> Resolution.continueInDialplan();
                    default -> Resolution.refuse(RefusalCause.UNALLOCATED, "no workflow for " + offer.calledNumber());
                })
                .quota(ConcurrencyQuota.builder()
                        .total(100)
                        .workflow("survey", 10)
                        .build())
                .agent("reception", reception)
                .agent("survey", survey);
    }

    static Routes numbers() {
        return Routes.builder()
                .numberPlan(NumberPlan.of("DE"))
                .route("030/1234567", "reception")
                .build();
    }

    static AgentPipeline straight(ByteBuffer askForPin, ByteBuffer welcome, ByteBuffer sorry) {
        AgentPipeline reception = Conversation.agent(call -> {
            CollectedDigits pin = call.collectDigits(askForPin, DigitRules.upTo(4));
            call.say(pin.digits().equals("1234") ? welcome : sorry);
        });
        return reception;
    }

    private record Sentence(String words, ByteBuffer audio) {}

    static void heard(Utterance utterance, List<Sentence> sentences, Queue<String> history) {
        for (Sentence sentence : sentences) {
            utterance.text(sentence.words());
            utterance.write(sentence.audio());
        }
        utterance.end();
        utterance.done().thenAccept(outcome -> history.add(outcome.textHeard()));
    }

    static void outbound(Voxari voxari, LongAdder answered, Queue<OutboundRequest> again, Logger log) {
        OutboundCall call = voxari.dial(OutboundRequest.of(
                        Destination.of("PJSIP/+4930123456@trunk")
                                .from("+4930999", "Office")
                                .ringTimeout(Duration.ofSeconds(25))
                                .header("X-Campaign", "spring"),
                        Workflow.of("reminder"))
                .limits(CallLimits.NONE.longest(Duration.ofMinutes(5), Duration.ZERO)));
        call.outcome().thenAccept(outcome -> {
            switch (outcome.kind()) {
                case ANSWERED -> answered.increment();
                case BUSY, NO_ANSWER -> again.add(call.request());
                default -> log.info("{} was not reached: {}", call.request(), outcome);
            }
        });
    }

    static void transfer(AgentCall agentCall, ByteBuffer sorry) {
        agentCall
                .transfer(new TransferRequest.Blind(Destination.of("PJSIP/6001").ringTimeout(Duration.ofSeconds(20))))
                .thenAccept(outcome -> {
                    if (outcome.kind() == TransferOutcome.Kind.FAILED) {
                        say(agentCall, sorry);
                    }
                });
    }

    static void accepted(AgentCall agentCall, ByteBuffer callerOfYours) {
        agentCall.transfer(new TransferRequest.Attended(Destination.of("PJSIP/6001"))
                .announcing(callerOfYours)
                .acceptedBy('1', Duration.ofSeconds(15)));
    }

    private static void say(AgentCall call, ByteBuffer words) {
        Utterance utterance = call.speech().begin();
        boolean unused = utterance.write(words);
        utterance.end();
    }

    static void recorded(Voxari.Builder builder) {
        builder.recordCalls((offer, workflow) ->
                Optional.of(new RecordingTarget.WavFile(Path.of("/var/calls", offer.callId() + ".wav"))));
    }

    static void rescued(Voxari.Builder builder, byte[] oneMomentPlease, byte[] sorry) {
        builder.reattachMedia(Duration.ofSeconds(5), WaitingSound.MUSIC);
        builder.whenAgentFails(AgentFallback.transfer(new TransferRequest.Blind(Destination.of("PJSIP/6001")))
                        .saying(AudioFormat.ULAW_8K, oneMomentPlease))
                .whenAgentStalls(Duration.ofSeconds(20), AgentFallback.hangUp().saying(AudioFormat.ULAW_8K, sorry));
    }

    static Voxari several(
            String berlinPassword,
            String parisPassword,
            String mediaPassword,
            AgentPipeline german,
            AgentPipeline french,
            CallListener operations) {
        Voxari voxari = Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .name("berlin")
                        .endpoint(URI.create("http://10.0.0.5:8088"))
                        .password(berlinPassword)
                        .build())
                .asterisk(AsteriskConfig.builder()
                        .name("paris")
                        .endpoint(URI.create("http://10.0.1.5:8088"))
                        .password(parisPassword)
                        .build())
                .listen("10.0.0.7", 8089)
                .mediaCredentials("asterisk", mediaPassword)
                .resolver(Routes.builder()
                        .route("berlin", "8000", "german")
                        .route("paris", "8000", "french")
                        .build())
                .agent("german", german)
                .agent("french", french)
                .listener(operations)
                .build();
        return voxari;
    }

    static void drain(Voxari voxari, Logger log) {
        voxari.drain(Duration.ofMinutes(10)).thenAccept(cut -> log.info("drained; {} calls were cut", cut));
    }

    static void secured(Path certificateChain, Path privateKey, String password, String mediaPassword) {
        Voxari.Builder secured = Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(URI.create("https://pbx.example.org:8089"))
                        .password(password)
                        .build())
                .listen("10.0.0.7", 8443)
                .mediaTls(MediaTls.server(certificateChain, privateKey))
                .mediaCredentials("asterisk", mediaPassword);
    }

    static AgentProfile formats() {
        return AgentProfile.of(AudioFormat.PCM_16K, AudioFormat.ULAW_8K, AudioFormat.ALAW_8K);
    }

    static void doctor(AsteriskConfig asteriskConfig) {
        DoctorReport report = VoxariDoctor.builder(asteriskConfig)
                .listen("0.0.0.0", 8089)
                .build()
                .examine();
        if (!report.isHealthy()) {
            System.err.print(report.table());
        }
    }
}
