package io.voxari.benchmarks.ari;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.voxari.ari.RestTransportKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One contestant in a process of its own. Connects, says when its first event came and how many classes that took; then
 * does what each line of its input says, and answers with the figures. Answers begin with {@code =}.
 */
final class Contest {
    static final String ANSWER = "= ";

    private final Contestant contestant;
    private final String name;
    private final int port;
    private volatile Tally tally = new Tally(0, 0);
    /** What is read, so that reading it is not left out. */
    @SuppressWarnings("UnusedVariable")
    private volatile Object sink;

    private Contest(Contestant contestant, String name, int port) {
        this.contestant = contestant;
        this.name = name;
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        Contestant contestant = switch (args[0]) {
            case "ari4java" -> new Ari4JavaContestant();
            case "http" -> new VoxariContestant(RestTransportKind.HTTP);
            case "okhttp" -> new OkHttpFloor();
            case "okhttp-ws" -> new OkHttpSocketFloor();
            case "socket" -> new SocketFloor();
            default -> new VoxariContestant(RestTransportKind.WEBSOCKET);
        };
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (contestant) {
            Contest contest = new Contest(contestant, args[0], Integer.parseInt(args[1]));
            out.println(ANSWER + contest.connect());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(ANSWER + contest.run(line.split(" ", -1)));
            }
        }
        System.exit(0); // What the contestant leaves running is no matter here.
    }

    private String connect() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        long[] at = new long[1];
        contestant.connect(port, name, (channel, value) -> tally.accept(channel, value), () -> {
            at[0] = System.nanoTime();
            first.countDown();
        });
        if (!first.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("No event came to " + name);
        }
        return at[0] + " " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    }

    private String run(String[] command) throws Exception {
        return switch (command[0]) {
            case "rest" -> rest(Integer.parseInt(command[1]));
            case "burst" ->
                burst(Integer.parseInt(command[1]), Integer.parseInt(command[2]), Integer.parseInt(command[3]));
            case "decodable" -> decodable();
            case "decode" -> decode(command[1], Integer.parseInt(command[2]));
            default -> throw new IllegalArgumentException(command[0]);
        };
    }

    /** Nanoseconds at the median and at p99, and of the processor for each. */
    private String rest(int requests) throws Exception {
        long[] times = new long[requests];
        long processor = processorNanos();
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            sink = contestant.channelName();
            times[i] = System.nanoTime() - start;
        }
        processor = processorNanos() - processor;
        return Tally.quantile(times, 0.5) + " " + Tally.quantile(times, 0.99) + " " + processor / requests;
    }

    /** Events a second, delay at the median and p99, reordered, missing, nanoseconds of the processor for each. */
    private String burst(int events, int channels, int rate) throws Exception {
        Tally counted = new Tally(events, channels);
        tally = counted;
        long processor = processorNanos();
        long start = System.nanoTime();
        ask("/bench/burst?app=" + name + "&events=" + events + "&channels=" + channels + "&rate=" + rate);
        counted.await();
        long nanos = counted.lastNanos() - start;
        processor = processorNanos() - processor;
        int came = events - counted.missing();
        return came * 1_000_000_000L / nanos + " " + counted.delay(0.5) + " " + counted.delay(0.99) + " "
                + counted.reordered() + " " + counted.missing() + " " + processor / Math.max(came, 1);
    }

    private void ask(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }

    /** For each event 1 if it can be read, else 0. */
    private String decodable() throws IOException {
        StringBuilder readable = new StringBuilder();
        for (String json : events()) {
            readable.append(isDecodable(json) ? '1' : '0');
        }
        return readable.toString();
    }

    private boolean isDecodable(String json) {
        try {
            return contestant.decode(json) != null;
        } catch (Exception e) {
            return false;
        }
    }

    /** Nanoseconds and bytes for an event, over those that the mask names. */
    private String decode(String mask, int rounds) throws Exception {
        List<String> events = events();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (mask.charAt(i) == '1') {
                wanted.add(events.get(i));
            }
        }
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            for (String json : wanted) {
                sink = contestant.decode(json);
            }
        }
        long nanos = System.nanoTime() - start;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        long count = (long) rounds * wanted.size();
        return nanos / count + " " + bytes / count;
    }

    private static List<String> events() throws IOException {
        try (InputStream in = Contest.class.getResourceAsStream("events.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
