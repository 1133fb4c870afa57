package io.voxari.agent.runtime;

import java.time.Duration;

/**
 * Finds an agent that is there and does nothing: a callback does not return, or the caller has spoken and gets no answer. That is
 * watched where the application wants it. Two things are watched on every call, as nobody else would ever break that silence: an
 * agent that has the caller back owes it a word, and a callback that does not return for very long, while the caller hears
 * nothing, never will.
 *
 * <p>When the caller speaks is known from {@link CallTurns}. Only the call's lane uses it.
 */
final class StallWatch {
    /** What is still queued is an estimate, which may be a frame or two behind the last mark. */
    private static final Duration SILENT = Duration.ofMillis(100);

    /** So often in its patience a callback is looked at. */
    private static final int LOOKS = 4;

    private final Call call;
    private final Duration patience;
    /** Since when an answer is owed; -1 while none is. */
    private long owedSince = -1;
    /** For how long it may be owed. */
    private Duration allowed = Duration.ZERO;
    /** How much the agent had said by then. */
    private long said;

    private boolean looking;
    private boolean watchesCallbacks;
    /** How often in a row one callback was found under way and the caller in silence. */
    private int stuckLooks;
    /** How much the agent had said at the last of them. */
    private long stuckSaid;

    private boolean hasAnswered;
    /** When the agent answered last, if it ever did. */
    private long answeredAt;

    StallWatch(Call call) {
        this.call = call;
        this.patience = call.host.rescue.stallPatience();
    }

    /** {@return whether it has to know when the caller speaks} */
    boolean isWatching() {
        return !patience.isZero();
    }

    /** The caller hears the agent from now on, before the answer or after it. */
    void start() {
        Duration longest = call.host.rescue.callbackPatience();
        if (isWatching()) {
            lookLater(patience);
        } else if (!watchesCallbacks && !longest.isZero()) {
            watchesCallbacks = true;
            watchCallbacks(longest);
        }
    }

    /**
     * Counts looks, not time: a process that stood still for a minute has not been stuck in a callback for one. What an
     * agent says and then waits for in its callback is heard, and so is the music of a hold or a transfer: none of that is
     * silence.
     */
    private void watchCallbacks(Duration longest) {
        Duration between = longest.dividedBy(LOOKS).plusMillis(1);
        call.alarm(between, () -> {
            if (isOver()) {
                return;
            }
            Duration stuck = call.agent().mailbox().stuckFor();
            long saidBefore = stuckSaid;
            stuckSaid = call.agent().speech().saidBytes();
            if (stuck.isZero() || !isSilent()) {
                stuckLooks = 0;
            } else if (stuckSaid != saidBefore || stuck.compareTo(between.multipliedBy(stuckLooks)) < 0) {
                // A short callback that was found by chance is another one at the next look.
                stuckLooks = 1;
            } else {
                stuckLooks++;
            }
            if (stuckLooks <= LOOKS) {
                watchCallbacks(longest);
            } else {
                call.ending()
                        .agentStalled("the agent has not returned from a callback, nor said anything, for "
                                + longest.toMillis() + " ms");
            }
        });
    }

    /** {@return whether the caller is with the agent and hears nothing of it} */
    private boolean isSilent() {
        return call.state() == CallState.TALKING
                && !call.commands.isHeld()
                && !call.agent().speech().isSpeaking(SILENT);
    }

    private boolean isOver() {
        return call.rescue().hasTakenOver()
                || call.state() == CallState.DRAINING
                || call.state() == CallState.TRANSFERRED;
    }

    void onCallerTalking() {
        if (isWatching()) {
            // Whoever talks gets no answer before the end of it.
            owedSince = -1;
        } else {
            countFromNow();
        }
    }

    /**
     * @param found how long ago the caller fell silent
     */
    void onCallerSilent(Duration found) {
        if (isWatching()) {
            boolean answered = hasAnswered && call.host.nanos() - answeredAt <= found.toNanos();
            // A word of consent while the agent speaks wants no answer of its own.
            if (answered || call.agent().speech().isSpeaking(SILENT)) {
                owedSince = -1;
            } else {
                owe(patience);
            }
        } else {
            countFromNow();
        }
    }

    void onKey() {
        if (isWatching()) {
            owe(patience);
        } else {
            countFromNow();
        }
    }

    /** The caller did something, or hears the agent again: whoever owes it an answer has all of the time again. */
    void countFromNow() {
        if (owedSince >= 0) {
            owedSince = call.host.nanos();
        }
    }

    /**
     * The caller will be the agent's again, and was left in the middle of something: it comes from a transfer that failed, or
     * the agent's words were cut by a connection that broke. What the agent says from now on, the caller will hear.
     */
    void onReturning() {
        Duration longest = isWatching() ? patience : call.host.rescue.owedPatience();
        if (!longest.isZero()) {
            owe(longest);
        }
    }

    /** The caller is the agent's again. */
    void onReturn() {
        if (owedSince >= 0) {
            // An agent must not be taken for silent while it listens.
            call.turns().listen();
            countFromNow();
        }
    }

    private void owe(Duration longest) {
        owedSince = call.host.nanos();
        allowed = longest;
        said = call.agent().speech().saidBytes();
        lookLater(longest);
    }

    /** The agent begins to say something. */
    void onWords() {
        if (!call.agent().speech().isPaused()) {
            onAnswer();
        }
    }

    /** The agent says something, or does something with the caller that it notices. */
    void onAnswer() {
        hasAnswered = true;
        answeredAt = call.host.nanos();
        owedSince = -1;
    }

    private void lookLater(Duration longest) {
        if (!looking) {
            looking = true;
            call.alarm(longest.dividedBy(4).plusMillis(1), this::look);
        }
    }

    private void look() {
        looking = false;
        if (isOver()) {
            return;
        }
        Duration stuck = call.agent().mailbox().stuckFor();
        if (isWatching() && stuck.compareTo(patience) >= 0) {
            call.ending().agentStalled("the agent has not returned from a callback for " + stuck.toMillis() + " ms");
        } else if (isOwed()) {
            call.ending().agentStalled("the agent has given the caller no answer within " + allowed.toMillis() + " ms");
        } else if (isWatching() || owedSince >= 0) {
            lookLater(isWatching() ? patience : allowed);
        }
    }

    private boolean isOwed() {
        if (owedSince < 0) {
            return false;
        }
        if (!isWatching() && call.turns().isDeaf()) {
            // Nobody knows whether the caller speaks, and to hang up on one who does is worse than silence.
            owedSince = -1;
            return false;
        }
        if (call.agent().speech().saidBytes() != said) {
            // In an utterance that was open all the time; only the beginning of one is told.
            owedSince = -1;
            return false;
        }
        if (!isSilent() || call.turns().isTalking()) {
            // The caller hears something, or speaks; its wait begins when that is over.
            owedSince = call.host.nanos();
            return false;
        }
        return call.host.nanos() - owedSince >= allowed.toNanos();
    }
}
