package io.voxari.agent.runtime;

/**
 * A step in the life of a call, told to a {@link CallListener}: the call's timeline.
 *
 * <p>Immutable and thread-safe.
 *
 * @param callId the id of the caller's channel in Asterisk
 * @param kind what was reached
 * @param sinceOfferedNanos the time since the call was offered, in nanoseconds of the runtime's time
 * @param detail what a log line should say about it, such as the workflow's name; may be empty
 */
public record CallStep(String callId, Kind kind, long sinceOfferedNanos, String detail) {

    /** What was reached, in the order of a good call. */
    public enum Kind {
        /** The call came; the detail says who calls whom. */
        OFFERED,
        /** A workflow takes it; the detail is its name. */
        RESOLVED,
        /** It may run. */
        GRANTED,
        /** Its audio connection stands and Asterisk has handed us its channel. */
        MEDIA_UP,
        /** Its agent is open. */
        AGENT_READY,
        /** It is answered. */
        ANSWERED,
        /** Caller and agent can hear each other. */
        BRIDGED,
        /** The first audio of the agent went to Asterisk. */
        FIRST_AGENT_AUDIO,
        /** The caller pressed a key; the detail is the key. */
        DTMF,
        /** What the agent said was heard or cut; the detail is such as {@code u1: 2300 of 2400 ms heard}. */
        UTTERANCE_ENDED,
        /** The agent was interrupted; the detail says how much was dropped. */
        INTERRUPTED,
        /** The resolver, the quota check or a deadline turned the call away; the detail says why. */
        REFUSED,
        /** The end has begun; the detail says why. */
        HANGUP,
        /** Nothing of the call is left, here or in Asterisk. */
        ENDED
    }
}
