package io.voxari.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Named threads for scripts: virtual where the JDK has them, else daemons. */
final class TalkThreads {
    private TalkThreads() {}

    /** A factory of threads whose names are this text and a number. */
    static ThreadFactory factory(String prefix) {
        if (Runtime.version().feature() >= 21) {
            try {
                return virtual(prefix);
            } catch (Throwable notThere) {
                // A JDK that lost them again: a platform thread does the same.
                return daemons(prefix);
            }
        }
        return daemons(prefix);
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    // By method handles, since the code is compiled for Java 17: Thread.ofVirtual().name(prefix, 1).factory().
    // One call in one place: less than a second set of classes in a multi-release jar.
    private static ThreadFactory virtual(String prefix) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
        MethodHandle start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
        MethodHandle named =
                lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
        MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
        return (ThreadFactory) factory.invoke(named.invoke(start.invoke(), prefix, 1L));
    }
}
