package io.voxari.ari.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The timers and threads of a client, or of all clients of a server's calls. Thread-safe.
 *
 * @param timers one thread
 * @param io what may block: callbacks, OkHttp, writing
 * @param lanes where lanes run, unless the application gives an executor
 */
record EngineThreads(RealTimers timers, ExecutorService io, ExecutorService lanes) implements AutoCloseable {
    static EngineThreads create() {
        return new EngineThreads(
                new RealTimers(),
                Executors.newCachedThreadPool(Threads.daemons("voxari-ari-io")),
                Threads.perTask("voxari-ari-lane"));
    }

    /** What runs runs to its end; timers that have not fired do not. */
    @Override
    public void close() {
        timers.close();
        io.shutdown();
        lanes.shutdown();
    }
}
