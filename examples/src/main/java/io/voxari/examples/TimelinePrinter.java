package io.voxari.examples;

import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import java.io.PrintStream;
import java.util.Locale;

/** Prints each step of each call with the milliseconds since the call was offered. Thread-safe. */
final class TimelinePrinter implements CallListener {
    private final PrintStream out;

    TimelinePrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onStep(CallStep step) {
        out.printf(
                Locale.ROOT,
                "%9.1f ms  %-18s %s%s%n",
                step.sinceOfferedNanos() / 1e6,
                step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                step.detail(),
                step.kind() == CallStep.Kind.OFFERED ? "  (call " + step.callId() + ")" : "");
    }
}
