package io.voxari.agent.runtime;

import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import io.voxari.agent.RecordingTarget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A recording that Asterisk makes of a call's bridge.
 *
 * <p>Thread-safe: what is asked for is done on the call's lane, one after another.
 */
final class AsteriskRecording implements Recording {
    private final Call call;
    private final RecordingTarget.OnAsterisk target;
    private final CompletableFuture<RecordingOutcome> done = new CompletableFuture<>();

    // All below only on the lane.
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private @Nullable CompletableFuture<Void> stopped;
    private long begin;

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
        call.post(() -> ask(() -> call.legs.pauseRecording(target.name(), true)));
    }

    @Override
    public void resume() {
        call.post(() -> ask(() -> call.legs.pauseRecording(target.name(), false)));
    }

    private void ask(java.util.function.Supplier<CompletableFuture<?>> request) {
        if (stopped == null) {
            last = Requests.afterwards(last).thenCompose(before -> request.get());
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
        call.run(() -> done.complete(new RecordingOutcome(whole, ran, why)));
    }

    @Override
    public CompletionStage<RecordingOutcome> done() {
        return done.minimalCompletionStage();
    }
}
