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
        /** Whom we call is being called; the detail is the endpoint. */
        DIALLED,
        /** The telephone of whom we call shows a sign of life. */
        ALERTED,
        /** The line is answered; the detail says if the dialplan had done that. The agent may come later. */
        ANSWERED,
        /** Caller and agent can hear each other. */
        BRIDGED,
        /** The first audio of the agent went to Asterisk. */
        FIRST_AGENT_AUDIO,
        /** The caller is on hold. */
        HELD,
        /** The caller is off hold. */
        UNHELD,
        /** The audio connection broke, and another one is tried; the detail says how. */
        MEDIA_LOST,
        /** The agent failed, and the caller is looked after without it; the detail says why. */
        AGENT_FAILED,
        /** There is another audio connection; the detail says how long that took. */
        MEDIA_RESTORED,
        /** The caller is being sent elsewhere; the detail says where. */
        TRANSFER_BEGUN,
        /** The agent talks to whom the caller is to be sent to, while the caller hears music. */
        CONSULTATION,
        /** The caller could not be sent there and is back; the detail says why. */
        TRANSFER_FAILED,
        /** The caller talks to whom it was sent to, and no longer to the agent. */
        TRANSFERRED,
        /** The call reached its longest duration. */
        DURATION_REACHED,
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
