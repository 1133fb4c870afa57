package io.voxari.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A call that waits for a decision.
 *
 * <p>Immutable and thread-safe.
 *
 * @param context who calls whom, and the call's id
 * @param asterisk the name that our configuration gives to the Asterisk that the call came from
 * @param callerName the caller's display name; empty when there is none
 * @param dialplanContext the dialplan context that sent the call to us, such as {@code from-external}
 * @param arguments what the dialplan passed behind the application's name, {@code Stasis(voxari,a,b)}: {@code [a, b]}
 * @param variables the channel variables that Asterisk reports with its events; which these are is Asterisk's setting
 * @param answered whether the dialplan had answered the call before it came to us; such a call can be hung up, but no
 *     longer refused
 * @param offeredAt when the call came
 */
public record CallOffer(
        CallContext context,
        String asterisk,
        String callerName,
        String dialplanContext,
        List<String> arguments,
        Map<String, String> variables,
        boolean answered,
        Instant offeredAt) {

    /**
     * Checks and copies the parts.
     *
     * @param context who calls whom
     * @param asterisk the name that our configuration gives to the Asterisk that the call came from
     * @param callerName the caller's display name
     * @param dialplanContext the dialplan context that sent the call to us
     * @param arguments what the dialplan passed behind the application's name
     * @param variables the channel variables that Asterisk reports with its events
     * @param answered whether the dialplan had answered the call before it came to us
     * @param offeredAt when the call came
     */
    public CallOffer {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(asterisk, "asterisk");
        Objects.requireNonNull(callerName, "callerName");
        Objects.requireNonNull(dialplanContext, "dialplanContext");
        Objects.requireNonNull(offeredAt, "offeredAt");
        arguments = List.copyOf(arguments);
        variables = Map.copyOf(variables);
    }

    /** {@return the dialled number or extension, by which calls are usually routed} */
    public String calledNumber() {
        return context.calledNumber();
    }

    /** {@return the caller's number; empty when withheld} */
    public String callerNumber() {
        return context.callerNumber();
    }

    /** {@return the id of the caller's channel in Asterisk} */
    public String callId() {
        return context.callId();
    }
}
