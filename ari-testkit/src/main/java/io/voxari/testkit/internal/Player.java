package io.voxari.testkit.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a channel does one after the other, as the one thread does that Asterisk has for it: playbacks, and the commands that
 * wait for them. A bridge's announcer has one too. Only the loop's thread.
 */
final class Player {
    private final Pbx pbx;
    private final Consumer<byte[]> heard;
    private final Runnable idle;
    /** The one that plays is not among them. */
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private @Nullable Playback playing;
    private Prompt prompt = Prompt.silence();
    private boolean ended;
    /** What is done takes its time. */
    private boolean busy;

    /** Something that takes its time, and says when it is done. */
    private record Errand(Consumer<Runnable> task) {}

    /**
     * Has nothing to do.
     *
     * @param heard gets the audio
     * @param idle told when the last is over
     */
    Player(Pbx pbx, Consumer<byte[]> heard, Runnable idle) {
        this.pbx = pbx;
        this.heard = heard;
        this.idle = idle;
    }

    boolean isPlaying() {
        return playing != null;
    }

    void add(Playback playback) {
        waiting.add(playback);
        pbx.loop.execute(this::work);
    }

    boolean isFree() {
        return playing == null && !busy && waiting.isEmpty();
    }

    /** Does something when all before it is done; at once when that is nothing. */
    void then(Runnable command) {
        if (isFree()) {
            command.run();
        } else {
            waiting.add(command);
        }
    }

    /** Does something that takes its time when all before it is done; what comes after it waits until it says that it is. */
    void thenWhile(Consumer<Runnable> task) {
        waiting.add(new Errand(task));
        work();
    }

    private void begin(Errand errand) {
        busy = true;
        errand.task.accept(() -> {
            busy = false;
            work();
        });
    }

    private void work() {
        while (!ended && playing == null && !busy && !waiting.isEmpty()) {
            Object next = waiting.remove();
            if (next instanceof Playback playback) {
                begin(playback);
            } else if (next instanceof Errand errand) {
                begin(errand);
            } else {
                ((Runnable) next).run();
            }
        }
        if (isFree() && !ended) {
            idle.run();
        }
    }

    private void begin(Playback playback) {
        if (playback.is("done")) {
            // Stopped before its turn came.
            pbx.playbacks.finished(playback, "done");
            return;
        }
        playback.begin();
        pbx.playbacks.tell(playback, "PlaybackStarted");
        Prompts.Found found = pbx.prompts.find(playback.mediaUri(), pbx.recordings::audio);
        switch (found.fate()) {
            case PLAYED -> {
                playing = playback;
                prompt = found.prompt();
                tickAt(playback, pbx.loop.nowNanos() + MediaLeg.TICK_NANOS);
            }
            case FAILED -> over(playback, "failed");
            case FORGOTTEN -> {
                if (playback.hasNext()) {
                    playback.next();
                    begin(playback);
                } else {
                    pbx.playbacks.forget(playback);
                }
            }
        }
    }

    private void tickAt(Playback playback, long dueNanos) {
        pbx.loop.at(dueNanos, () -> {
            if (playing != playback) {
                return;
            }
            if (playback.is("playing")) {
                byte[] frame = prompt.frame(playback.nextFrame());
                if (frame.length == 0) {
                    over(playback, "done");
                    work();
                    return;
                }
                heard.accept(frame);
            }
            tickAt(playback, dueNanos + MediaLeg.TICK_NANOS);
        });
    }

    /** One of the row is over, and with the last of them the playback. */
    private void over(Playback playback, String state) {
        playing = null;
        if (playback.hasNext()) {
            playback.become("continuing");
            pbx.playbacks.tell(playback, "PlaybackContinuing");
            playback.next();
            begin(playback);
        } else {
            pbx.playbacks.finished(playback, state);
        }
    }

    /** The application has enough of it. */
    void stop(Playback playback) {
        if (playing == playback) {
            if (playback.mediaUri().startsWith("tone:")) {
                // Of a row with a tone in it Asterisk stops nothing but the tone.
                over(playback, "done");
            } else {
                playing = null;
                pbx.playbacks.finished(playback, "done");
            }
            work();
        } else {
            playback.become("done");
        }
    }

    /** There is nobody any more to play it to; commands that wait are done, for what that is worth. */
    void end(boolean isTold) {
        if (ended) {
            return;
        }
        Playback last = playing;
        playing = null;
        ended = true;
        if (last != null) {
            failed(last, isTold);
        }
        for (Object next : List.copyOf(waiting)) {
            if (next instanceof Playback playback) {
                if (isTold) {
                    playback.begin();
                    pbx.playbacks.tell(playback, "PlaybackStarted");
                }
                failed(playback, isTold);
            } else if (next instanceof Runnable command) {
                command.run();
            }
        }
        waiting.clear();
    }

    private void failed(Playback playback, boolean isTold) {
        if (isTold) {
            pbx.playbacks.finished(playback, "failed");
        } else {
            pbx.playbacks.forget(playback);
        }
    }
}
