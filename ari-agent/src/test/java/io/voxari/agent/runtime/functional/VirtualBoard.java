package io.voxari.agent.runtime.functional;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.EndedCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.ari.AriClient;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A simulated Asterisk and a runtime that answers its calls, in virtual time. */
final class VirtualBoard implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final VirtualTime time = VirtualTime.start();
    final SimulatedAsterisk asterisk = asterisk();
    final Timeline timeline = new Timeline();
    final List<EndedCall> ended = new CopyOnWriteArrayList<>();
    final Voxari voxari;

    VirtualBoard(AgentPipeline agent, Consumer<Voxari.Builder> setting) {
        voxari = start(time, asterisk, agent, builder -> {
            builder.listener(timeline).listener(new EndedCalls(ended));
            setting.accept(builder);
        });
    }

    /** A runtime in that time, which accepts the calls of that Asterisk. */
    static Voxari start(
            VirtualTime time, SimulatedAsterisk asterisk, AgentPipeline agent, Consumer<Voxari.Builder> setting) {
        Voxari.Builder builder = Voxari.builder()
                .asterisk(config("first", asterisk))
                .listen("127.0.0.1", 0)
                .time(time.scheduler(), time.clock())
                .executor(time.threads())
                .sockets(time.sockets(), time.channels())
                .resolver(offer -> Resolution.accept("test"))
                .agent(agent);
        setting.accept(builder);
        Voxari voxari = builder.build();
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
        return voxari;
    }

    SimulatedAsterisk asterisk() {
        return SimulatedAsterisk.builder().time(time).start();
    }

    static AsteriskConfig config(String name, SimulatedAsterisk asterisk) {
        return AsteriskConfig.builder()
                .name(name)
                .endpoint(asterisk.ariUri())
                .app(asterisk.app())
                .password(asterisk.password())
                .build();
    }

    /** {@return another client of the same Asterisk, not connected} */
    AriClient observer() {
        return client(time, asterisk, "observer");
    }

    /** {@return a client of an application of that Asterisk, in that time, not connected} */
    static AriClient client(VirtualTime time, SimulatedAsterisk asterisk, String application) {
        return AriClient.builder()
                .endpoint(asterisk.ariUri())
                .credentials(asterisk.user(), asterisk.password())
                .application(application)
                .executor(time.threads())
                .ioExecutor(time.threads())
                .time(time.scheduler(), time.clock())
                .sockets(time.sockets())
                .build();
    }

    /** Calls, and waits until both hear each other. */
    SimulatedCaller talking(TestAgent agent) {
        SimulatedCaller caller = asterisk.call("8000");
        caller.awaitAnswered(PATIENCE);
        time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        return caller;
    }

    void awaitStep(CallStep.Kind kind) {
        time.awaitUntil(() -> timeline.kinds().contains(kind), PATIENCE);
    }

    /** Nothing of any call is left in Asterisk, nor here. */
    void awaitQuiet() {
        time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        asterisk.awaitQuiet(PATIENCE);
    }

    @Override
    public void close() {
        voxari.close();
        asterisk.close();
        time.close();
    }

    private record EndedCalls(List<EndedCall> seen) implements io.voxari.agent.runtime.CallListener {
        @Override
        public void onEnded(EndedCall call) {
            seen.add(call);
        }
    }
}
