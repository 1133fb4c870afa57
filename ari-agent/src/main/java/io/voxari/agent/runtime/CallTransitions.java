package io.voxari.agent.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a call as a pure function; {@code docs/call-states.md} has it as a table.
 *
 * <p>An empty answer means that the trigger has no meaning in this state, which is normal: Asterisk repeats and reorders
 * events, and a deadline may pass while the thing that it waited for arrives.
 */
final class CallTransitions {
    private CallTransitions() {}

    static Optional<CallState> next(CallState state, CallTrigger trigger) {
        return Optional.ofNullable(
                switch (trigger) {
                    case ACCEPTED -> from(state, CallState.RESOLVING, CallState.ADMITTING);
                    case GRANTED -> from(state, CallState.ADMITTING, CallState.PREPARING);
                    case REFUSED -> isUndecided(state) ? CallState.ENDING : null;
                    case CONTINUED ->
                        state == CallState.RESOLVING || state == CallState.TRANSFERRING ? CallState.ENDING : null;
                    case AGENT_READY ->
                        state == CallState.PREPARING
                                ? CallState.AWAITING_MEDIA
                                : from(state, CallState.AWAITING_AGENT, CallState.RINGING);
                    case MEDIA_READY ->
                        state == CallState.PREPARING
                                ? CallState.AWAITING_AGENT
                                : from(state, CallState.AWAITING_MEDIA, CallState.RINGING);
                    case PICKED_UP -> from(state, CallState.RINGING, CallState.CONNECTING);
                    case CONNECTED -> from(state, CallState.CONNECTING, CallState.TALKING);
                    case MEDIA_LOST -> from(state, CallState.TALKING, CallState.REATTACHING);
                    case MEDIA_RESTORED -> from(state, CallState.REATTACHING, CallState.TALKING);
                    case TRANSFER_BEGUN -> from(state, CallState.TALKING, CallState.TRANSFERRING);
                    case TRANSFER_FAILED -> from(state, CallState.TRANSFERRING, CallState.TALKING);
                    case TRANSFER_DONE -> from(state, CallState.TRANSFERRING, CallState.TRANSFERRED);
                    case TARGET_GONE -> from(state, CallState.TRANSFERRED, CallState.ENDING);
                    case HANGUP_WHEN_HEARD -> from(state, CallState.TALKING, CallState.DRAINING);
                    case HEARD -> from(state, CallState.DRAINING, CallState.ENDING);
                    case AGENT_HUNG_UP, AGENT_FAILED, MEDIA_FAILED -> hasAgent(state) ? CallState.ENDING : null;
                    case CALLER_GONE, ASTERISK_FAILED, CANCELLED, SHUTDOWN -> isLive(state) ? CallState.ENDING : null;
                    case TAKEN_DOWN -> from(state, CallState.ENDING, CallState.ENDED);
                });
    }

    /** Whether the call goes on. */
    static boolean isLive(CallState state) {
        return state.compareTo(CallState.ENDING) < 0;
    }

    /** Whether nobody has yet allowed the call. */
    private static boolean isUndecided(CallState state) {
        return state == CallState.RESOLVING || state == CallState.ADMITTING;
    }

    /** Whether the agent and the audio of the call have been asked for, and are needed. */
    private static boolean hasAgent(CallState state) {
        return isLive(state) && !isUndecided(state) && state != CallState.TRANSFERRED;
    }

    private static @Nullable CallState from(CallState state, CallState only, CallState then) {
        return state == only ? then : null;
    }
}
