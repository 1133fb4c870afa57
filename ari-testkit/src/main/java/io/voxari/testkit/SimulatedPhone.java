package io.voxari.testkit;

import io.voxari.testkit.internal.PhoneSettings;
import io.voxari.testkit.internal.Simulation;
import java.time.Duration;

/**
 * A telephone that the application can call at {@code PJSIP/number}, or at {@code PJSIP/number@trunk}. It rings and is answered
 * after 100 ms, unless told otherwise; what it is told holds for the calls that come then.
 *
 * <pre>{@code
 * SimulatedPhone ann = asterisk.phone("6001").answersAfter(Duration.ofSeconds(3));
 * ... // the application calls
 * SimulatedCaller call = ann.awaitCall(Duration.ofSeconds(5));
 * call.says(hello).hangsUp();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SimulatedPhone {
    private final Simulation simulation;
    private final PhoneSettings settings;
    private final String number;

    SimulatedPhone(Simulation simulation, String number) {
        this.simulation = simulation;
        this.number = number;
        this.settings = simulation.phone(number);
    }

    /**
     * {@return this, which rings and is answered then}
     *
     * @param ringing how long it rings
     */
    public SimulatedPhone answersAfter(Duration ringing) {
        settings.does(0, true, ringing.toNanos());
        return this;
    }

    /**
     * {@return this, which does not ring, but says that before it is answered, gives up or is given up: SIP 183 with audio}
     *
     * @param ulaw 8000 µ-law samples a second; none for a telephone that rings
     */
    public SimulatedPhone announces(byte[] ulaw) {
        settings.announces(ulaw);
        return this;
    }

    /** {@return this, which rings until whoever calls gives up} */
    public SimulatedPhone isNotAnswered() {
        settings.does(0, true, Long.MAX_VALUE);
        return this;
    }

    /** {@return this, which is busy: SIP 486, cause 17} */
    public SimulatedPhone isBusy() {
        return fails(486);
    }

    /** {@return this, whose owner does not want the call: SIP 603, cause 21} */
    public SimulatedPhone rejects() {
        return fails(603);
    }

    /**
     * {@return this, which does not take calls}
     *
     * @param sipCode 404, 408, 480, 486, 488, 503 or 603
     * @throws IllegalArgumentException when it is none of these
     */
    public SimulatedPhone fails(int sipCode) {
        if (!PhoneSettings.isKnown(sipCode)) {
            throw new IllegalArgumentException("what Asterisk makes of SIP " + sipCode
                    + " is not simulated; known are 404, 408, 480, 486, 488, 503 and 603");
        }
        settings.does(sipCode, false, 0);
        return this;
    }

    /**
     * Waits for the next call; it rings, or has been refused.
     *
     * @param patience how long at most
     * @return whoever is called, whose script begins with the answer
     * @throws AssertionError when no call comes
     */
    public SimulatedCaller awaitCall(Duration patience) {
        if (!simulation.await(() -> !settings.calls.isEmpty(), patience)) {
            throw new AssertionError(number + " was not called within " + patience.toMillis() + " ms");
        }
        return new SimulatedCaller(simulation, settings.calls.remove());
    }
}
