package io.voxari.benchmarks.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The load, in a process of its own: N Asterisk media channels of 50 frames a second each. Connects, prints a line, and for
 * each number of seconds on its input runs so long and prints what {@link Load} reads.
 */
final class MediaLoad {
    private static final long PERIOD_NANOS = 20_000_000L;

    /** What one run showed: frames and times of their echo, in nanoseconds; {@code late} is how late frames were sent. */
    record Load(long sent, long echoed, long p50, long p99, long p999, long latestP99) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d %d %d %d %d %d", sent, echoed, p50, p99, p999, latestP99);
        }

        static Load parse(String line) {
            long[] values = Arrays.stream(line.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Load(values[0], values[1], values[2], values[3], values[4], values[5]);
        }
    }

    private final List<EchoClient> clients = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final Times delays = new Times();
    private final Times lateness = new Times();

    private MediaLoad() throws IOException {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        MediaLoad load = new MediaLoad();
        load.connect(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        out.println("connected");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(load.run(Integer.parseInt(line)));
        }
    }

    private void connect(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            EchoClient client = new EchoClient(port, i);
            client.channel().register(selector, SelectionKey.OP_READ, client);
            clients.add(client);
        }
    }

    /** The connections' frames are spread over the period, as calls are. */
    private Load run(int seconds) throws IOException {
        delays.clear();
        lateness.clear();
        long start = System.nanoTime() + PERIOD_NANOS;
        long total = (long) seconds * clients.size() * 50;
        for (long sent = 0; sent < total; ) {
            long due = start + sent * PERIOD_NANOS / clients.size();
            long now = System.nanoTime();
            if (now >= due) {
                clients.get((int) (sent++ % clients.size())).send(due);
                lateness.add(now - due);
                // Sending comes first; what came back is looked for now and then, and whenever there is time.
                if (sent % 4 == 0) {
                    receive(0);
                }
            } else {
                receive(TimeUnit.NANOSECONDS.toMillis(due - now));
            }
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        while (System.nanoTime() < end) {
            receive(10);
        }
        return new Load(
                total, delays.count(), delays.at(0.5), delays.at(0.99), delays.at(0.999), lateness.at(0.99));
    }

    private void receive(long millis) throws IOException {
        if (millis == 0) {
            selector.selectNow(this::read);
        } else {
            selector.select(this::read, millis);
        }
    }

    private void read(SelectionKey key) {
        try {
            ((EchoClient) key.attachment()).read(delays::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Times, and the one at a place among them. */
    private static final class Times {
        private long[] nanos = new long[1 << 16];
        private int count;
        private boolean sorted;

        void add(long each) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = each;
        }

        void clear() {
            count = 0;
            sorted = false;
        }

        int count() {
            return count;
        }

        long at(double quantile) {
            if (!sorted) {
                sorted = true;
                Arrays.sort(nanos, 0, count);
            }
            return count == 0 ? Long.MAX_VALUE : nanos[Math.min(count - 1, (int) (quantile * count))];
        }
    }
}
