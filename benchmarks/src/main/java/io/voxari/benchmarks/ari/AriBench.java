package io.voxari.benchmarks.ari;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Voxari's ARI client side by side with ari4java, on the same bytes and the same {@link StandIn}, each in a process and on
 * a class path of its own. They take turns, round by round, and the figures are medians of the rounds, so that what else
 * the machine does falls on all of them.
 *
 * <p>Defends: twice ari4java's events a second, none out of order; half its REST latency over HTTP, a quarter over the
 * WebSocket; all jars in 6 MB. {@code bin/bench ari} runs it.
 */
public final class AriBench implements AutoCloseable {
    private static final List<String> ALL = List.of("ari4java", "http", "ws");

    /** What no client over OkHttp, and none at all, can be below; shown in Voxari's column. */
    private static final List<String> FLOORS = List.of("okhttp", "socket");

    /** Those, and one that only asks. */
    private static final List<String> ASKING_FLOORS = List.of("okhttp", "okhttp-ws", "socket");

    private static final List<String> PAIR = List.of("ari4java", "http");
    private static final int ROUNDS = 7;

    private final Map<String, Child> contestants = new LinkedHashMap<>();
    private final Report report = new Report();
    private final Child standIn;
    private final String port;

    private AriBench() throws IOException {
        standIn = new Child(System.getProperty("java.class.path"), StandIn.class);
        port = standIn.answer();
    }

    /**
     * Runs it; takes about two minutes.
     *
     * @param args none
     * @throws IOException if a process is lost
     */
    public static void main(String[] args) throws IOException {
        boolean passed;
        try (AriBench bench = new AriBench()) {
            bench.start();
            bench.decode();
            bench.events();
            bench.rest();
            bench.jars();
            passed = bench.report.print(System.out);
        }
        System.exit(passed ? 0 : 1);
    }

    private Child contestant(String name) throws IOException {
        return new Child(classPath(name), Contest.class, name, port);
    }

    private void start() throws IOException {
        Map<String, List<long[]>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : PAIR) {
                long begun = System.nanoTime();
                try (Child child = contestant(name)) {
                    long[] figures = Child.numbers(child.answer());
                    figures[0] -= begun;
                    rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(figures);
                }
            }
        }
        report.compare("start to first event, ms", 1e6, rounds, 0);
        report.compare("classes loaded by then", 1, rounds, 1);
        for (String name : withFloors()) {
            Child child = contestant(name);
            child.answer();
            contestants.put(name, child);
        }
    }

    private static List<String> withFloors() {
        return Stream.concat(ALL.stream(), ASKING_FLOORS.stream()).toList();
    }

    private void decode() throws IOException {
        char[] both = contestants.get("http").ask("decodable").toCharArray();
        String theirs = contestants.get("ari4java").ask("decodable");
        report.say("events decoded, of " + both.length, count(theirs), count(new String(both)));
        for (int i = 0; i < both.length; i++) {
            both[i] = both[i] == '1' && theirs.charAt(i) == '1' ? '1' : '0';
        }
        Map<String, List<long[]>> rounds = rounds(PAIR, "decode " + new String(both) + " 1000", 3);
        report.compare("decode, ns an event", 1, rounds, 0);
        report.compare("decode, bytes an event", 1, rounds, 1);
    }

    private static long count(String mask) {
        return mask.chars().filter(bit -> bit == '1').count();
    }

    private void events() throws IOException {
        List<String> withFloors = Stream.concat(PAIR.stream(), FLOORS.stream()).toList();
        Map<String, List<long[]>> burst = rounds(withFloors, "burst 200000 20 0", 2);
        report.target("burst, events a second", 1, burst, 0, "http", 2);
        report.none("burst, out of order", burst, 3);
        report.none("burst, missing", burst, 4);
        report.compare("burst, processor ns an event", 1, burst, 5);
        for (String floor : FLOORS) {
            report.compare("floor, a bare " + floor + ", events a second", 1, burst, 0, floor);
            report.compare("floor, a bare " + floor + ", processor ns", 1, burst, 5, floor);
        }
        Map<String, List<long[]>> paced = rounds(PAIR, "burst 5000 20 5000", 1);
        report.compare("5,000 a second, delay p50, µs", 1e3, paced, 1);
        report.compare("5,000 a second, delay p99, µs", 1e3, paced, 2);
        report.none("5,000 a second, out of order", paced, 3);
    }

    private void rest() throws IOException {
        Map<String, List<long[]>> rounds = rounds(withFloors(), "rest 5000", 3);
        for (String kind : List.of("http", "ws")) {
            String how = kind.equals("http") ? "HTTP" : "WebSocket";
            report.target("REST over " + how + ", p50, µs", 1e3, rounds, 0, kind, kind.equals("http") ? 0.5 : 0.25);
            report.compare("REST over " + how + ", p99, µs", 1e3, rounds, 1, kind);
            report.compare("REST over " + how + ", processor µs", 1e3, rounds, 2, kind);
        }
        for (String floor : ASKING_FLOORS) {
            report.compare("floor, a bare " + floor + ", p50, µs", 1e3, rounds, 0, floor);
            report.compare("floor, a bare " + floor + ", processor µs", 1e3, rounds, 2, floor);
        }
    }

    /** Each in turn, and over again; the first rounds only warm up. */
    private Map<String, List<long[]>> rounds(List<String> names, String command, int warmUp) throws IOException {
        Map<String, List<long[]>> rounds = new LinkedHashMap<>();
        for (int round = -warmUp; round < ROUNDS; round++) {
            for (String name : names) {
                long[] figures = Child.numbers(contestants.get(name).ask(command));
                if (round >= 0) {
                    rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(figures);
                }
            }
        }
        return rounds;
    }

    private void jars() {
        report.atMost("jars with all dependencies, MB", bytes("ari4java") / 1e6, bytes("http") / 1e6, 6);
    }

    private static long bytes(String name) {
        return Arrays.stream(classPath(name).split(File.pathSeparator, -1))
                .map(File::new)
                .mapToLong(file -> file.isDirectory() ? 0 : file.length())
                .sum();
    }

    /** What the contestant needs of this program's class path, and no more. */
    private static String classPath(String name) {
        String needed = name.equals("ari4java")
                ? ".*/(classes|(ari4java|netty|jctools|jackson|jaxb-api|javax\\.activation|slf4j-api)[^/]*\\.jar)"
                : ".*/(classes|(ari-core|okhttp|okio|kotlin|annotations-|jackson-core|slf4j-api|Java-WebSocket)[^/]*\\.jar)";
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> entry.matches(needed))
                        .toList());
    }

    @Override
    public void close() throws IOException {
        for (Child child : contestants.values()) {
            child.close();
        }
        standIn.close();
    }
}
