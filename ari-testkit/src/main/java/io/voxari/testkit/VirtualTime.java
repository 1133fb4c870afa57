package io.voxari.testkit;

import io.voxari.testkit.internal.VirtualMachine;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import javax.net.SocketFactory;

/**
 * Time that does not take any, for a simulated Asterisk and the application that talks to it: a call of five minutes runs in a
 * fraction of a second, and always the same way.
 *
 * <pre>{@code
 * try (VirtualTime time = VirtualTime.start();
 *         SimulatedAsterisk asterisk = SimulatedAsterisk.builder().time(time).start();
 *         Voxari voxari = Voxari.builder()
 *                 .time(time.scheduler(), time.clock())
 *                 .executor(time.threads())
 *                 .sockets(time.sockets(), time.channels())
 *                 ...
 * }</pre>
 *
 * <p>Time passes only while the test waits for it to: in {@link #advance}, in {@link #await}, and in everything of {@link
 * SimulatedAsterisk} and {@link SimulatedCaller} that waits. It jumps to the next thing that is to happen when nothing is under
 * way any more: no task on {@link #threads()} runs, no byte is on its way through {@link #sockets()} or {@link #channels()}, and
 * whoever read the last one waits for more. The connections exist in memory only, and the application's own code for HTTP and
 * WebSocket runs over them unchanged.
 *
 * <p>Code that runs on {@link #threads()} may block on an answer of Asterisk; it must not block until time has passed, since it
 * cannot pass before that: after 20 seconds of the machine's time such a test fails and says where it stands. What reads
 * another clock, or runs on threads of its own, is not seen. Two threads that do something at the same moment may do it in
 * either order. Thread-safe.
 */
public final class VirtualTime implements AutoCloseable {
    private static final Instant ORIGIN = Instant.parse("2026-01-01T12:00:00Z");

    private final VirtualMachine machine = new VirtualMachine(ORIGIN);

    private VirtualTime() {}

    /** {@return a new time, at noon on the first of January 2026} */
    public static VirtualTime start() {
        return new VirtualTime();
    }

    VirtualMachine machine() {
        return machine;
    }

    /** {@return runs short tasks after delays of this time; shutting it down does nothing} */
    public ScheduledExecutorService scheduler() {
        return machine.scheduler();
    }

    /** {@return tells this time} */
    public InstantSource clock() {
        return machine::instant;
    }

    /** {@return runs tasks that may block on answers of Asterisk} */
    public ExecutorService threads() {
        return machine.threads();
    }

    /** {@return makes connections to what listens in memory, whatever the host} */
    public SocketFactory sockets() {
        return machine.sockets();
    }

    /** {@return makes listening channels in memory, and selectors for them} */
    public SelectorProvider channels() {
        return machine.channels();
    }

    /** {@return how much time has passed since the start} */
    public Duration passed() {
        return Duration.between(ORIGIN, machine.instant());
    }

    /**
     * Lets time pass.
     *
     * @param time how much
     */
    public void advance(Duration time) {
        boolean unused = machine.await(() -> false, time);
    }

    /**
     * Lets time pass until something is done.
     *
     * @param stage what
     * @param most how long at most
     * @param <T> what comes of it
     * @return what came of it
     * @throws AssertionError when it is not done in that time
     * @throws java.util.concurrent.CompletionException when it failed
     */
    public <T> T await(CompletionStage<T> stage, Duration most) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        boolean unused = machine.await(future::isDone, most);
        if (!future.isDone()) {
            throw new AssertionError("not done within " + most.toMillis() + " ms of virtual time");
        }
        return future.join();
    }

    /**
     * Lets time pass until something holds.
     *
     * @param condition asked often, on a thread of this time; must not block
     * @param most how long at most
     * @throws AssertionError when it does not hold in that time
     */
    public void awaitUntil(BooleanSupplier condition, Duration most) {
        if (!machine.await(condition, most)) {
            throw new AssertionError("it does not hold within " + most.toMillis() + " ms of virtual time");
        }
    }

    /** Ends it: nothing happens any more. What uses it is to be closed before. */
    @Override
    public void close() {
        machine.close();
    }
}
