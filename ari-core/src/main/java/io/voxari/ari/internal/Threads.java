package io.voxari.ari.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Named daemon threads, virtual ones where the JDK has them. */
public final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /** A factory of daemon threads {@code name-1}, {@code name-2} … */
    public static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A thread for each task: virtual on Java 21 and later, else one of {@link LaneThreads}. The caller shuts it down. */
    public static ExecutorService perTask(String name) {
        if (Runtime.version().feature() >= 21) {
            try {
                return virtual(name);
            } catch (Throwable e) {
                LOG.warn("No virtual threads although the JDK should have them; using platform threads", e);
            }
        }
        return new LaneThreads(daemons(name));
    }

    static void failed(Throwable why) {
        LOG.error("A task failed, or no thread could be started for it", why);
    }

    // By method handles, since the code is compiled for Java 17:
    // Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(prefix, 1).factory())
    private static ExecutorService virtual(String name) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
        MethodHandle start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
        MethodHandle named =
                lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
        MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
        MethodHandle executor = lookup.findStatic(
                Executors.class,
                "newThreadPerTaskExecutor",
                MethodType.methodType(ExecutorService.class, ThreadFactory.class));
        Object threads = named.invoke(start.invoke(), name + "-", 1L);
        return (ExecutorService) executor.invoke((ThreadFactory) factory.invoke(threads));
    }
}
