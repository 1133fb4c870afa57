package io.voxari.agent;

/**
 * Is told what is measured on calls: where a metrics library is put behind.
 *
 * <p>How many calls, agents and leases there are at a moment is not told but asked for: the runtime's {@code stats()}.
 */
@FunctionalInterface
public interface CallObserver {

    /**
     * Something was measured.
     *
     * <p>Called on threads of the runtime, several at a time, some of which serve the audio of other calls: it must return
     * within microseconds and never block, as counters and histograms do; there is no deadline, and one that does not return
     * holds up those calls. What it throws is logged and stops nothing.
     *
     * @param measurement what
     */
    void onMeasured(Measurement measurement);
}
