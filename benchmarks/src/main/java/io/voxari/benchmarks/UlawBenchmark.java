package io.voxari.benchmarks;

import io.voxari.media.signal.Ulaw;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One frame of 20 ms, 160 samples. Defends: under 1 µs and nothing allocated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UlawBenchmark {
    private final ByteBuffer codes = ByteBuffer.allocate(160);
    private final ShortBuffer samples = ShortBuffer.allocate(160);

    /** Fills both buffers with noise. */
    public UlawBenchmark() {
        Random random = new Random(1);
        random.nextBytes(codes.array());
        for (int i = 0; i < samples.capacity(); i++) {
            samples.put(i, (short) random.nextInt());
        }
    }

    /**
     * Codes to samples.
     *
     * @return the samples
     */
    @Benchmark
    public ShortBuffer decode() {
        Ulaw.decode(codes.clear(), samples.clear());
        return samples;
    }

    /**
     * Samples to codes.
     *
     * @return the codes
     */
    @Benchmark
    public ByteBuffer encode() {
        Ulaw.encode(samples.clear(), codes.clear());
        return codes;
    }
}
