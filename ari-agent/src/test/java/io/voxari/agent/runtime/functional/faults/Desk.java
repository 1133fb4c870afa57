package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariStats;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A runtime at a simulated Asterisk, in virtual time; when it closes, nothing of any call may be left. */
final class Desk implements AutoCloseable, CallListener {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final VoxariStats QUIET = new VoxariStats(0, 0, 0, 0, 0);

    final VirtualTime time = VirtualTime.start();
    final SimulatedAsterisk asterisk = SimulatedAsterisk.builder().time(time).start();
    final RecordingAgent agent = new RecordingAgent();
    final Voxari voxari;
    final List<CallStep> steps = new CopyOnWriteArrayList<>();
    final List<EndCause> ends = new CopyOnWriteArrayList<>();
    final List<AsteriskState> states = new CopyOnWriteArrayList<>();
    final AtomicInteger offered = new AtomicInteger();
    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicInteger givenBack = new AtomicInteger();

    private Desk(Consumer<Voxari.Builder> setting) {
        Voxari.Builder builder = in(time, Voxari.builder())
                .asterisk(at(asterisk).build())
                .resolver(offer -> Resolution.accept("test"))
                .quota((offer, workflow) -> {
                    granted.incrementAndGet();
                    return QuotaDecision.grant(givenBack::incrementAndGet);
                })
                .listener(this)
                .agent(agent);
        setting.accept(builder);
        voxari = builder.build();
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
    }

    static Desk open() {
        return with(builder -> {});
    }

    static Desk with(Consumer<Voxari.Builder> setting) {
        return new Desk(setting);
    }

    static AsteriskConfig.Builder at(SimulatedAsterisk asterisk) {
        return AsteriskConfig.builder()
                .endpoint(asterisk.ariUri())
                .app(asterisk.app())
                .password(asterisk.password());
    }

    static Voxari.Builder in(VirtualTime time, Voxari.Builder builder) {
        return builder.listen("127.0.0.1", 0)
                .time(time.scheduler(), time.clock())
                .executor(time.threads())
                .sockets(time.sockets(), time.channels());
    }

    /** {@return the hands of the agent of the newest call, when that call is answered} */
    AgentCall talking(SimulatedCaller caller) {
        caller.awaitAnswered(PATIENCE);
        time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        return agent.calls.get(agent.calls.size() - 1);
    }

    void awaitStep(CallStep.Kind kind) {
        time.awaitUntil(() -> steps.stream().anyMatch(step -> step.kind() == kind), PATIENCE);
    }

    /** Waits until so many calls have ended, and gives why. */
    List<EndCause.Kind> awaitEnds(int calls) {
        time.awaitUntil(() -> ends.size() >= calls, PATIENCE);
        return ends.stream().map(EndCause::kind).toList();
    }

    void awaitQuiet() {
        time.awaitUntil(() -> voxari.stats().equals(QUIET), PATIENCE);
        asterisk.awaitQuiet(PATIENCE);
        time.awaitUntil(() -> agent.ends.size() == agent.calls.size(), PATIENCE);
        assertThat(givenBack).as("leases given back").hasValue(granted.get());
    }

    @Override
    public void onOffered(CallOffer offer) {
        offered.incrementAndGet();
    }

    @Override
    public void onStep(CallStep step) {
        steps.add(step);
    }

    @Override
    public void onAsterisk(String name, AsteriskState state) {
        states.add(state);
    }

    @Override
    public void onEnded(CallOffer offer, EndCause cause) {
        ends.add(cause);
    }

    @Override
    public void close() {
        try (time;
                asterisk;
                voxari) {
            awaitQuiet();
        }
    }
}
