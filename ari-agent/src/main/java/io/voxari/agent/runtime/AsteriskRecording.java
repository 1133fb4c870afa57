package io.voxari.agent.runtime;

import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import io.voxari.agent.RecordingTarget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording that Asterisk makes of a call's bridge.
 *
 * <p>Thread-safe: what is asked for is done on the call's lane, one after another.
 */
final class AsteriskRecording implements Recording {
    private static final Logger LOG = LoggerFactory.getLogger(AsteriskRecording.class);

    private final Call call;
    private final RecordingTarget.OnAsterisk target;
    private final CompletableFuture<RecordingOutcome> done = new CompletableFuture<>();

    // All below only on the lane.
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private @Nullable CompletableFuture<Void> stopped;
    private long begin;
    /** What went wrong on the way; empty if nothing did. */
    private String trouble = "";

    AsteriskRecording(Call call, RecordingTarget.OnAsterisk target) {
        this.call = call;
        this.target = target;
    }

    /** On the lane. */
    void start() {
        CompletableFuture<?> asked = call.legs.record(target.name(), target.format());
        last = asked;
        call.then(asked, (made, failure) -> {
            begin = call.host.nanos();
            if (failure != null && stopped == null) {
                stopped = CompletableFuture.completedFuture(null);
                complete(false, "Asterisk does not record: " + Call.told(failure));
            }
        });
    }

    @Override
    public void pause() {
        call.post(() -> ask("paused", () -> call.legs.pauseRecording(target.name(), true)));
    }

    @Override
    public void resume() {
        call.post(() -> ask("resumed", () -> call.legs.pauseRecording(target.name(), false)));
    }

    private void ask(String what, Supplier<CompletableFuture<?>> request) {
        if (stopped == null) {
            CompletableFuture<?> asked = Requests.afterwards(last).thenCompose(before -> request.get());
            last = asked;
            call.then(asked, (ok, failure) -> {
                if (failure != null) {
                    // A number that must not be on the disk may be there now.
                    trouble = "it was not " + what + ": " + Call.told(failure);
                    LOG.warn(
                            "call {}: recording {} was not {}: {}",
                            call.callerId(),
                            target.name(),
                            what,
                            Call.told(failure));
                }
            });
        }
    }

    @Override
    public void stop() {
        call.post(() -> {
            var unused = end();
        });
    }

    /** On the lane. {@return completes when Asterisk has ended it, however; never exceptionally} */
    CompletableFuture<Void> end() {
        if (stopped == null) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            stopped = over;
            CompletableFuture<?> asked =
                    Requests.afterwards(last).thenCompose(before -> call.legs.stopRecording(target.name()));
            var unused = asked.whenComplete((ok, failure) -> {
                over.complete(null);
                // It ends by itself when all have left the bridge, which is the same to us.
                boolean ended = failure == null || Requests.isGone(failure);
                complete(ended, ended ? "" : "Asterisk does not end it: " + Call.told(failure));
            });
        }
        return stopped;
    }

    private void complete(boolean whole, String why) {
        Duration ran = whole ? Duration.ofNanos(call.host.nanos() - begin) : Duration.ZERO;
        String told = why.isEmpty() ? trouble : why;
        call.run(() -> done.complete(new RecordingOutcome(whole, ran, told)));
    }

    @Override
    public CompletionStage<RecordingOutcome> done() {
        return done.minimalCompletionStage();
    }
}
