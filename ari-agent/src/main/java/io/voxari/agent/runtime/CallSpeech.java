package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.Interruption;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Speech;
import io.voxari.agent.Utterance;
import io.voxari.media.FlushAck;
import io.voxari.media.MarkOutcome;
import io.voxari.media.Playout;
import io.voxari.media.PlayoutPosition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The voice of one call's agent: utterances on the line of the call's {@link Playout}.
 *
 * <p>Before the audio connection stands there is no playout; what is written then waits here and is handed over by
 * {@link #attach}.
 *
 * <p>Thread-safe. The stages that the agent gets complete on the executor: what the agent does then may block, and the
 * thread that brings the news serves the audio of other calls.
 *
 * <p>Long, because one lock guards it all: what is queued, who speaks, and whether the voice is held, paused or in doubt
 * change together. What does not need the lock is in {@link CallUtterance} and {@link VoiceBooks}.
 */
final class CallSpeech implements Speech {
    /** What may wait before there is a playout, which then has a limit of its own: more, so that it takes all of this. */
    private static final Duration MOST_EARLY = Duration.ofMinutes(5);

    /** More than any announcement lasts. */
    private static final Duration LONGEST_ANNOUNCEMENT = Duration.ofMinutes(3);

    private static final Duration FRAME = Duration.ofMillis(20);

    /** Nobody misses less: the rest of a frame, or what an estimate of the playing is wrong by. */
    private static final Duration MISSED = Duration.ofMillis(100);

    private final AudioFormat format;
    private final Executor executor;
    private final Listener listener;
    /** For recordings; under the lock. */
    private final VoiceBooks books;

    // All below under the lock of this object, as are the fields of the utterances.
    private final ArrayDeque<CallUtterance> unsettled = new ArrayDeque<>();
    private @Nullable Playout playout;
    private @Nullable CallUtterance speaking;
    private boolean paused;
    /** The caller cannot hear: it is on hold, or being transferred. Apart from what the agent wants. */
    private boolean held;

    /** The caller may be about to interrupt. Apart from what the agent wants, too. */
    private boolean doubted;

    private boolean closed;
    /** The agent has the voice no more: only {@link #announce} is heard. */
    private boolean takenOver;

    private boolean spoke;
    /** How much was ever said, but for what the agent said while it paused. */
    private long saidBytes;
    /** How much was written for what had been cut, and not asked for by {@link #takeLateBytes} yet. */
    private long lateBytes;
    /** How much the end of the playout has cut: that may be known before {@link #detach}. */
    private Duration lost = Duration.ZERO;
    /** While the playout cancels marks on this very thread: {@link #interrupt} settles their utterances itself. */
    private boolean interrupting;

    private int begun;

    /** Is told what becomes of the voice; on any thread, perhaps under the lock: it hands over. */
    interface Listener {
        /** The first audio was written; once. */
        void onFirstAudio();

        /** The first audio of an utterance was written. */
        default void onBegun() {}

        /** The first of an utterance was heard; only where that is wanted. */
        default void onBeginningHeard() {}

        /** {@return whether somebody wants to know when the first of an utterance is heard} */
        default boolean isBeginningWanted() {
            return false;
        }

        /** The agent paused, and goes on. */
        default void onFalseInterruption() {}

        /** Asterisk says that nothing is left of what an interruption cut. */
        default void onConfirmed(Duration took) {}

        /** An utterance was heard or cut. */
        void onEnded(PlaybackOutcome outcome);

        /** The agent was interrupted, and so much was never heard. */
        void onInterrupted(Duration discarded);
    }

    /**
     * @param executor where the agent's stages complete
     */
    CallSpeech(AudioFormat format, Executor executor, Listener listener) {
        this.format = format;
        this.executor = executor;
        this.listener = listener;
        this.books = new VoiceBooks(format);
    }

    @Override
    public Utterance begin() {
        return begin(Duration.ZERO, false);
    }

    @Override
    public Utterance beginProtected(Duration protectedFor) {
        if (protectedFor.isNegative()) {
            throw new IllegalArgumentException("to protect " + protectedFor + " is not possible; give 0 or more");
        }
        return begin(protectedFor, false);
    }

    private Utterance begin(Duration protectedFor, boolean ours) {
        CallUtterance previous;
        CallUtterance next;
        synchronized (this) {
            previous = speaking;
            if (previous != null) {
                previous.left = true;
            }
            next = new CallUtterance(this, format, "u" + ++begun, protectedFor);
            if (closed || (takenOver && !ours)) {
                next.settled = true;
            } else {
                speaking = next;
                unsettled.add(next);
            }
        }
        if (previous != null) {
            previous.end();
        }
        if (next.settled) {
            next.done.complete(new PlaybackOutcome(next.id(), Duration.ZERO, Duration.ZERO, true, false));
        }
        return next;
    }

    /** Takes the voice away from the agent, and cuts what it said. */
    void takeOver() {
        synchronized (this) {
            takenOver = true;
        }
        // Undoes a pause of the agent's, too.
        var unused = cut();
    }

    /** Says something that is not the agent's, nor the agent's to interrupt. */
    synchronized void announce(ByteBuffer audio) {
        Utterance words = begin(LONGEST_ANNOUNCEMENT, true);
        words.write(audio);
        words.end();
    }

    /** Lets a recording know what is said; made with what was said and is not played yet. */
    synchronized CallRecorder record(BiFunction<VoiceBooks, SpokenLine, CallRecorder> maker) {
        return books.add(playout, maker);
    }

    synchronized void stopRecording(CallRecorder recorder) {
        books.remove(recorder);
    }

    /** {@return how far the voice was played} */
    synchronized VoiceBooks.Place played() {
        return playout == null ? new VoiceBooks.Place(books.lines(), 0) : books.place(playout);
    }

    /** Hands over to the playout: the first, or the next after {@link #detach}. */
    synchronized void attach(Playout attached) {
        if (closed) {
            return;
        }
        playout = attached;
        for (CallUtterance utterance : List.copyOf(unsettled)) {
            if (utterance.early != null) {
                play(attached, utterance, ByteBuffer.wrap(utterance.early.toByteArray()));
                utterance.early = null;
            }
            if (utterance.ended) {
                markEnd(attached, utterance);
            }
        }
        if (paused || held || doubted) {
            attached.pause();
        }
    }

    /**
     * The playout is gone: settles what was not heard to its end. What is begun from now on waits for another one.
     *
     * @return whether more was cut than goes unnoticed
     */
    boolean detach() {
        List<CallUtterance> cut = new ArrayList<>();
        List<PlaybackOutcome> outcomes = new ArrayList<>();
        Duration missing;
        synchronized (this) {
            Playout gone = playout;
            if (closed || gone == null) {
                return false;
            }
            playout = null;
            speaking = null;
            books.newLine(gone);
            missing = lost;
            lost = Duration.ZERO;
            cutAll(gone.position().played(), cut, outcomes);
        }
        for (int i = 0; i < cut.size(); i++) {
            tell(cut.get(i), outcomes.get(i));
            missing = missing.plus(unheard(outcomes.get(i)));
        }
        return missing.compareTo(MISSED) >= 0;
    }

    private static Duration unheard(PlaybackOutcome outcome) {
        return outcome.written().minus(outcome.played());
    }

    boolean write(CallUtterance utterance, ByteBuffer audio) {
        boolean first;
        boolean begins;
        boolean goOn = true;
        synchronized (this) {
            if (utterance.settled || utterance.left || closed) {
                lateBytes += utterance.wasCut ? audio.remaining() : 0;
                audio.position(audio.limit());
                return true;
            }
            if (utterance.ended) {
                throw new IllegalStateException("utterance " + utterance.id() + " has ended; begin another one");
            }
            int bytes = audio.remaining();
            first = !spoke && bytes > 0;
            begins = utterance.writtenBytes == 0 && bytes > 0;
            if (playout == null) {
                checkEarly(bytes);
                utterance.keep(audio);
            } else {
                goOn = play(playout, utterance, audio);
            }
            utterance.writtenBytes += bytes;
            saidBytes += paused ? 0 : bytes;
            spoke |= first;
        }
        if (first) {
            listener.onFirstAudio();
        }
        if (begins) {
            listener.onBegun();
        }
        return goOn;
    }

    /** {@return how many bytes were written for speech that had been cut, since this was asked last} */
    synchronized long takeLateBytes() {
        long taken = lateBytes;
        lateBytes = 0;
        return taken;
    }

    /** Only under the lock. */
    private boolean play(Playout playout, CallUtterance utterance, ByteBuffer audio) {
        if (utterance.start == null) {
            utterance.start = playout.position().written();
            int frame = format.bytesOf(FRAME);
            if (listener.isBeginningWanted() && audio.remaining() > frame) {
                // A mark behind all of a long piece would tell when its end is heard.
                ByteBuffer beginning = audio.slice(audio.position(), frame);
                audio.position(audio.position() + frame);
                boolean unused = write(playout, beginning);
                var unusedStage = playout.mark().reached().thenAccept(mark -> {
                    if (mark.kind() != MarkOutcome.Kind.CANCELLED) {
                        listener.onBeginningHeard();
                    }
                });
            }
        }
        return write(playout, audio);
    }

    /** Only under the lock; what the playout refuses, the books never hear of. */
    private boolean write(Playout playout, ByteBuffer audio) {
        ByteBuffer said = audio.duplicate();
        Duration start = playout.position().written();
        boolean goOn = playout.write(audio);
        if (playout.position().written().compareTo(start) > 0) {
            books.wrote(playout, start, said);
        }
        return goOn;
    }

    /** {@return how far what was written has come; empty before there is an audio connection} */
    synchronized Optional<PlayoutPosition> position() {
        return Optional.ofNullable(playout).map(Playout::position);
    }

    /** What does not belong to audio that is still heard means nothing. */
    synchronized void text(CallUtterance utterance, String said) {
        if (!utterance.settled && !utterance.left && !closed) {
            utterance.say(said);
        }
    }

    synchronized void end(CallUtterance utterance) {
        if (utterance.ended || utterance.settled || closed) {
            return;
        }
        utterance.ended = true;
        if (speaking == utterance) {
            speaking = null;
        }
        if (playout != null) {
            markEnd(playout, utterance);
        }
    }

    /** Only under the lock. */
    private void markEnd(Playout at, CallUtterance utterance) {
        at.padToFrame();
        var unused = at.mark().reached().thenAccept(outcome -> reached(utterance, outcome));
    }

    private void reached(CallUtterance utterance, MarkOutcome mark) {
        PlaybackOutcome outcome;
        synchronized (this) {
            boolean cancelled = mark.kind() == MarkOutcome.Kind.CANCELLED;
            if (utterance.settled || (interrupting && cancelled)) {
                return;
            }
            outcome = utterance.settle(
                    cancelled ? utterance.heard(mark.played()) : utterance.written(),
                    cancelled,
                    mark.kind() == MarkOutcome.Kind.REACHED);
            unsettled.remove(utterance);
            lost = cancelled ? lost.plus(unheard(outcome)) : lost;
            if (playout != null) {
                books.heard(playout);
            }
        }
        tell(utterance, outcome);
    }

    @Override
    public Interruption interrupt() {
        synchronized (this) {
            if (!closed && (takenOver || unsettled.stream().anyMatch(this::isProtected))) {
                return new Interruption(List.of(), Duration.ZERO, CompletableFuture.completedFuture(Duration.ZERO));
            }
        }
        return cut();
    }

    /** Only under the lock. */
    private boolean isProtected(CallUtterance utterance) {
        Duration heard = utterance.heard(
                playout == null ? Duration.ZERO : playout.position().played());
        return heard.compareTo(utterance.protectedFor) < 0;
    }

    /** Stops speaking, whatever is protected. */
    Interruption cut() {
        List<CallUtterance> cut = new ArrayList<>();
        List<PlaybackOutcome> outcomes = new ArrayList<>();
        Duration discarded;
        var acknowledged = new CompletableFuture<Duration>();
        synchronized (this) {
            io.voxari.media.Interruption stopped = playout == null || closed ? null : stop(playout);
            discarded = stopped == null ? earlyAudio() : stopped.discarded();
            Duration heardUntil = stopped == null ? Duration.ZERO : stopped.heardUntil();
            if (stopped != null && playout != null) {
                books.cut(playout, heardUntil);
            }
            paused = false;
            doubted = false;
            speaking = null;
            cutAll(heardUntil, cut, outcomes);
            if (stopped == null) {
                acknowledged.complete(Duration.ZERO);
            } else {
                var unused = stopped.acknowledged().thenAcceptAsync(ack -> acknowledge(acknowledged, ack), executor);
            }
        }
        for (int i = 0; i < cut.size(); i++) {
            tell(cut.get(i), outcomes.get(i));
        }
        listener.onInterrupted(discarded);
        return new Interruption(outcomes, discarded, acknowledged);
    }

    /** Only under the lock. */
    private io.voxari.media.Interruption stop(Playout playing) {
        interrupting = true;
        try {
            return playing.interrupt();
        } finally {
            interrupting = false;
            if (held) {
                // An interruption undoes the pause.
                playing.pause();
            }
        }
    }

    private void acknowledge(CompletableFuture<Duration> acknowledged, FlushAck ack) {
        if (ack.measured()) {
            listener.onConfirmed(ack.took());
            acknowledged.complete(ack.took());
        } else {
            acknowledged.completeExceptionally(
                    new IllegalStateException("Asterisk did not confirm that it dropped its audio"));
        }
    }

    @Override
    public synchronized void pause() {
        if (takenOver) {
            return;
        }
        paused = true;
        if (playout != null && !closed) {
            playout.pause();
        }
    }

    /** Lets the voice stand still, whatever the agent says, until {@link #release()}. */
    synchronized void hold() {
        held = true;
        if (playout != null && !closed) {
            playout.pause();
        }
    }

    /** Lets the voice go on, unless the agent has paused it. */
    synchronized void release() {
        held = false;
        if (playout != null && !closed && !paused && !doubted) {
            playout.resume();
        }
    }

    /**
     * Lets the voice stand still, until it is known whether the caller interrupts it: by {@link #interrupt}, {@link #assure}, or
     * the agent's own {@link #resume}.
     *
     * @return false if there is nothing to interrupt, or it is protected, or stands still anyhow
     */
    synchronized boolean doubt() {
        if (closed
                || paused
                || held
                || doubted
                || playout == null
                || unsettled.stream().anyMatch(this::isProtected)
                || playout.queued().isZero()) {
            return false;
        }
        doubted = true;
        playout.pause();
        return true;
    }

    synchronized boolean isDoubted() {
        return doubted;
    }

    /** Goes on after {@link #doubt()}; returns false if that is settled. */
    synchronized boolean assure() {
        boolean was = doubted;
        doubted = false;
        if (was && playout != null && !closed && !paused && !held) {
            playout.resume();
        }
        return was;
    }

    @Override
    public synchronized void resume() {
        if (paused && !closed) {
            listener.onFalseInterruption();
        }
        paused = false;
        doubted = false;
        if (playout != null && !closed && !held) {
            playout.resume();
        }
    }

    @Override
    public synchronized Duration queued() {
        if (closed) {
            return Duration.ZERO;
        }
        return playout == null ? earlyAudio() : playout.queued();
    }

    /**
     * {@return how many bytes were ever said: it grows with every word, also within an utterance that stays open, but not
     * while the agent pauses}
     */
    synchronized long saidBytes() {
        return saidBytes;
    }

    /** {@return whether the agent lets nothing be heard} */
    synchronized boolean isPaused() {
        return paused;
    }

    /** {@return whether there is at least so much to be heard, and the agent lets it be heard} */
    synchronized boolean isSpeaking(Duration atLeast) {
        return !paused && queued().compareTo(atLeast) >= 0;
    }

    /**
     * Ends the utterance that is open; what is still written to it is ignored.
     *
     * @return completes when all that was written so far was heard, was cut, or the call ended
     */
    CompletableFuture<Void> takeLeave() {
        List<CompletableFuture<PlaybackOutcome>> open = new ArrayList<>();
        synchronized (this) {
            unsettled.forEach(utterance -> open.add(utterance.done));
            if (speaking != null) {
                speaking.left = true;
                speaking.end();
            }
        }
        return CompletableFuture.allOf(open.toArray(CompletableFuture[]::new));
    }

    /**
     * {@return completes when all utterances that have been ended were heard, were cut, or the call ended} One that is open
     * may never end, and is not waited for.
     */
    CompletableFuture<Void> heard() {
        List<CompletableFuture<PlaybackOutcome>> open = new ArrayList<>();
        synchronized (this) {
            for (CallUtterance utterance : unsettled) {
                if (utterance.ended) {
                    open.add(utterance.done);
                }
            }
        }
        return CompletableFuture.allOf(open.toArray(CompletableFuture[]::new));
    }

    /** Cuts everything: the call is over. */
    void close() {
        List<CallUtterance> cut = new ArrayList<>();
        List<PlaybackOutcome> outcomes = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            speaking = null;
            cutAll(playout == null ? Duration.ZERO : playout.position().played(), cut, outcomes);
        }
        for (int i = 0; i < cut.size(); i++) {
            tell(cut.get(i), outcomes.get(i));
        }
    }

    /** Only under the lock. */
    private void cutAll(Duration heardUntil, List<CallUtterance> cut, List<PlaybackOutcome> outcomes) {
        for (CallUtterance utterance : unsettled) {
            cut.add(utterance);
            outcomes.add(utterance.settle(utterance.heard(heardUntil), true, false));
        }
        unsettled.clear();
    }

    /** Only under the lock. */
    private void checkEarly(int bytes) {
        Duration waiting = earlyAudio();
        if (waiting.plus(format.durationOf(bytes)).compareTo(MOST_EARLY) > 0) {
            throw new IllegalStateException(waiting.toMillis() + " ms wait for the call to be connected; with " + bytes
                    + " bytes more it would be over " + MOST_EARLY.toMinutes() + " minutes");
        }
    }

    /** Only under the lock. */
    private Duration earlyAudio() {
        long bytes = 0;
        for (CallUtterance utterance : unsettled) {
            bytes += utterance.writtenBytes;
        }
        return format.durationOf(bytes);
    }

    private void tell(CallUtterance utterance, PlaybackOutcome outcome) {
        listener.onEnded(outcome);
        executor.execute(() -> utterance.done.complete(outcome));
    }
}
