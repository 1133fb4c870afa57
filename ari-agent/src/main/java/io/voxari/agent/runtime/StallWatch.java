package io.voxari.agent.runtime;

import java.time.Duration;

/**
 * Finds an agent that is there and does nothing: a callback does not return, or the caller has spoken and gets no answer.
 *
 * <p>When the caller speaks is known from {@link CallTurns}. Only the call's lane uses it.
 */
final class StallWatch {
    /** What is still queued is an estimate, which may be a frame or two behind the last mark. */
    private static final Duration SILENT = Duration.ofMillis(100);

    private final Call call;
    private final Duration patience;
    /** Since when an answer is owed; -1 while none is. */
    private long owedSince = -1;

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

    /** The call is answered. */
    void start() {
        if (isWatching()) {
            look();
        }
    }

    void onCallerTalking() {
        // Whoever talks gets no answer before the end of it.
        owedSince = -1;
    }

    /**
     * @param found how long ago the caller fell silent
     */
    void onCallerSilent(Duration found) {
        long now = call.host.nanos();
        boolean answered = hasAnswered && now - answeredAt <= found.toNanos();
        // A word of consent while the agent speaks wants no answer of its own.
        owedSince = answered || call.agent().speech().queued().compareTo(SILENT) >= 0 ? -1 : now;
    }

    void onKey() {
        owedSince = call.host.nanos();
    }

    /** The agent has the caller again, from a transfer that failed. */
    void onOwed() {
        owedSince = call.host.nanos();
    }

    /** The agent says something, or does something with the caller. */
    void onAnswer() {
        hasAnswered = true;
        answeredAt = call.host.nanos();
        owedSince = -1;
    }

    private void look() {
        if (call.rescue().hasTakenOver()
                || call.state() == CallState.DRAINING
                || call.state() == CallState.TRANSFERRED) {
            return;
        }
        Duration stuck = call.agent().mailbox().stuckFor();
        if (stuck.compareTo(patience) >= 0) {
            call.ending().agentStalled("the agent has not returned from a callback for " + stuck.toMillis() + " ms");
        } else if (isOwed()) {
            call.ending()
                    .agentStalled("the agent has given the caller no answer within " + patience.toMillis() + " ms");
        } else {
            call.alarm(patience.dividedBy(4).plusMillis(1), this::look);
        }
    }

    private boolean isOwed() {
        if (owedSince < 0) {
            return false;
        }
        if (call.state() != CallState.TALKING
                || call.commands.isHeld()
                || call.agent().speech().queued().compareTo(SILENT) >= 0) {
            // The caller hears something; its wait begins when that is over.
            owedSince = call.host.nanos();
            return false;
        }
        return call.host.nanos() - owedSince >= patience.toNanos();
    }
}
