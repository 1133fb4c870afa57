package io.voxari.testkit.asterisk;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the messages of one call amount to. Plain data, told each message and its time; used by one thread. */
final class SipSession {
    private static final int NO_SUCH_TRANSACTION = 481;

    private final List<Integer> provisional = new ArrayList<>();
    /** Under its own lock, so that other threads can read it. */
    private final StringBuilder trace = new StringBuilder();

    private OptionalLong invitedNanos = OptionalLong.empty();
    private OptionalLong ringingNanos = OptionalLong.empty();
    private OptionalLong answeredNanos = OptionalLong.empty();
    private OptionalLong endedNanos = OptionalLong.empty();
    private OptionalInt q850Cause = OptionalInt.empty();
    private Optional<InetSocketAddress> media = Optional.empty();
    private OptionalInt payloadType = OptionalInt.empty();
    private EndedBy endedBy = EndedBy.NOBODY;
    private String remoteTo = "";
    private int finalStatus;
    private boolean cancelled;
    private boolean acknowledged;

    void sent(SipMessage message, long nanos) {
        if (message.isRequest("INVITE") && invitedNanos.isEmpty()) {
            invitedNanos = OptionalLong.of(nanos);
        } else if (message.isRequest("ACK")) {
            acknowledged = true;
        } else if (message.isRequest("CANCEL")) {
            cancelled = true;
        } else if (message.isRequest("BYE")) {
            end(EndedBy.CALLER, nanos);
        }
        trace(">", message, nanos);
    }

    void received(SipMessage message, long nanos) {
        int status = message.status().orElse(0);
        if (status != 0 && message.method().equals("INVITE")) {
            response(message, status, nanos);
        } else if (message.isRequest("BYE") && endedNanos.isEmpty()) {
            q850Cause = message.q850Cause();
            end(EndedBy.CALLEE, nanos);
        }
        trace("<", message, nanos);
    }

    private void response(SipMessage message, int status, long nanos) {
        remoteTo = message.header("To").orElse(remoteTo);
        if (status < 300) {
            media = message.mediaAddress().or(() -> media);
            payloadType = message.payloadType().isPresent() ? message.payloadType() : payloadType;
        }
        if (status < 200) {
            provisional.add(status);
            if (status > 100 && ringingNanos.isEmpty()) {
                ringingNanos = OptionalLong.of(nanos);
            }
        } else if (finalStatus == 0) {
            finalStatus = status;
            if (status < 300) {
                answeredNanos = OptionalLong.of(nanos);
            } else {
                q850Cause = message.q850Cause();
                end(cancelled && status == 487 ? EndedBy.CALLER : EndedBy.CALLEE, nanos);
            }
        }
    }

    private void end(EndedBy who, long nanos) {
        if (endedNanos.isEmpty()) {
            endedNanos = OptionalLong.of(nanos);
            endedBy = who;
        }
    }

    private void trace(String direction, SipMessage message, long nanos) {
        synchronized (trace) {
            trace.append(String.format("%+.1f ms %s ", (nanos - invitedNanos.orElse(nanos)) / 1e6, direction))
                    .append(message.toString().replace("\r\n", "\n").strip())
                    .append("\n\n");
        }
    }

    /** {@return true when the caller may put the receiver down: its side is known to the far side, and nothing is half done} */
    boolean canHangUp() {
        return finalStatus == 0 ? !provisional.isEmpty() : isTalking();
    }

    /** {@return true from the acknowledgement of the answer to the end} */
    boolean isTalking() {
        return answeredNanos.isPresent() && acknowledged && endedNanos.isEmpty();
    }

    /**
     * {@return whether it only says that a CANCEL came again when the call was over} On a busy machine sipp repeats itself,
     * and drops the call at such an answer.
     */
    boolean isAnswerToRepetition(SipMessage message) {
        return message.method().equals("CANCEL")
                && message.status().orElse(0) == NO_SUCH_TRANSACTION
                && finalStatus >= 300;
    }

    boolean isRinging() {
        return ringingNanos.isPresent();
    }

    boolean isAnswered() {
        return answeredNanos.isPresent();
    }

    OptionalLong invitedNanos() {
        return invitedNanos;
    }

    OptionalLong answeredNanos() {
        return answeredNanos;
    }

    Optional<InetSocketAddress> media() {
        return media;
    }

    OptionalInt payloadType() {
        return payloadType;
    }

    /** {@return the To header of the last response, with the far side's tag} */
    String remoteTo() {
        return remoteTo;
    }

    /** {@return the messages up to now, for any thread} */
    String trace() {
        synchronized (trace) {
            return trace.toString();
        }
    }

    CallOutcome outcome(String complaint, long nowNanos) {
        return new CallOutcome(
                finalStatus,
                q850Cause,
                List.copyOf(provisional),
                endedBy,
                invitedNanos.orElse(nowNanos),
                ringingNanos,
                answeredNanos,
                endedNanos.orElse(nowNanos),
                complaint,
                trace());
    }
}
