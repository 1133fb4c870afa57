package io.voxari.agent.runtime;

import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one call: how long it may last, and how long its caller may be silent.
 *
 * <p>The silence of the caller begins when the agent was heard to the end, which the media connection tells, not when the
 * agent has written its last word. Only the call's lane uses it.
 */
final class CallClock {
    /** What is still queued is an estimate, which may be a frame or two behind the last mark. */
    private static final Duration SILENT = Duration.ofMillis(100);

    private final Call call;
    private @Nullable Duration patience;
    private @Nullable Future<?> waiting;
    /** Counts the waits. */
    private int round;

    private boolean over;
    private int times;

    CallClock(Call call) {
        this.call = call;
    }

    /** {@return whether the longest duration is reached} */
    boolean isOver() {
        return over;
    }

    /** The call is answered. */
    void start(CallLimits limits) {
        limits.longest().ifPresent(longest -> {
            if (!limits.warning().isZero()) {
                call.alarm(
                        longest.minus(limits.warning()),
                        () -> call.agent().tell(new CallEvent.DurationWarning(limits.warning())));
            }
            call.alarm(longest, () -> {
                over = true;
                call.durationReached();
            });
        });
        limits.noInput().ifPresent(this::listen);
    }

    private void listen(Duration silence) {
        patience = silence;
        await();
    }

    void onAgentHeard() {
        await();
    }

    void onKey() {
        input();
        await();
    }

    void onCallerTalking() {
        input();
    }

    void onCallerSilent() {
        await();
    }

    private void input() {
        times = 0;
        stop();
    }

    private void stop() {
        round++;
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
    }

    /** The caller is on hold, or is not any more. */
    void onHold(boolean held) {
        if (held) {
            stop();
        } else {
            await();
        }
    }

    /** Begins to wait for the caller, if the agent has nothing more to say; its last word begins that anew. */
    private void await() {
        stop();
        Duration silence = patience;
        if (silence != null && !call.turns().isTalking() && isCallersTurn()) {
            int mine = round;
            waiting = call.cancellableAlarm(silence, () -> {
                if (mine != round) {
                    return; // Cancelled when it was on its way already.
                }
                waiting = null;
                if (isCallersTurn()) {
                    times++;
                    call.agent().tell(new CallEvent.NoInput(silence, times));
                    await();
                }
            });
        }
    }

    private boolean isCallersTurn() {
        return call.state() == CallState.TALKING
                && !call.commands.isHeld()
                && call.agent().speech().queued().compareTo(SILENT) < 0;
    }
}
