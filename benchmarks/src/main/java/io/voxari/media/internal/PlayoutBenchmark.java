package io.voxari.media.internal;

import io.voxari.media.FlushAck;
import io.voxari.media.MarkOutcome;
import io.voxari.media.MediaCommand;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaFormat;
import io.voxari.media.PlayoutOptions;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The playout's core without a socket, per frame of 20 ms. Defends: under 200 ns and nothing allocated in steady state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlayoutBenchmark implements PlayoutOutput {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final MediaEvent STATUS = new MediaEvent.Status("c", 2, 800, 900, false, false, false);

    private final ByteBuffer frame = ByteBuffer.allocate(160);
    private final ByteBuffer second = ByteBuffer.allocate(8_000);
    private final ByteBuffer wire = ByteBuffer.allocate(16_384);
    private final PlayoutCore core = new PlayoutCore(
            MediaFormat.ULAW, PlayoutOptions.DEFAULT.withOpenAtStart(true), PlayoutCore.MarkSupport.YES, 0, this);
    private long nowNanos;
    private boolean asked;

    /**
     * Audio in real time: a write, and it goes out.
     *
     * @return when the next is due
     */
    @Benchmark
    public long writeInRealTime() {
        nowNanos += FRAME_NANOS;
        core.write(0, frame.clear(), nowNanos);
        answer();
        return core.nextDueNanos(nowNanos);
    }

    /**
     * Audio faster than real time: a second at once, then paced out in batches.
     *
     * @return when the next is due
     */
    @Benchmark
    @OperationsPerInvocation(50)
    public long writeASecondAndPace() {
        core.write(0, second.clear(), nowNanos);
        for (int i = 0; i < 10; i++) {
            nowNanos += 5 * FRAME_NANOS;
            core.tick(nowNanos);
            answer();
        }
        return core.nextDueNanos(nowNanos);
    }

    private void answer() {
        if (asked) {
            asked = false;
            core.onEvent(STATUS, nowNanos);
        }
    }

    @Override
    public void audio(ByteRing source, int bytes) {
        source.take(wire.clear(), bytes);
    }

    @Override
    public void command(MediaCommand command) {
        asked = command instanceof MediaCommand.GetStatus;
    }

    @Override
    public void settled(PendingMark mark, MarkOutcome outcome) {}

    @Override
    public void acknowledged(PendingFlush flush, FlushAck ack) {}

    @Override
    public void drainedBelowHighWater() {}
}
