package io.voxari.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What an agent may do to its call.
 *
 * <p>Thread-safe: any method may be called from any thread, also within a callback; none blocks. Commands run in the order
 * in which they were made. After the end of the call they do nothing.
 */
public interface AgentCall {

    /** {@return the call as it was offered} */
    CallOffer offer();

    /** {@return who calls whom, and the call's id} */
    default CallContext context() {
        return offer().context();
    }

    /** {@return what the resolver chose for this call} */
    Workflow workflow();

    /** {@return the format of what the agent hears and of what it writes} */
    AudioFormat format();

    /** {@return the agent's voice on this call} */
    Speech speech();

    /** Hangs up now; what was written and not yet heard is lost. */
    void hangup();

    /**
     * Hangs up when all that was written so far has been heard; at once if that is nothing, and after the runtime's
     * {@code drainDeadline} in any case, also while the voice is paused.
     *
     * <p>The utterance that is open is ended; what is still written to it is ignored. The first call counts. An attended
     * transfer that is being tried ends with it; of the others it is what comes after, if they fail.
     */
    void hangupWhenHeard();

    /** Answers a call that is taken with {@link AnswerPolicy.EarlyMedia}; without effect on any other, or a second time. */
    void answer();

    /**
     * Presses keys towards the caller, 100 ms each with 100 ms between two.
     *
     * @param digits {@code 0-9 * # A-D}; a {@code w} waits for half a second
     * @return completes when Asterisk has taken them; exceptionally with {@link CallCommandException}. On a thread of the
     *     runtime's executor, within 15 seconds
     * @throws IllegalArgumentException if there are no digits, or others than these
     */
    CompletionStage<Void> sendDtmf(String digits);

    /**
     * Puts the caller on hold, where it hears music; the agent's voice stands still, and the agent hears nothing.
     *
     * @return completes when the caller hears music; exceptionally with {@link CallCommandException} if the call is not
     *     connected, or Asterisk refuses. On a thread of the runtime's executor, within 30 seconds
     */
    CompletionStage<Void> hold();

    /**
     * Takes the caller off hold; the agent's voice goes on where it stood.
     *
     * @return as {@link #hold()}
     */
    CompletionStage<Void> unhold();

    /**
     * Reads a channel variable of the caller's channel.
     *
     * @param name the variable's name, or a dialplan function such as {@code CHANNEL(language)}
     * @return its value; empty when it is not set. Exceptionally with {@link CallCommandException} if Asterisk refuses or the
     *     call has ended. On a thread of the runtime's executor, within 15 seconds
     */
    CompletionStage<Optional<String>> variable(String name);

    /**
     * Sets a channel variable of the caller's channel.
     *
     * @param name the variable's name, or a writable dialplan function
     * @param value its value
     * @return as {@link #variable(String)}
     */
    CompletionStage<Void> setVariable(String name, String value);

    /**
     * Sends the caller elsewhere. While that is tried the agent's voice stands still. After {@link TransferOutcome.Kind#DONE}
     * the agent is closed; after {@link TransferOutcome.Kind#FAILED} it has the caller again, and owes it a word: an agent
     * that says nothing for the runtime's {@code answerOwed} has failed.
     *
     * @param request where to
     * @return what became of it; never exceptionally. On a thread of the runtime's executor; a blind transfer within the
     *     destination's ring timeout and some seconds, an attended one when the agent or the other side has decided, others
     *     within 15 seconds. To these the time is added in which what the agent has said before is heard
     * @throws IllegalArgumentException if an {@linkplain TransferRequest.Attended#announcing announcement} is not whole samples
     *     of {@link #format()}, or longer than two minutes
     */
    CompletionStage<TransferOutcome> transfer(TransferRequest request);

    /**
     * Records the call from now on. What the other party says is on the left, what it hears of the agent on the right: as it was
     * played, so that what an interruption cut is not there. While the agent consults a target, these are what the target says
     * and hears; music is not recorded. A recording before the call is connected begins with silence. Several may run.
     *
     * @param target where the recording goes
     * @return the recording; that it cannot be made, or no longer, is told by its {@link Recording#done()}
     */
    Recording record(RecordingTarget target);

    /**
     * Connects the caller with whom the agent talks to since {@link CallEvent.ConsultationStarted}; without effect otherwise.
     * What becomes of it is told by the stage of {@link #transfer}.
     */
    void completeTransfer();

    /**
     * Takes the caller back from a transfer that is not done: while what the agent said before is still heard, while somebody
     * is being called, or while the agent talks with whom it called; without effect otherwise. What becomes of it is told by
     * the stage of {@link #transfer}; what the agent says to the caller before that may be lost with what was left for whom
     * it called.
     */
    void cancelTransfer();

    /**
     * Tells the runtime's {@link CallObserver}s how long a part of the agent's turn took, which nobody else knows: as {@link
     * Measure#TURN_PART}. Does nothing when nobody observes.
     *
     * @param name what: {@code stt}, {@code endpointing}, {@code llm_ttft} or {@code tts_ttfb}, say; a name that is the same on
     *     all calls
     * @param took how long it took
     */
    default void turnPart(String name, Duration took) {}

    /**
     * Gives up the call because the agent cannot go on: the connection to a model broke, say. The agent is closed, and the
     * caller hears an announcement, is sent elsewhere or hung up, as the runtime's {@code whenAgentFails} says.
     *
     * @param reason what to log and to tell listeners
     */
    void fail(Throwable reason);
}
