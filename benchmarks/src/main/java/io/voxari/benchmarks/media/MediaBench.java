package io.voxari.benchmarks.media;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a frame costs a media server, side by side: a bare echo in C, Netty's WebSocket echo, Java-WebSocket's own server,
 * and ours with a whole session in the path. Each server runs pinned to the last core, in turn, round by round, and the load
 * on the others. Defends: at each number of connections at most 1.25 times the processor time of the C echo, and no more
 * than Netty's.
 */
public final class MediaBench {
    private static final int WARM_UP_SECONDS = 5;
    private static final double MOST_OF_C = 1.25;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<Contestant> contestants = new ArrayList<>();
    private final int seconds;
    private final int rounds;

    private MediaBench(int seconds, int rounds, String cEcho) {
        this.seconds = seconds;
        this.rounds = rounds;
        if (cEcho.isEmpty()) {
            out.println("*** NO C ECHO: gcc is missing or failed. Nothing is compared with C in this run. ***");
        } else {
            contestants.add(Contestant.program("C epoll", cEcho));
        }
        contestants.add(Contestant.java("Netty 4.2", NettyEcho.class));
        contestants.add(Contestant.java("WebSocketServer", PlainEcho.class));
        contestants.add(Contestant.java("Voxari", VoxariEcho.class));
    }

    /**
     * Runs it.
     *
     * @param args the program of the C echo or nothing; numbers of connections separated by commas; seconds of a run;
     *     rounds; all may be missing from the end
     * @throws IOException if a process is lost
     */
    public static void main(String[] args) throws IOException {
        String cEcho = args.length > 0 ? args[0] : "";
        String connections = args.length > 1 ? args[1] : "200,500,1000";
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 8;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        MediaBench bench = new MediaBench(seconds, rounds, cEcho);
        boolean good = true;
        for (String each : connections.split(",", -1)) {
            good &= bench.compare(Integer.parseInt(each));
        }
        System.exit(good ? 0 : 1);
    }

    private boolean compare(int connections) throws IOException {
        out.printf("%n%d connections, 50 frames/s of 160 bytes each, %d s, median of %d%n", connections, seconds, rounds);
        List<List<Run>> runs = new ArrayList<>();
        contestants.forEach(each -> runs.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                runs.get(i).add(contestants.get(i).run(connections, WARM_UP_SECONDS, seconds));
            }
        }
        out.printf(
                "%-16s %9s %9s %9s %9s %9s %9s %9s %8s%n",
                "", "µs/frame", "core %", "p50 ms", "p99 ms", "p99.9 ms", "B/frame", "kB/conn", "echoed");
        double[] cost = new double[contestants.size()];
        for (int i = 0; i < cost.length; i++) {
            List<Run> of = runs.get(i);
            cost[i] = median(of, Run::microsPerFrame);
            out.printf(
                    Locale.ROOT,
                    "%-16s %9.2f %9.1f %9.2f %9.2f %9.2f %9s %9.1f %7.2f%%%n",
                    contestants.get(i).name(),
                    cost[i],
                    cost[i] * connections * 50 / 1e4,
                    median(of, run -> run.load().p50()) / 1e6,
                    median(of, run -> run.load().p99()) / 1e6,
                    median(of, run -> run.load().p999()) / 1e6,
                    contestants.get(i).isJava() ? String.valueOf((long) median(of, Run::allocatedPerFrame)) : "-",
                    median(of, run -> run.memoryPerConnection() / 1e3),
                    median(of, run -> 100.0 * run.load().echoed() / run.load().sent()));
        }
        out.printf(
                Locale.ROOT,
                "the load sent its frames late by %.2f ms at p99 (included in the times above)%n",
                median(runs.get(cost.length - 1), run -> run.load().latestP99()) / 1e6);
        return judge(cost);
    }

    private boolean judge(double[] cost) {
        double ours = cost[cost.length - 1];
        double netty = cost[cost.length - 3];
        boolean good = verdict("Netty", ours / netty, 1);
        return cost.length < 4 ? good : verdict("C", ours / cost[0], MOST_OF_C) && good;
    }

    private boolean verdict(String other, double ratio, double most) {
        boolean good = ratio <= most;
        out.printf(
                Locale.ROOT, "Voxari / %-6s %5.2f   at most %.2f   %s%n", other, ratio, most, good ? "PASS" : "FAIL");
        return good;
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** What one server did in one run. */
    record Run(double microsPerFrame, double allocatedPerFrame, double memoryPerConnection, MediaLoad.Load load) {}

    /** Arguments that run a class of ours. */
    static List<String> java(Class<?> main) {
        return Arrays.asList(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }
}
