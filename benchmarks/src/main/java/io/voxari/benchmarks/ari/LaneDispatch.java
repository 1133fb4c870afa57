package io.voxari.benchmarks.ari;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.internal.Lanes;
import io.voxari.ari.internal.RealTimers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A decoded event into its lane, to an empty handler on one worker; at most 1,000 events are on their way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LaneDispatch {
    private final Semaphore room = new Semaphore(1_000);
    private final AriEvent event = AriEvent.parse(EventDecoding.text("ChannelVarset"));
    private ExecutorService worker = Executors.newSingleThreadExecutor();
    private RealTimers timers = new RealTimers();
    private Lanes lanes = lanes();

    private Lanes lanes() {
        Lanes made = new Lanes(new AriListener() {}, worker, timers, 10_000);
        made.open("call")
                .bind(event.resources().toArray(io.voxari.ari.ResourceId[]::new))
                .onEvent(any -> room.release());
        return made;
    }

    /** Threads of this trial. */
    @Setup(Level.Trial)
    public void begin() {
        if (worker.isShutdown()) {
            worker = Executors.newSingleThreadExecutor();
            timers = new RealTimers();
            lanes = lanes();
        }
    }

    /** Ends them. */
    @TearDown(Level.Trial)
    public void end() {
        lanes.close();
        worker.shutdown();
        timers.close();
    }

    /** One event, from the table of bindings to its handler. */
    @Benchmark
    public void dispatch() {
        room.acquireUninterruptibly();
        lanes.route(event);
    }
}
