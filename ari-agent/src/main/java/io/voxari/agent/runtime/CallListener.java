package io.voxari.agent.runtime;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;

/**
 * Is told what happens to all calls: for logs, metrics and dashboards.
 *
 * <p>Told of a call in its order and one at a time, of different calls at the same time: an implementation is thread-safe. On
 * threads of the runtime's executor, where it may block: the call goes on meanwhile, but is not over ({@link
 * OutboundCall#ended()}, {@code drain}, {@code close}) before all was told. A caller whom the dialplan sends back is another
 * call with the same id, told of after the first. What it throws is logged and stops nothing.
 */
public interface CallListener {

    /**
     * Something became of a call. Unless overridden it is handed to {@link #onOffered} or {@link #onEnded(EndedCall)}, which are
     * enough for many.
     *
     * @param news what; a {@code switch} over it needs a default, since the set grows
     */
    default void onNews(CallNews news) {
        if (news instanceof CallNews.Offered offered) {
            onOffered(offered.offer());
        } else if (news instanceof CallNews.Ended ended) {
            onEnded(ended.call());
        }
    }

    /**
     * A call came.
     *
     * @param offer the call
     */
    default void onOffered(CallOffer offer) {}

    /**
     * A call reached a step.
     *
     * @param step the step
     */
    default void onStep(CallStep step) {}

    /**
     * The connection to an Asterisk changed. Told in the order of that Asterisk, while its calls go on.
     *
     * @param asterisk the name that our configuration gives to it
     * @param state how the connection stands now
     */
    default void onAsterisk(String asterisk, AsteriskState state) {}

    /**
     * A call is over and nothing of it is left; the last that is told of it. With what happened on it.
     *
     * @param call the call; what the method does unless overridden is to call {@link #onEnded(CallOffer, EndCause)}
     */
    default void onEnded(EndedCall call) {
        onEnded(call.offer(), call.cause());
    }

    /**
     * A call is over and nothing of it is left; for who does not need to know more.
     *
     * @param offer the call
     * @param cause why it ended
     */
    default void onEnded(CallOffer offer, EndCause cause) {}
}
