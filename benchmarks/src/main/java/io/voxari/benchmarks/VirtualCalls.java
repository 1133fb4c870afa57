package io.voxari.benchmarks;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentSession;
import io.voxari.agent.Resolution;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * How long calls of the test kit take in virtual time: five minutes with an agent that says back what it hears, some times in
 * a row in one JVM, the first of which finds it cold; then many short calls at once. Defends: five minutes well under a second.
 *
 * <p>{@code bin/bench virtual [times [calls]]} runs it.
 */
public final class VirtualCalls {
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] WORDS = SpeechFixture.noise(5, Duration.ofSeconds(2));

    private VirtualCalls() {}

    /**
     * Runs the calls and prints the figures.
     *
     * @param args how often the five minutes pass, 10 unless given; and how many calls there are at once, 1,000 unless given
     */
    public static void main(String[] args) {
        int times = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int calls = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        for (int i = 1; i <= times; i++) {
            long begin = System.nanoTime();
            fiveMinutes();
            print("five minutes of call, no. " + i, begin);
        }
        long begin = System.nanoTime();
        int threads = atOnce(calls);
        print(calls + " calls of five seconds at once", begin);
        System.out.printf(Locale.ROOT, "at most %d threads, %d MB of heap%n", threads, mostHeapBytes() >> 20);
    }

    private static void print(String what, long beginNanos) {
        System.out.printf(Locale.ROOT, "%-34s %6.2f s%n", what, (System.nanoTime() - beginNanos) / 1e9);
    }

    @SuppressWarnings("try") // The runtime only has to be there.
    private static void fiveMinutes() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start();
                Voxari voxari = started(time, asterisk)) {
            Duration half = LENGTH.dividedBy(2);
            asterisk.call("8000")
                    .waits(half)
                    .says(WORDS)
                    .waits(half.minusSeconds(2))
                    .hangsUp()
                    .awaitEnded(LENGTH.plus(PATIENCE));
            asterisk.awaitQuiet(PATIENCE);
        }
    }

    @SuppressWarnings("try") // The runtime only has to be there.
    private static int atOnce(int calls) {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start();
                Voxari voxari = started(time, asterisk)) {
            ManagementFactory.getThreadMXBean().resetPeakThreadCount();
            List<SimulatedCaller> callers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                callers.add(asterisk.call("8000")
                        .says(WORDS)
                        .waits(Duration.ofSeconds(3))
                        .hangsUp());
            }
            callers.forEach(caller -> caller.awaitEnded(PATIENCE));
            asterisk.awaitQuiet(PATIENCE);
        }
        return ManagementFactory.getThreadMXBean().getPeakThreadCount();
    }

    private static Voxari started(VirtualTime time, SimulatedAsterisk asterisk) {
        Voxari voxari = Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .app(asterisk.app())
                        .password(asterisk.password())
                        .build())
                .listen("127.0.0.1", 0)
                .time(time.scheduler(), time.clock())
                .executor(time.threads())
                .sockets(time.sockets(), time.channels())
                .resolver(offer -> Resolution.accept("echo"))
                .agent(call -> CompletableFuture.completedFuture(echo(call)))
                .build();
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
        return voxari;
    }

    private static AgentSession echo(AgentCall call) {
        Utterance words = call.speech().begin();
        return audio -> words.write(audio.audio());
    }

    private static long mostHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
