package io.voxari.agent.runtime;

import java.util.function.Supplier;
import org.slf4j.MDC;

/** Says in the logging context ({@code call_id}) whose call a thread works for, as long as it does. */
final class CallThread {
    /** The key in SLF4J's MDC. */
    static final String KEY = "call_id";

    private CallThread() {}

    static void run(String callId, Runnable task) {
        get(callId, () -> {
            task.run();
            return true;
        });
    }

    static <T> T get(String callId, Supplier<T> task) {
        String before = MDC.get(KEY);
        MDC.put(KEY, callId);
        try {
            return task.get();
        } finally {
            // A thread of the host's pool, or of another call that waits for this one.
            if (before == null) {
                MDC.remove(KEY);
            } else {
                MDC.put(KEY, before);
            }
        }
    }
}
