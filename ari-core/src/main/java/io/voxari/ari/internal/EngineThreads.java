package io.voxari.ari.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The timers and threads of a client, or of all clients of a server's calls. Thread-safe.
 *
 * @param timers one thread, unless somebody gave another time
 * @param pings timers in the time of the other side: the system's, unless somebody gave another time and the connections too
 * @param io what may block: callbacks, OkHttp, writing
 * @param ownsIo whether that is to be shut down
 * @param lanes where lanes run, unless the application gives an executor
 */
record EngineThreads(RealTimers timers, RealTimers pings, ExecutorService io, boolean ownsIo, ExecutorService lanes)
        implements AutoCloseable {
    /** @param lends whether what runs in lanes never blocks, and other threads may be lent to it */
    static EngineThreads create(ClientSettings.Ground ground, boolean lends) {
        RealTimers timers = RealTimers.of(ground.time());
        ExecutorService given = ground.io();
        return new EngineThreads(
                timers,
                ground.time() == null || ground.sockets() != null ? timers : new RealTimers(),
                given == null ? Executors.newCachedThreadPool(Threads.daemons("voxari-ari-io")) : given,
                given == null,
                lends ? LaneThreads.lent(Threads.daemons("voxari-ari-lane")) : Threads.perTask("voxari-ari-lane"));
    }

    /** {@return where something waits whose thread may be lent to lanes then} */
    Executor lending() {
        return lanes instanceof LaneThreads lent ? task -> io.execute(() -> lent.lend(task)) : io;
    }

    /** What runs runs to its end; timers that have not fired do not. */
    @Override
    public void close() {
        timers.close();
        pings.close();
        if (ownsIo) {
            io.shutdown();
        }
        lanes.shutdown();
    }
}
