package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Utterance;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One utterance of a {@link CallSpeech}, which does all the work and whose lock guards the fields. */
final class CallUtterance implements Utterance {
    final CompletableFuture<PlaybackOutcome> done = new CompletableFuture<>();
    private final CallSpeech speech;
    private final AudioFormat format;
    private final String id;

    /** Where it begins on the playout's line; null until audio of it has been handed over. */
    @Nullable Duration start;

    /** What was written before there was a playout; null when there is none. */
    @Nullable ByteArrayOutputStream early;

    /** What it says; null while nobody has told. */
    private @Nullable SpokenText text;

    long writtenBytes;
    boolean ended;

    /** Ended by the next one or by the agent's leave, not by who writes: what follows is ignored, and no fault. */
    boolean left;

    boolean settled;

    /** Settled before it was heard to its end. */
    boolean wasCut;

    /** Until so much of it is heard nothing is cut. */
    final Duration protectedFor;

    CallUtterance(CallSpeech speech, AudioFormat format, String id, Duration protectedFor) {
        this.protectedFor = protectedFor;
        this.speech = speech;
        this.format = format;
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean write(ByteBuffer audio) {
        return speech.write(this, audio);
    }

    @Override
    public void text(String said) {
        speech.text(this, Objects.requireNonNull(said, "said"));
    }

    @Override
    public void end() {
        speech.end(this);
    }

    @Override
    public CompletionStage<PlaybackOutcome> done() {
        return done.minimalCompletionStage();
    }

    /** Only under the lock of the speech. */
    void keep(ByteBuffer audio) {
        if (early == null) {
            early = new ByteArrayOutputStream(Math.max(1_600, audio.remaining()));
        }
        byte[] bytes = new byte[audio.remaining()];
        audio.get(bytes);
        early.writeBytes(bytes);
    }

    /** Only under the lock of the speech. */
    void say(String said) {
        if (said.isEmpty()) {
            return;
        }
        if (text == null) {
            text = new SpokenText();
        }
        text.add(written(), said);
    }

    /** Only under the lock of the speech. */
    PlaybackOutcome settle(Duration played, boolean cut, boolean measured) {
        settled = true;
        wasCut = cut;
        early = null;
        Duration written = written();
        String heard = text == null || written.isZero() ? "" : cut ? text.heard(played, written, ended) : text.all();
        return new PlaybackOutcome(id, written, played, cut, measured, heard);
    }

    /** {@return how long what was written sounds} Only under the lock of the speech. */
    Duration written() {
        return format.durationOf(writtenBytes);
    }

    /** {@return how much of it was heard, when the line was heard so far} Only under the lock of the speech. */
    Duration heard(Duration heardUntil) {
        if (start == null || heardUntil.compareTo(start) <= 0) {
            return Duration.ZERO;
        }
        Duration heard = heardUntil.minus(start);
        Duration written = written();
        return heard.compareTo(written) < 0 ? heard : written;
    }
}
