package io.voxari.agent.runtime;

import java.time.Duration;

/** What is tried before a call in trouble is ended; see the setters of {@link Voxari.Builder}. Immutable. */
record Rescue(
        Duration reattachDeadline,
        WaitingSound waitingSound,
        AgentFallback onFailure,
        Duration stallPatience,
        AgentFallback onStall) {
    static final Rescue DEFAULTS = new Rescue(
            Duration.ofSeconds(5), WaitingSound.MUSIC, AgentFallback.hangUp(), Duration.ZERO, AgentFallback.hangUp());

    Rescue withReattach(Duration deadline, WaitingSound sound) {
        return new Rescue(deadline, sound, onFailure, stallPatience, onStall);
    }

    Rescue withFailure(AgentFallback fallback) {
        return new Rescue(reattachDeadline, waitingSound, fallback, stallPatience, onStall);
    }

    Rescue withStall(Duration patience, AgentFallback fallback) {
        return new Rescue(reattachDeadline, waitingSound, onFailure, patience, fallback);
    }
}
