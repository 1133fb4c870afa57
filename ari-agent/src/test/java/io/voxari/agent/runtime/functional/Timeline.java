package io.voxari.agent.runtime.functional;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.VirtualTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Writes down what a runtime tells of its calls. */
final class Timeline implements CallListener {
    final List<CallOffer> offers = new CopyOnWriteArrayList<>();
    final List<CallStep> steps = new CopyOnWriteArrayList<>();
    final List<EndCause> ends = new CopyOnWriteArrayList<>();

    final List<AsteriskState> states = new CopyOnWriteArrayList<>();

    /** Waits until something holds, in the time in which it comes about. */
    private Consumer<BooleanSupplier> waiting =
            condition -> Awaitility.await().atMost(Switchboard.PATIENCE).until(condition::getAsBoolean);

    void waitsIn(VirtualTime time) {
        waiting = condition -> time.awaitUntil(condition, Switchboard.PATIENCE);
    }

    @Override
    public void onAsterisk(String asterisk, AsteriskState state) {
        states.add(state);
    }

    /** {@return how the connection stands; there is one} */
    AsteriskState lastState() {
        return states.get(states.size() - 1);
    }

    @Override
    public void onOffered(CallOffer offer) {
        offers.add(offer);
    }

    @Override
    public void onStep(CallStep step) {
        steps.add(step);
    }

    @Override
    public void onEnded(CallOffer offer, EndCause cause) {
        ends.add(cause);
    }

    /** Whether of each call that was told its end is told too, which may be after nothing is left of it. */
    boolean isTold() {
        return ends.size() == offers.size();
    }

    void clear() {
        offers.clear();
        steps.clear();
        ends.clear();
    }

    List<CallStep.Kind> kinds() {
        return steps.stream().map(CallStep::kind).toList();
    }

    List<String> details(CallStep.Kind kind) {
        return steps.stream()
                .filter(step -> step.kind() == kind)
                .map(CallStep::detail)
                .toList();
    }

    /** Waits until so many calls have ended, and gives their causes. */
    List<EndCause> awaitEnds(int calls) {
        waiting.accept(() -> ends.size() >= calls);
        return List.copyOf(ends);
    }
}
