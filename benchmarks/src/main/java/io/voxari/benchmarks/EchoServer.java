package io.voxari.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaServer;
import io.voxari.media.MediaSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The server under load, in a process of its own so that its processor time is nobody else's: what comes goes back through
 * the playout. Prints its port; then for each line on its input the processor time and the bytes allocated so far.
 */
final class EchoServer {
    private static final MediaListener ECHO = new MediaListener() {
        @Override
        public void onAudio(MediaSession session, ByteBuffer audio) {
            session.playout().write(audio);
        }
    };

    private EchoServer() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (MediaServer server =
                MediaServer.builder().unexpected(start -> ECHO).build()) {
            server.start();
            out.println(server.port());
            while (in.readLine() != null) {
                out.println(processorNanos() + " " + allocatedBytes());
            }
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += bytes;
        }
        return sum;
    }
}
