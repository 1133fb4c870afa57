package io.voxari.agent.runtime;

import java.time.Duration;

/** What is tried before a call in trouble is ended; see the setters of {@link Voxari.Builder}. Immutable. */
record Rescue(
        Duration reattachDeadline,
        WaitingSound waitingSound,
        AgentFallback onFailure,
        Duration stallPatience,
        AgentFallback onStall,
        Duration owedPatience,
        Duration callbackPatience) {
    static final Rescue DEFAULTS = new Rescue(
            Duration.ofSeconds(5),
            WaitingSound.MUSIC,
            AgentFallback.hangUp(),
            Duration.ZERO,
            AgentFallback.hangUp(),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    Rescue withReattach(Duration deadline, WaitingSound sound) {
        return new Rescue(deadline, sound, onFailure, stallPatience, onStall, owedPatience, callbackPatience);
    }

    Rescue withFailure(AgentFallback fallback) {
        return new Rescue(
                reattachDeadline, waitingSound, fallback, stallPatience, onStall, owedPatience, callbackPatience);
    }

    Rescue withStall(Duration patience, AgentFallback fallback) {
        return new Rescue(
                reattachDeadline, waitingSound, onFailure, patience, fallback, owedPatience, callbackPatience);
    }

    Rescue withOwed(Duration patience) {
        return new Rescue(
                reattachDeadline, waitingSound, onFailure, stallPatience, onStall, patience, callbackPatience);
    }

    Rescue withCallback(Duration patience) {
        return new Rescue(reattachDeadline, waitingSound, onFailure, stallPatience, onStall, owedPatience, patience);
    }

    /** {@return what becomes of a caller whose agent is silent: as of any failure, where stalls are not watched} */
    AgentFallback onSilence() {
        return stallPatience.isZero() ? onFailure : onStall;
    }
}
