package io.voxari.agent.runtime;

import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of one call: how long it may last, and how long its caller may be silent.
 *
 * <p>The silence of the caller begins when the agent was heard to the end, which the media connection tells, not when the
 * agent has written its last word. Only the call's lane uses it.
 */
final class CallClock {
    private static final Logger LOG = LoggerFactory.getLogger(CallClock.class);

    /** For Asterisk's talk detection: milliseconds of silence that end speech, and how loud speech is. */
    private static final String TALK_DETECTION = "800,256";

    private static final Duration SILENCE_ENDS_SPEECH = Duration.ofMillis(800);

    /** What is still queued is an estimate, which may be a frame or two behind the last mark. */
    private static final Duration SILENT = Duration.ofMillis(100);

    private final Call call;
    private @Nullable Duration patience;
    private @Nullable Future<?> waiting;
    private boolean callerTalks;
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
        call.then(call.legs.setVariable("TALK_DETECT(set)", TALK_DETECTION), (done, failure) -> {
            if (failure != null && !Requests.isGone(failure)) {
                LOG.warn(
                        "call {}: the no-input timer does not hear the caller speak, only keys; is func_talkdetect loaded?"
                                + " {}",
                        call.offer.callId(),
                        Call.told(failure));
            }
        });
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
        if (patience != null && call.hasAgent()) {
            callerTalks = true;
            call.measures.callerBegan();
            input();
            call.agent().tell(new CallEvent.CallerSpeechStarted());
        }
    }

    void onCallerSilent(Duration spoke) {
        if (patience != null && call.hasAgent()) {
            callerTalks = false;
            call.measures.callerEnded(SILENCE_ENDS_SPEECH);
            call.agent().tell(new CallEvent.CallerSpeechEnded(spoke));
            await();
        }
    }

    /** Nobody told for a while what the caller did: it may have fallen silent, and is taken to be until it is heard again. */
    void onGap() {
        if (callerTalks) {
            callerTalks = false;
            await();
        }
    }

    private void input() {
        times = 0;
        stop();
    }

    private void stop() {
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
        if (silence != null && !callerTalks && isCallersTurn()) {
            waiting = call.cancellableAlarm(silence, () -> {
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
