package io.voxari.benchmarks.media;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * What a server under load tells on its output: its port; then for each line on its input the bytes allocated so far, and,
 * if the line asks for memory, the bytes in use after a collection.
 */
final class EchoReport {
    static final String COUNT = "count";
    static final String MEMORY = "memory";

    private EchoReport() {}

    /** Until the input ends; {@code ownDirectBytes} is what the server holds beside the heap and NIO's buffers. */
    static void serve(int port, LongSupplier ownDirectBytes) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println(port);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long memory = line.equals(MEMORY) ? usedBytes() + ownDirectBytes.getAsLong() : 0;
            out.println(allocatedBytes() + " " + memory);
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += bytes;
        }
        return sum;
    }

    private static long usedBytes() {
        System.gc();
        long sum = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            sum += pool.getMemoryUsed();
        }
        return sum;
    }
}
