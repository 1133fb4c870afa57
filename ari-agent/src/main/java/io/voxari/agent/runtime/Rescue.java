package io.voxari.agent.runtime;

import java.time.Duration;

/** What is tried before a call in trouble is ended; see the setters of {@link Voxari.Builder}. Immutable. */
record Rescue(Duration reattachDeadline, WaitingSound waitingSound) {
    static final Rescue DEFAULTS = new Rescue(Duration.ofSeconds(5), WaitingSound.MUSIC);

    Rescue withReattach(Duration deadline, WaitingSound sound) {
        return new Rescue(deadline, sound);
    }
}
