package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One recording of a call: the other party left as it came, the agent right as Asterisk played it, on the machine's clock.
 *
 * <p>Thread-safe: audio comes on the connection's thread, what the agent says on the agent's, the clock on the timer's; each only
 * leaves it here. It is written on the host's executor.
 */
final class CallRecorder implements Recording {
    private static final Duration TICK = Duration.ofMillis(100);

    private final CallHost host;
    private final CallSpeech speech;
    private final AudioFormat format;
    private final RecordingPump pump;
    private final Consumer<CallRecorder> onEnded;
    private final long begin;
    private final CompletableFuture<RecordingOutcome> done = new CompletableFuture<>();

    // All below under the lock of this object.
    private final SpokenLine line;
    private final StereoTimeline timeline;
    private int lines;
    private boolean paused;
    private boolean ended;

    /**
     * @param line what the agent has written by now and was not played
     * @param onEnded told once, when nothing more is to be recorded
     */
    CallRecorder(
            CallHost host,
            CallSpeech speech,
            AudioFormat format,
            VoiceBooks books,
            SpokenLine line,
            RecordingPump pump,
            Consumer<CallRecorder> onEnded) {
        this.host = host;
        this.speech = speech;
        this.lines = books.lines();
        this.format = format;
        this.line = line;
        this.pump = pump;
        this.onEnded = onEnded;
        this.begin = host.nanos();
        this.timeline = new StereoTimeline(format.sampleRateHz());
        var unused = pump.done().thenAccept(this::written);
    }

    void start() {
        pump.begin();
        tick();
    }

    private void written(String trouble) {
        boolean unused = end();
        String told = trouble.isEmpty() ? standstill() : trouble;
        done.complete(new RecordingOutcome(trouble.isEmpty(), length(pump.samples()), told));
    }

    private synchronized String standstill() {
        Duration stood = length(timeline.stoodStill());
        return stood.isZero()
                ? ""
                : "this process stood still for " + stood.toMillis() + " ms, of which audio may be missing";
    }

    private Duration length(long samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / format.sampleRateHz());
    }

    /** The clock goes on though nobody says anything. */
    private void tick() {
        clock();
        synchronized (this) {
            if (!ended) {
                var unused = host.later(TICK, this::tick);
            }
        }
    }

    private void clock() {
        // Before the lock: the speech, which leaves audio here under its own, must not be waited for with it.
        VoiceBooks.Place played = speech.played();
        try {
            synchronized (this) {
                if (!ended) {
                    played(played);
                    pump.put(timeline.take(now()));
                }
            }
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    /** A recording that cannot go on ends by itself: it must not take the call with it. */
    private void fail(RuntimeException failure) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        onEnded.accept(this);
        pump.abort(String.valueOf(failure));
    }

    /** Only under the lock. */
    private void played(VoiceBooks.Place place) {
        if (place.line() != lines) {
            // It was asked for before the connection broke.
            return;
        }
        byte[] audio = line.take(place.bytes());
        if (audio.length > 0) {
            timeline.played(now(), samples(ByteBuffer.wrap(audio)));
        }
    }

    private long now() {
        return (host.nanos() - begin) / 1_000 * format.sampleRateHz() / 1_000_000;
    }

    /** The other party said something. */
    void heard(ByteBuffer audio) {
        clock();
        try {
            synchronized (this) {
                if (!ended) {
                    timeline.heard(now(), samples(audio.duplicate()));
                }
            }
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    /** Only under the lock. */
    private short[] samples(ByteBuffer audio) {
        ShortBuffer samples = ShortBuffer.allocate(audio.remaining() / format.bytesPerSample());
        Samples.decode(format, audio, samples);
        short[] linear = samples.array();
        if (paused) {
            Arrays.fill(linear, (short) 0);
        }
        return linear;
    }

    synchronized void wrote(long from, byte[] audio) {
        line.wrote(from, audio);
    }

    synchronized void dropped(long from, long to) {
        line.dropped(from, to);
    }

    /** The agent's audio connection is gone; another one may follow. */
    synchronized void newLine(VoiceBooks.Place last) {
        if (!ended) {
            played(last);
            line.clear();
            lines++;
        }
    }

    @Override
    public void pause() {
        clock();
        synchronized (this) {
            paused = true;
        }
    }

    @Override
    public void resume() {
        clock();
        synchronized (this) {
            paused = false;
        }
    }

    @Override
    public void stop() {
        clock();
        if (end()) {
            pump.end();
        }
    }

    private boolean end() {
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            pump.put(timeline.finish(now()));
        }
        onEnded.accept(this);
        return true;
    }

    @Override
    public CompletionStage<RecordingOutcome> done() {
        return done.minimalCompletionStage();
    }

    /** Completes when all is written; for the end of the call. */
    CompletableFuture<@Nullable Void> completed() {
        return done.thenApply(outcome -> null);
    }
}
