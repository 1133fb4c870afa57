package io.voxari.agent.page;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Collects the steps of each call until it ends. A call's list is touched by the call's own thread only. */
final class PageListener implements CallListener {
    private final Map<String, List<CallStep>> calls = new ConcurrentHashMap<>();
    private final Consumer<CallPage> then;

    PageListener(Consumer<CallPage> then) {
        this.then = then;
    }

    @Override
    public void onStep(CallStep step) {
        calls.computeIfAbsent(step.callId(), id -> new ArrayList<>()).add(step);
    }

    @Override
    public void onEnded(CallOffer offer, EndCause cause) {
        List<CallStep> steps = calls.remove(offer.callId());
        then.accept(CallPage.of(offer, steps == null ? List.of() : steps, cause));
    }
}
