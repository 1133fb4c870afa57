package io.voxari.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * N media connections of 50 frames a second each against {@link EchoServer}. Prints what a frame costs the server and when
 * it is back. Defends, at 200 connections: under 25 µs of processor time a frame, and no delay that an ear would notice.
 */
public final class MediaLoad {
    private static final long PERIOD_NANOS = 20_000_000L;
    private static final int WARM_UP_SECONDS = 5;

    private final List<EchoClient> clients = new ArrayList<>();
    private final Selector selector = Selector.open();
    private long[] delays = new long[1 << 16];
    private int count;

    private MediaLoad() throws IOException {}

    /**
     * Runs it.
     *
     * @param args connections and seconds; 200 and 10 if missing
     * @throws IOException if the server is lost
     */
    public static void main(String[] args) throws IOException {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        Process server = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader in = server.inputReader(StandardCharsets.UTF_8);
                Writer out = server.outputWriter(StandardCharsets.UTF_8)) {
            MediaLoad load = new MediaLoad();
            load.connect(Integer.parseInt(in.readLine()), connections);
            load.run(WARM_UP_SECONDS);
            long[] before = counters(in, out);
            long sent = load.run(seconds);
            long[] after = counters(in, out);
            load.print(sent, after[0] - before[0], after[1] - before[1], seconds);
        } finally {
            server.destroy();
        }
    }

    private static long[] counters(BufferedReader in, Writer out) throws IOException {
        out.write("\n");
        out.flush();
        return Arrays.stream(in.readLine().split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private void connect(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            EchoClient client = new EchoClient(port, i);
            client.channel().register(selector, SelectionKey.OP_READ, client);
            clients.add(client);
        }
    }

    /** Frames sent. The connections' frames are spread over the period, as calls are. */
    private long run(int seconds) throws IOException {
        count = 0;
        long start = System.nanoTime();
        long total = (long) seconds * clients.size() * 50;
        for (long sent = 0; sent < total; ) {
            long due = start + sent * PERIOD_NANOS / clients.size();
            long wait = due - System.nanoTime();
            if (wait <= 0) {
                clients.get((int) (sent++ % clients.size())).send();
            }
            receive(wait <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(wait) + 1);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        while (System.nanoTime() < end) {
            receive(10);
        }
        return total;
    }

    private void receive(long millis) throws IOException {
        int ready = millis == 0 ? selector.selectNow() : selector.select(millis);
        if (ready > 0) {
            for (SelectionKey key : selector.selectedKeys()) {
                ((EchoClient) key.attachment()).read(this::add);
            }
            selector.selectedKeys().clear();
        }
    }

    private void add(long delayNanos) {
        if (count == delays.length) {
            delays = Arrays.copyOf(delays, 2 * count);
        }
        delays[count++] = delayNanos;
    }

    private void print(long sent, long processorNanos, long allocatedBytes, int seconds) {
        Arrays.sort(delays, 0, count);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf(Locale.ROOT, "connections            %d%n", clients.size());
        out.printf(Locale.ROOT, "frames sent, echoed    %d, %d%n", sent, count);
        out.printf(Locale.ROOT, "CPU per frame          %.1f µs%n", processorNanos / 1e3 / sent);
        out.printf(Locale.ROOT, "CPU of one core        %.1f %%%n", processorNanos / 1e7 / seconds);
        out.printf(Locale.ROOT, "allocated per frame    %d B%n", allocatedBytes / sent);
        out.printf(Locale.ROOT, "allocation rate        %.2f MB/s%n", allocatedBytes / 1e6 / seconds);
        for (double quantile : new double[] {0.5, 0.99, 0.999, 1}) {
            long delay = delays[Math.min(count - 1, (int) (quantile * count))];
            out.printf(Locale.ROOT, "echo delay p%-10s %.2f ms%n", quantile * 100, delay / 1e6);
        }
    }
}
