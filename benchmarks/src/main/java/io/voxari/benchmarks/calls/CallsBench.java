package io.voxari.benchmarks.calls;

import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it takes to set a call up, on a real Asterisk on this machine: our runtime beside the same flow written by hand in Node,
 * each in a process of its own, in turns; ours with requests over HTTP, as it is used unless told otherwise, and with requests
 * over the WebSocket. First calls at a rate that leaves the machine some rest, so and so many there at a
 * time: from StasisStart to bridged and to the first audio of the agent, and the processor time of Asterisk and of whoever
 * takes the calls. Then as many calls a second as go. Defends: with one call at a time, bridged at the median within 1.2 times
 * what Asterisk's own steps take one after another; at each number of calls at most half of Node's processor time.
 *
 * <p>{@code bin/bench calls [numbers at a time [calls of a run]]} runs it.
 */
public final class CallsBench {
    private static final int RATE = 20;
    /** Fewer, and half of what ours takes is the compiler, which is not done before each method ran some thousand times. */
    private static final int WARM_UP = 12_000;

    /** Calls that last until the agent has said all, as those do that are measured. */
    private static final int WARM_UP_WHOLE = 3_000;

    private static final int WHOLE_AT_ONCE = 100;
    private static final int WHOLE_MILLIS = 1_500;

    private static final int STORM = 1_000;
    /** One at a time, a thousand would take minutes. */
    private static final int STORM_EACH = 200;

    private static final int WARM_UP_AT_ONCE = 50;
    private static final double MOST_OF_REQUESTS = 1.2;
    private static final double MOST_OF_NODE = 0.5;
    /** What follows each other in a set-up, as the flow by hand times it. */
    private static final List<String> STEPS = List.of("media", "answer", "join");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final int[] atOnce;
    private final int calls;
    private final Path dir;
    private final Path script;

    private CallsBench(int[] atOnce, int calls, Path dir, Path script) {
        this.atOnce = atOnce;
        this.calls = calls;
        this.dir = dir;
        this.script = script;
    }

    /** What one side did in one run; processor time in milliseconds a call. */
    private record Run(Map<String, Times> times, double ownMillis, double asteriskMillis, double callsASecond) {}

    /**
     * Runs it.
     *
     * @param args the script of the flow by hand; numbers of calls at a time separated by commas; calls of a run; the last
     *     two may be missing
     * @throws IOException if a process is lost, or a call fails
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int[] atOnce = Arrays.stream((args.length > 1 ? args[1] : "1,50,200").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int calls = args.length > 2 ? Integer.parseInt(args[2]) : 600;
        Path dir = Files.createDirectories(Path.of("benchmarks", "target", "calls"));
        CallsBench bench = new CallsBench(atOnce, calls, dir, Path.of(args[0]));
        System.exit(bench.compare() ? 0 : 1);
    }

    private boolean compare() throws IOException, InterruptedException {
        // The one that rests costs next to nothing, and each is compiled and warm when it is measured.
        try (Side node = open("Node", List.of("node", script.toString()));
                Side ours = open("Voxari", java("http"));
                Side onSocket = open("on socket", java("websocket"))) {
            head();
            List<String> verdicts = new ArrayList<>();
            boolean good = true;
            for (int each : atOnce) {
                good &= compare(node, ours, each, verdicts);
                Run unused = run(onSocket, each);
            }
            out.printf("%nset-up rate, each hung up 100 ms after its answer%n");
            for (int each : atOnce) {
                storm(node, each);
                storm(ours, each);
                storm(onSocket, each);
            }
            out.println();
            verdicts.forEach(out::println);
            return good;
        }
    }

    private void head() {
        out.printf("%-9s %5s %6s  %23s  %23s  %19s%n", "", "at", "", "bridged, ms", "first audio, ms", "CPU ms a call");
        out.printf(
                "%-9s %5s %6s  %7s %7s %7s  %7s %7s %7s  %9s %9s%n",
                "", "once", "calls", "p50", "p99", "max", "p50", "p99", "max", "own", "Asterisk");
    }

    private boolean compare(Side node, Side ours, int concurrent, List<String> verdicts)
            throws IOException, InterruptedException {
        Run byHand = run(node, concurrent);
        Run own = run(ours, concurrent);
        boolean good = judge(
                verdicts,
                "CPU of ours / CPU of Node, " + concurrent + " at once",
                own.ownMillis / byHand.ownMillis,
                MOST_OF_NODE);
        if (concurrent != 1) {
            return good;
        }
        double steps = STEPS.stream()
                .mapToDouble(step -> byHand.times.getOrDefault(step, Times.NONE).millisAt(0.5))
                .sum();
        String what =
                String.format(Locale.ROOT, "bridged, one at a time / %s (%.2f ms)", String.join(" + ", STEPS), steps);
        return judge(
                        verdicts,
                        what,
                        own.times.getOrDefault("bridged", Times.NONE).millisAt(0.5) / steps,
                        MOST_OF_REQUESTS)
                && good;
    }

    private static boolean judge(List<String> verdicts, String what, double ratio, double most) {
        boolean good = ratio <= most;
        verdicts.add(String.format(
                Locale.ROOT, "%-60s %5.2f   at most %.2f   %s", what, ratio, most, good ? "PASS" : "FAIL"));
        return good;
    }

    private Run run(Side side, int concurrent) throws IOException, InterruptedException {
        Run run = measure(side, Math.max(calls, 2 * concurrent), concurrent, RATE, 1_000 * concurrent / RATE);
        Times bridged = run.times.getOrDefault("bridged", Times.NONE);
        Times audio = run.times.getOrDefault("audio", Times.NONE);
        out.printf(
                Locale.ROOT,
                "%-9s %5d %6d  %7.2f %7.2f %7.2f  %7.2f %7.2f %7.2f  %9.2f %9.2f%n",
                side.name,
                concurrent,
                bridged.count(),
                bridged.millisAt(0.5),
                bridged.millisAt(0.99),
                bridged.millisAt(1),
                audio.millisAt(0.5),
                audio.millisAt(0.99),
                audio.millisAt(1),
                run.ownMillis,
                run.asteriskMillis);
        return run;
    }

    private void storm(Side side, int concurrent) throws IOException, InterruptedException {
        int count = Math.min(STORM, STORM_EACH * concurrent);
        Run run = measure(side, count, concurrent, 1_000, 100);
        Times bridged = run.times.getOrDefault("bridged", Times.NONE);
        // One call that nobody answers is waited for for half a minute: without its number the rate would mislead.
        out.printf(
                Locale.ROOT,
                "%-9s %5d %6.1f calls/s, bridged p50 %.2f ms p99 %.2f ms, %.2f ms CPU a call (Asterisk %.2f), %d of %d bridged%n",
                side.name,
                concurrent,
                run.callsASecond,
                bridged.millisAt(0.5),
                bridged.millisAt(0.99),
                run.ownMillis,
                run.asteriskMillis,
                bridged.count(),
                count);
    }

    private Run measure(Side side, int count, int concurrent, int rate, int holdMillis)
            throws IOException, InterruptedException {
        Map<String, Times> unused = side.contestant.times();
        double own = processorMillis(side.contestant.pid());
        double others = processorMillis(side.asterisk.pid());
        double seconds = SippLoad.run(dir, side.asterisk.sipPort(), count, concurrent, rate, holdMillis);
        return new Run(
                side.contestant.times(),
                (processorMillis(side.contestant.pid()) - own) / count,
                (processorMillis(side.asterisk.pid()) - others) / count,
                count / seconds);
    }

    private Side open(String name, List<String> program) throws IOException, InterruptedException {
        RealAsterisk asterisk = RealAsterisk.builder().start();
        try {
            List<String> command = new ArrayList<>(program);
            command.addAll(List.of(asterisk.ariUri().toString(), asterisk.app(), asterisk.password()));
            Side side = new Side(name, asterisk, new CallsContestant(command));
            asterisk.media(asterisk.websocketClient(), side.contestant.media());
            double unused = SippLoad.run(dir, asterisk.sipPort(), WARM_UP, WARM_UP_AT_ONCE, 1_000, 100)
                    + SippLoad.run(dir, asterisk.sipPort(), WARM_UP_WHOLE, WHOLE_AT_ONCE, 1_000, WHOLE_MILLIS);
            return side;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            asterisk.close();
            throw failure;
        }
    }

    private static List<String> java(String requests) {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Drequests=" + requests,
                "-cp",
                System.getProperty("java.class.path"),
                VoxariCalls.class.getName());
    }

    /** An Asterisk, and who takes its calls. */
    private record Side(String name, RealAsterisk asterisk, CallsContestant contestant) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (asterisk) {
                contestant.close();
            }
        }
    }

    /** Of a process since it began; the kernel counts in hundredths of a second. */
    private static double processorMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return 10.0 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }
}
