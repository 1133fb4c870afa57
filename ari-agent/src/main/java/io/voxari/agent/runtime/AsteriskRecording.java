package io.voxari.agent.runtime;

import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import io.voxari.agent.RecordingTarget;
import io.voxari.ari.AriEvent;
import io.voxari.ari.event.RecordingFailed;
import io.voxari.ari.event.RecordingFinished;
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

    // All below only on the lane, but for what is volatile.
    private CompletableFuture<?> made = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> last = made;
    private @Nullable CompletableFuture<Void> stopped;
    private volatile long begin;
    /** What went wrong on the way; empty if nothing did. */
    private volatile String trouble = "";

    AsteriskRecording(Call call, RecordingTarget.OnAsterisk target) {
        this.call = call;
        this.target = target;
        this.begin = call.host.nanos();
    }

    /** On the lane. */
    void start() {
        made = call.legs.record(target.name(), target.format()).whenComplete((answer, failure) -> {
            begin = call.host.nanos();
            if (failure != null) {
                complete(false, "Asterisk does not record: " + Call.told(failure));
            }
        });
        last = made;
    }

    /** It is not asked for at all. */
    void refuse(String why) {
        complete(false, why);
    }

    /** On the lane. Asterisk answers that it records before it has tried. */
    void onEvent(AriEvent event) {
        if (event instanceof RecordingFailed failed && failed.recording().name().equals(target.name())) {
            complete(false, "Asterisk could not record: " + failed.recording().cause());
        } else if (event instanceof RecordingFinished finished
                && finished.recording().name().equals(target.name())
                && stopped == null) {
            // By itself, or by somebody else, who may have thrown it away.
            stopped = look();
        }
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
        // Of one that Asterisk refused, since the name is taken, this would mean the other one.
        if (stopped == null && !made.isCompletedExceptionally()) {
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
            CompletableFuture<?> asked = made;
            stopped = Requests.afterwards(last)
                    .thenCompose(before -> asked.isCompletedExceptionally()
                            ? CompletableFuture.completedFuture(null)
                            : Requests.afterwards(call.legs
                                    .stopRecording(target.name())
                                    .thenCompose(ended -> look())
                                    .exceptionallyCompose(this::onRefused)));
        }
        return stopped;
    }

    /** It ends by itself when all have left the bridge, and where it could not begin. */
    private CompletableFuture<Void> onRefused(Throwable failure) {
        if (!Requests.isGone(failure)) {
            complete(false, "Asterisk does not end it: " + Call.told(failure));
            return CompletableFuture.completedFuture(null);
        }
        return look();
    }

    private CompletableFuture<Void> look() {
        return call.legs.isStored(target.name()).handle((stored, unknown) -> {
            if (unknown != null) {
                complete(false, "Asterisk does not say whether it has stored it: " + Call.told(unknown));
            } else {
                complete(stored, stored ? "" : "Asterisk has not stored it; does its recording folder exist?");
            }
            return null;
        });
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
