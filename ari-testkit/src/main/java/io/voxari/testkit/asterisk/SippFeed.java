package io.voxari.testkit.asterisk;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The messages for sipp, given to it one step at a time. When two arrive in one go, sipp reads the second before it has
 * done what the first asks for, finds it unexpected and drops the call: so what follows a message that sipp must react to
 * is kept back until it has. Plain data; used by one thread.
 */
final class SippFeed {
    /** Longer than sipp ever takes; a repetition that it need not react to must not block the rest for good. */
    private static final long PATIENCE_NANOS = 500_000_000;

    private final Deque<SipMessage> waiting = new ArrayDeque<>();
    private String awaited = "";
    private long giveUpNanos;
    private boolean hangingUp;

    void offer(SipMessage message) {
        waiting.add(message);
    }

    /** {@return the next message that sipp may have now; null when there is none} */
    @Nullable SipMessage poll(long nowNanos) {
        if (!awaited.isEmpty() && nowNanos - giveUpNanos < 0) {
            return null;
        }
        SipMessage message = waiting.poll();
        awaited = message == null ? "" : reaction(message);
        giveUpNanos = nowNanos + PATIENCE_NANOS;
        return message;
    }

    private String reaction(SipMessage message) {
        if (message.isRequest("BYE")) {
            return "200";
        }
        if (message.isRequest("MESSAGE")) {
            hangingUp = true;
            return "CANCEL BYE";
        }
        int status = message.status().orElse(0);
        if (status < 200 || !message.method().equals("INVITE")) {
            return "";
        }
        return status < 300 && hangingUp ? "BYE" : "ACK";
    }

    /** Tells what sipp has sent. */
    void sent(SipMessage message) {
        String what = message.status().isPresent() ? "200" : message.method();
        if (awaited.contains(what)) {
            awaited = "";
        }
    }

    /** {@return true when sipp has been told everything and has done what it must} */
    boolean isIdle() {
        return waiting.isEmpty() && awaited.isEmpty();
    }
}
