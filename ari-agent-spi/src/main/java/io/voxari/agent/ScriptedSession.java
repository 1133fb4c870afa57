package io.voxari.agent;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call between the runtime, which tells what happens, and a script's thread, which waits for it.
 *
 * <p>The callbacks come on threads of the runtime and only put things down; the methods of {@link Conversation} are the
 * script's. A lock with a condition rather than a monitor, which would pin a virtual thread on Java 21.
 */
final class ScriptedSession implements AgentSession, Conversation {
    private static final int MOST_EVENTS = 256;
    private static final Duration MOST_AUDIO = Duration.ofSeconds(2);
    /** How often it is looked whether there is room for more to say; nobody tells. */
    private static final Duration ROOM = Duration.ofMillis(100);

    private final AgentCall call;
    private final Duration grace;
    private final CompletableFuture<AgentSession> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> returned = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All below under the lock.
    private final ArrayDeque<CallEvent> events = new ArrayDeque<>();
    private final Set<String> ownUtterances = new HashSet<>();
    /** There from the first reading on. */
    private @Nullable HeardBuffer audio;

    private @Nullable EndCause end;
    private @Nullable Thread thread;

    ScriptedSession(AgentCall call, Duration grace) {
        this.call = call;
        this.grace = grace;
    }

    void start(Thread scripted) {
        lock.lock();
        try {
            thread = scripted;
        } finally {
            lock.unlock();
        }
        scripted.start();
    }

    /** Completes when the script wants the call to be answered, or is at its end before. */
    CompletionStage<AgentSession> opened() {
        return opened;
    }

    /** On the script's thread. */
    void run(Script script) {
        Throwable failure = null;
        try {
            script.talk(this);
        } catch (CallEndedException over) {
            // As it should: there was nobody left to talk to.
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            returned(failure);
        }
    }

    private void returned(@Nullable Throwable failure) {
        boolean over;
        lock.lock();
        try {
            over = end != null;
            thread = null;
        } finally {
            lock.unlock();
        }
        if (failure == null) {
            opened.complete(this);
            call.hangupWhenHeard();
            returned.complete(null);
        } else if (over && failure instanceof InterruptedException) {
            // It was told to stop, and did.
            opened.completeExceptionally(failure);
            returned.complete(null);
        } else if (over) {
            opened.completeExceptionally(failure);
            returned.completeExceptionally(failure);
        } else if (opened.completeExceptionally(failure)) {
            returned.complete(null);
        } else {
            call.fail(failure);
            returned.complete(null);
        }
    }

    // ---- what the runtime tells

    @Override
    public void onAudio(CallerAudio heard) {
        lock.lock();
        try {
            if (audio != null && end == null) {
                audio.add(heard.audio());
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEvent(CallEvent event) {
        lock.lock();
        try {
            // What say(...) waits for itself is no news to its caller.
            if (event instanceof CallEvent.PlaybackEnded ended
                    && ownUtterances.remove(ended.outcome().utteranceId())) {
                return;
            }
            if (events.size() == MOST_EVENTS) {
                events.remove();
            }
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletionStage<Void> close(EndCause cause) {
        lock.lock();
        try {
            end = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!returned.isDone()) {
            // The JDK's own timer: this module has no threads but those of the scripts.
            Executor later = CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS);
            later.execute(this::interruptIfStillThere);
        }
        return returned;
    }

    private void interruptIfStillThere() {
        lock.lock();
        try {
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- what the script does

    @Override
    public AgentCall call() {
        return call;
    }

    @Override
    public void ready() throws CallEndedException {
        lock.lock();
        try {
            requireCall();
        } finally {
            lock.unlock();
        }
        opened.complete(this);
    }

    @Override
    public Optional<CallEvent> next(Duration timeout) throws CallEndedException, InterruptedException {
        ready();
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                requireCall();
                CallEvent event = events.poll();
                if (event != null || left <= 0) {
                    return Optional.ofNullable(event);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int readAudio(ByteBuffer into, Duration timeout) throws CallEndedException, InterruptedException {
        int sample = call.format().bytesPerSample();
        if (into.remaining() < sample) {
            throw new IllegalArgumentException("the buffer has room for " + into.remaining() + " bytes; a sample of "
                    + call.format() + " takes " + sample);
        }
        ready();
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            if (audio == null) {
                audio = new HeardBuffer(call.format().bytesOf(MOST_AUDIO));
            }
            while (true) {
                requireCall();
                int bytes = audio.read(into, sample);
                if (bytes > 0 || left <= 0) {
                    return bytes;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public PlaybackOutcome say(Iterable<ByteBuffer> pieces) throws CallEndedException, InterruptedException {
        return say(pieces, "");
    }

    @Override
    public PlaybackOutcome say(ByteBuffer audio, String text) throws CallEndedException, InterruptedException {
        return say(List.of(audio), Objects.requireNonNull(text, "text"));
    }

    private PlaybackOutcome say(Iterable<ByteBuffer> pieces, String text)
            throws CallEndedException, InterruptedException {
        ready();
        Utterance utterance = begin();
        boolean said = false;
        try {
            utterance.text(text);
            write(utterance, pieces);
            utterance.end();
            PlaybackOutcome outcome = outcomeOf(utterance);
            said = true;
            return outcome;
        } finally {
            if (!said) {
                call.speech().interrupt();
            }
        }
    }

    private Utterance begin() {
        lock.lock();
        try {
            // Under the lock: what is told of the utterance waits until its name is known.
            Utterance utterance = call.speech().begin();
            ownUtterances.add(utterance.id());
            return utterance;
        } finally {
            lock.unlock();
        }
    }

    private void write(Utterance utterance, Iterable<ByteBuffer> pieces) throws InterruptedException {
        Iterator<ByteBuffer> rest = pieces.iterator();
        CompletableFuture<PlaybackOutcome> done = utterance.done().toCompletableFuture();
        boolean goOn = true;
        // Asked before each piece: nobody makes speech for a caller who has gone.
        while (!done.isDone() && rest.hasNext()) {
            if (!goOn && !awaitRoom(utterance)) {
                return;
            }
            goOn = utterance.write(rest.next().duplicate());
        }
    }

    /** Waits until half of what waits was heard; false when nobody hears the rest. */
    private boolean awaitRoom(Utterance utterance) throws InterruptedException {
        Duration enough = call.speech().queued().dividedBy(2);
        lock.lockInterruptibly();
        try {
            while (end == null && !utterance.done().toCompletableFuture().isDone()) {
                if (call.speech().queued().compareTo(enough) <= 0) {
                    return true;
                }
                var unused = changed.await(ROOM.toNanos(), TimeUnit.NANOSECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static PlaybackOutcome outcomeOf(Utterance utterance) throws InterruptedException {
        try {
            return utterance.done().toCompletableFuture().get();
        } catch (ExecutionException never) {
            throw new IllegalStateException("an utterance's end failed, which it never does", never);
        }
    }

    @Override
    public CollectedDigits collectDigits(DigitRules rules) throws CallEndedException, InterruptedException {
        ready();
        return collect(rules, new StringBuilder(), null);
    }

    @Override
    public CollectedDigits collectDigits(ByteBuffer prompt, DigitRules rules)
            throws CallEndedException, InterruptedException {
        ready();
        Utterance asking = begin();
        boolean asked = false;
        try {
            asking.write(prompt.duplicate());
            asking.end();
            // Wakes who waits for the first key: from the end of the prompt on its time counts.
            var unused = asking.done().whenComplete((outcome, failure) -> wake());
            CollectedDigits digits = collect(rules, new StringBuilder(), asking);
            asked = true;
            return digits;
        } finally {
            if (!asked) {
                call.speech().interrupt();
            }
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private CollectedDigits collect(DigitRules rules, StringBuilder digits, @Nullable Utterance prompt)
            throws CallEndedException, InterruptedException {
        Utterance asking = prompt;
        long left = rules.first().toNanos();
        while (true) {
            Optional<Character> key = nextKey(left, asking);
            if (key.isEmpty()) {
                return new CollectedDigits(digits.toString(), CollectedDigits.Ended.TIMEOUT);
            }
            if (asking != null && !asking.done().toCompletableFuture().isDone()) {
                call.speech().interrupt();
            }
            asking = null;
            if (rules.terminator().indexOf(key.get()) >= 0) {
                return new CollectedDigits(digits.toString(), CollectedDigits.Ended.TERMINATOR);
            }
            digits.append(key.get());
            if (digits.length() == rules.most()) {
                return new CollectedDigits(digits.toString(), CollectedDigits.Ended.COMPLETE);
            }
            left = rules.between().toNanos();
        }
    }

    /** Waits for a key; while the prompt is still heard, without a limit. */
    private Optional<Character> nextKey(long nanos, @Nullable Utterance prompt)
            throws CallEndedException, InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (true) {
                requireCall();
                for (Iterator<CallEvent> each = events.iterator(); each.hasNext(); ) {
                    if (each.next() instanceof CallEvent.Dtmf dtmf) {
                        each.remove();
                        return Optional.of(dtmf.digit());
                    }
                }
                if (prompt != null && !prompt.done().toCompletableFuture().isDone()) {
                    changed.await();
                } else if (left <= 0) {
                    return Optional.empty();
                } else {
                    left = changed.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public TransferOutcome transfer(TransferRequest request) throws CallEndedException, InterruptedException {
        ready();
        try {
            return call.transfer(request).toCompletableFuture().get();
        } catch (InterruptedException told) {
            call.cancelTransfer();
            throw told;
        } catch (ExecutionException never) {
            throw new IllegalStateException("a transfer's outcome failed, which it never does", never);
        }
    }

    @Override
    public void hangup() {
        call.hangupWhenHeard();
    }

    /** Only under the lock. */
    private void requireCall() throws CallEndedException {
        if (end != null) {
            throw new CallEndedException(end);
        }
    }
}
