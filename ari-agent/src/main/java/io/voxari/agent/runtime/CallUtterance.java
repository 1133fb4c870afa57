package io.voxari.agent.runtime;

import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Utterance;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One utterance of a {@link CallSpeech}, which does all the work and whose lock guards the fields. */
final class CallUtterance implements Utterance {
    final CompletableFuture<PlaybackOutcome> done = new CompletableFuture<>();
    private final CallSpeech speech;
    private final String id;

    /** Where it begins on the playout's line; null until audio of it has been handed over. */
    @Nullable Duration start;

    /** What was written before there was a playout; null when there is none. */
    @Nullable ByteArrayOutputStream early;

    long writtenBytes;
    boolean ended;

    /** Ended by the next one or by the agent's leave, not by who writes: what follows is ignored, and no fault. */
    boolean left;

    boolean settled;

    /** Until so much of it is heard nothing is cut. */
    final Duration protectedFor;

    CallUtterance(CallSpeech speech, String id, Duration protectedFor) {
        this.protectedFor = protectedFor;
        this.speech = speech;
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
}
