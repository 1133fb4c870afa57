package io.voxari.agent.runtime;

import io.voxari.agent.CallOffer;
import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import io.voxari.agent.RecordingSink;
import io.voxari.agent.RecordingTarget;
import io.voxari.agent.Workflow;
import io.voxari.ari.AriEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings of one call: those that its agent asks for, and the one that the application wants of every call.
 *
 * <p>Thread-safe where it says so; the rest is for the call's lane.
 */
final class CallRecordings {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecordings.class);

    private final Call call;
    private final List<CallRecorder> ours = new CopyOnWriteArrayList<>();
    /** Completes when what was ours is written. */
    private final List<CompletableFuture<?>> written = new ArrayList<>();

    private final List<AsteriskRecording> asterisks = new ArrayList<>();
    /** Whether what is ours has ended, as the agent is gone. */
    private boolean oursOver;

    private boolean over;

    CallRecordings(Call call) {
        this.call = call;
    }

    /** The other party said something. From any thread. */
    void heard(ByteBuffer audio) {
        for (CallRecorder recorder : ours) {
            recorder.heard(audio);
        }
    }

    /** Begins a recording. From any thread. */
    Recording record(RecordingTarget target) {
        if (target instanceof RecordingTarget.OnAsterisk asterisk) {
            AsteriskRecording recording = new AsteriskRecording(call, asterisk);
            boolean unused = call.post(() -> {
                if (over || !call.isOpen()) {
                    recording.refuse("the call has ended, or the agent was closed");
                } else {
                    asterisks.add(recording);
                    recording.start();
                }
            });
            return recording;
        }
        RecordingSink sink = target instanceof RecordingTarget.WavFile file
                ? new WavSink(file.path())
                : ((RecordingTarget.Sink) target).sink();
        CallAgent agent = call.agent();
        RecordingPump pump = new RecordingPump(call::run, sink, agent.format().sampleRateHz());
        CallRecorder recorder = agent.speech()
                .record((books, line) ->
                        new CallRecorder(call.host, agent.speech(), agent.format(), books, line, pump, this::onEnded));
        ours.add(recorder);
        recorder.start();
        boolean unused = call.post(() -> {
            written.add(recorder.completed());
            if (oursOver) {
                recorder.stop();
            }
        });
        return recorder;
    }

    private void onEnded(CallRecorder recorder) {
        ours.remove(recorder);
        call.agent().speech().stopRecording(recorder);
    }

    /** The call is answered: records it if the application wants that. */
    void byDefault() {
        BiFunction<CallOffer, Workflow, Optional<RecordingTarget>> wanted = call.host.recordings;
        if (wanted == null) {
            return;
        }
        Workflow workflow = call.admission.workflow();
        call.run(() -> {
            try {
                wanted.apply(call.offer, workflow).ifPresent(target -> {
                    var unused = record(target).done().thenAccept(this::report);
                });
            } catch (Throwable failure) {
                LOG.warn("call {}: it is not recorded", call.callerId(), failure);
            }
        });
    }

    private void report(RecordingOutcome outcome) {
        if (!outcome.isComplete()) {
            LOG.warn("call {}: its recording is not complete: {}", call.callerId(), outcome.detail());
        }
    }

    /** The audio of the call is over. {@return completes when what was ours is written, or takes too long} */
    CompletableFuture<Void> endOurs() {
        oursOver = true;
        ours.forEach(CallRecorder::stop);
        CompletableFuture<Void> enough = new CompletableFuture<>();
        CompletableFuture<?> all = CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
        Duration deadline = call.host.settings.closeDeadline();
        Future<?> alarm = all.isDone() ? null : call.host.later(deadline, () -> enough.complete(null));
        var unused = all.whenComplete((done, failure) -> {
            if (alarm != null) {
                alarm.cancel(false);
            }
            enough.complete(null);
        });
        return enough;
    }

    void onEvent(AriEvent event) {
        asterisks.forEach(recording -> recording.onEvent(event));
    }

    /** The call is over. {@return completes when Asterisk records it no more; its bridge must live until then} */
    CompletableFuture<Void> endAsterisks() {
        over = true;
        return CompletableFuture.allOf(
                asterisks.stream().map(AsteriskRecording::end).toArray(CompletableFuture[]::new));
    }

    /** {@return what is told of a recording that nobody makes any more} */
    static Recording none(String why) {
        return new None(CompletableFuture.completedFuture(new RecordingOutcome(false, Duration.ZERO, why)));
    }

    private record None(CompletionStage<RecordingOutcome> done) implements Recording {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void stop() {}
    }
}
