package io.voxari.testkit.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.Map;

/** Ports in memory: who listens on which. Thread-safe. */
final class MemoryNetwork {
    private static final int FIRST_PORT = 20_000;

    final World world;
    /** Guarded by this. */
    private final Map<Integer, Door> doors = new HashMap<>();
    /** Guarded by this. */
    private int last = FIRST_PORT;

    /** Takes connections; must not block. */
    interface Door {
        void knock(Ends ends);
    }

    /** One side of a connection. */
    record Ends(MemoryPipe in, MemoryPipe out, int localPort, int remotePort) {}

    MemoryNetwork(World world) {
        this.world = world;
    }

    synchronized int listen(int port, Door door) throws IOException {
        int taken = port == 0 ? ++last : port;
        if (doors.putIfAbsent(taken, door) != null) {
            throw new java.net.BindException("Address already in use: " + taken);
        }
        return taken;
    }

    synchronized void close(int port, Door door) {
        doors.remove(port, door);
    }

    /** The side of whoever connects. */
    Ends connect(int port) throws IOException {
        Door door;
        int local;
        synchronized (this) {
            door = doors.get(port);
            local = ++last;
        }
        if (door == null) {
            throw new ConnectException("Connection refused: port " + port + " of the network in memory");
        }
        MemoryPipe there = new MemoryPipe(world);
        MemoryPipe back = new MemoryPipe(world);
        door.knock(new Ends(there, back, port, local));
        return new Ends(back, there, local, port);
    }
}
