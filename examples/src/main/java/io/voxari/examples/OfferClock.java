package io.voxari.examples;

import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import java.time.Duration;

/** Tells when the last call was offered, on the clock of {@link System#nanoTime()}. Thread-safe. */
final class OfferClock implements CallListener {
    private volatile long offeredNanos;

    @Override
    public void onStep(CallStep step) {
        if (step.kind() == CallStep.Kind.OFFERED) {
            offeredNanos = System.nanoTime() - step.sinceOfferedNanos();
        }
    }

    /** {@return how long after the offer that was; negative when before it} */
    Duration sinceOffer(long nanos) {
        return Duration.ofNanos(nanos - offeredNanos);
    }
}
