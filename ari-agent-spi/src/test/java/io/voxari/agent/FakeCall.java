package io.voxari.agent;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A call whose voice is heard when the test says so. */
final class FakeCall implements AgentCall, Speech {
    final List<FakeUtterance> utterances = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> hungUp = new CompletableFuture<>();
    volatile Duration queued = Duration.ZERO;
    final AtomicInteger queuedAsked = new AtomicInteger();
    volatile boolean polite = true;
    final AtomicInteger interruptions = new AtomicInteger();
    final CompletableFuture<TransferOutcome> transferred = new CompletableFuture<>();
    final CompletableFuture<TransferRequest> transfer = new CompletableFuture<>();
    final CompletableFuture<Void> transferCancelled = new CompletableFuture<>();

    @Override
    public CallOffer offer() {
        CallContext context = new CallContext("30", "8000", Direction.INBOUND, "call-1", CallContext.PROVIDER);
        return new CallOffer(context, "pbx", "", "from-external", List.of(), Map.of(), false, Instant.EPOCH);
    }

    @Override
    public Workflow workflow() {
        return Workflow.of("test");
    }

    @Override
    public AudioFormat format() {
        return AudioFormat.PCM_8K;
    }

    @Override
    public Speech speech() {
        return this;
    }

    @Override
    public Recording record(RecordingTarget target) {
        throw new UnsupportedOperationException("no test records here: " + target);
    }

    @Override
    public void hangup() {
        hungUp.complete(null);
    }

    @Override
    public void hangupWhenHeard() {
        hungUp.complete(null);
    }

    @Override
    public void fail(Throwable reason) {
        failures.add(reason);
    }

    @Override
    public CompletionStage<TransferOutcome> transfer(TransferRequest request) {
        transfer.complete(request);
        return transferred;
    }

    @Override
    public void cancelTransfer() {
        transferCancelled.complete(null);
    }

    @Override
    public void completeTransfer() {}

    @Override
    public void answer() {}

    @Override
    public CompletionStage<Void> sendDtmf(String digits) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> hold() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> unhold() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Optional<String>> variable(String name) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Void> setVariable(String name, String value) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Utterance beginProtected(Duration protectedFor) {
        return begin();
    }

    @Override
    public Utterance begin() {
        FakeUtterance utterance = new FakeUtterance("u" + utterances.size());
        utterances.add(utterance);
        return utterance;
    }

    @Override
    public Interruption interrupt() {
        interruptions.incrementAndGet();
        List<PlaybackOutcome> cut = new ArrayList<>();
        for (FakeUtterance utterance : utterances) {
            if (utterance.settle(true)) {
                cut.add(utterance.done.join());
            }
        }
        return new Interruption(cut, Duration.ZERO, CompletableFuture.completedFuture(Duration.ZERO));
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public Duration queued() {
        Duration now = queued;
        queuedAsked.incrementAndGet();
        return now;
    }

    /** What is said; heard when {@link #heard()} is called. */
    final class FakeUtterance implements Utterance {
        final CompletableFuture<PlaybackOutcome> done = new CompletableFuture<>();
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final String id;
        final AtomicInteger bytes = new AtomicInteger();
        final List<String> texts = new CopyOnWriteArrayList<>();

        FakeUtterance(String id) {
            this.id = id;
        }

        void heard() {
            settle(false);
        }

        boolean settle(boolean cut) {
            Duration length = format().durationOf(bytes.get());
            Duration played = cut ? Duration.ZERO : length;
            return done.complete(new PlaybackOutcome(id, length, played, cut, true, cut ? "" : String.join("", texts)));
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean write(ByteBuffer audio) {
            bytes.addAndGet(audio.remaining());
            audio.position(audio.limit());
            return polite;
        }

        @Override
        public void text(String said) {
            texts.add(said);
        }

        @Override
        public void end() {
            ended.complete(null);
        }

        @Override
        public CompletionStage<PlaybackOutcome> done() {
            return done;
        }
    }
}
