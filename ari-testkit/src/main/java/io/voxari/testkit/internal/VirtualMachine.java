package io.voxari.testkit.internal;

import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import javax.net.SocketFactory;

/** A {@link World}, a {@link MemoryNetwork} and what of the JDK stands on them. Thread-safe. */
public final class VirtualMachine implements AutoCloseable {
    private final World world;
    private final MemoryNetwork network;
    private final SocketFactory sockets;
    private final SelectorProvider channels;
    private final ScheduledExecutorService scheduler;

    /** A new one, at that time of day. */
    public VirtualMachine(Instant origin) {
        this.world = new World(origin);
        this.network = new MemoryNetwork(world);
        this.sockets = Ground.sockets(network);
        this.channels = new MemoryChannels(network);
        this.scheduler = new WorldScheduler(world);
    }

    Ground ground() {
        return Ground.of(world, network);
    }

    /** {@return the time of day} */
    public Instant instant() {
        return world.instant();
    }

    /** {@return runs short tasks later} */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** {@return runs what may block} */
    public ExecutorService threads() {
        return world.threads;
    }

    /** {@return makes client sockets} */
    public SocketFactory sockets() {
        return sockets;
    }

    /** {@return makes listening channels and selectors} */
    public SelectorProvider channels() {
        return channels;
    }

    /** Lets time pass until it holds; false if it does not within that time. */
    public boolean await(BooleanSupplier condition, Duration most) {
        return world.await(condition, most);
    }

    @Override
    public void close() {
        world.close();
    }
}
