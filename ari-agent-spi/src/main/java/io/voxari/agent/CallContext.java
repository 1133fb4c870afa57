package io.voxari.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The facts about a call that an agent's prompt, a log line or a database row needs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param callerNumber the number that calls, as Asterisk knows it; empty when the caller withholds it
 * @param calledNumber the number that was dialled, or the extension in the dialplan
 * @param direction who began the call
 * @param callId the id of the caller's channel in Asterisk: the key to Asterisk's own logs
 * @param provider where the call came from; always {@value #PROVIDER}
 */
public record CallContext(
        String callerNumber, String calledNumber, Direction direction, String callId, String provider) {

    /** The provider of every call that comes through Asterisk. */
    public static final String PROVIDER = "ari";

    /**
     * Checks and copies the parts.
     *
     * @param callerNumber the number that calls
     * @param calledNumber the number that was dialled
     * @param direction who began the call
     * @param callId the id of the caller's channel in Asterisk
     * @param provider where the call came from
     */
    public CallContext {
        Objects.requireNonNull(callerNumber, "callerNumber");
        Objects.requireNonNull(calledNumber, "calledNumber");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(provider, "provider");
    }

    /**
     * {@return the same facts by their customary names, in this order: {@code caller_number}, {@code called_number},
     * {@code direction}, {@code call_id}, {@code provider}}
     */
    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("caller_number", callerNumber);
        map.put("called_number", calledNumber);
        map.put("direction", direction.contextName());
        map.put("call_id", callId);
        map.put("provider", provider);
        return map;
    }
}
