package io.voxari.agent;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call in straight-line code: one thread talks with one caller, and waits where it has to.
 *
 * <pre>{@code
 * AgentPipeline agent = Conversation.agent(call -> {
 *     CollectedDigits pin = call.collectDigits(askForPin, DigitRules.upTo(4));
 *     call.say(pin.digits().equals("1234") ? welcome : sorry);
 *     call.hangup();
 * });
 * }</pre>
 *
 * <p><b>The thread.</b> Each call has one, virtual on Java 21 and later, and named {@code voxari-talk-…}. It begins while
 * the caller hears ringing. The call is answered when the script first says something, waits, reads or calls
 * {@link #ready()}: what it needs before it can talk, such as a connection to a model, it makes before that, within the
 * runtime's {@code openDeadline}; one that takes longer has lost its call and learns it when it first uses it. A script that
 * returns hangs up when all was heard; one that throws ends its call as {@link EndCause.Kind#AGENT_FAILED}, or refuses it if
 * it was not answered yet.
 *
 * <p><b>The end of the call.</b> Whatever waits then throws {@link CallEndedException} at once, and so does all that is
 * called later, but for {@link #say}, which returns what had been heard of it. The script has five seconds to return; a
 * thread that is still at it then is interrupted, once. Work after the call that takes longer belongs on another thread.
 * The runtime goes on without a thread that does not return even so.
 *
 * <p><b>Interruption.</b> A method that waits throws {@link InterruptedException} when its thread is interrupted, and what
 * it was saying is cut. A script that lets it pass ends its call as {@link EndCause.Kind#AGENT_FAILED}.
 *
 * <p>To be used by the script's own thread; {@link #call()} gives what other threads may use.
 */
public interface Conversation {

    /** {@return the call: who calls, the workflow, the voice; usable from any thread} */
    AgentCall call();

    /**
     * Lets the call be answered; returns at once, and {@link CallEvent.Answered} tells when it is. Needed by a script that
     * has something else to do before it talks. Further calls do nothing.
     *
     * @throws CallEndedException if the call is over
     */
    void ready() throws CallEndedException;

    /**
     * Waits for something to happen: a key, the answer. The newest 256 events are kept for who does not ask.
     *
     * @param timeout how long to wait; zero looks without waiting
     * @return the oldest event that was not yet seen; empty if none came in time
     * @throws CallEndedException if the call is over
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<CallEvent> next(Duration timeout) throws CallEndedException, InterruptedException;

    /**
     * Reads what the caller says, in {@link AgentCall#format()}; waits until there is something.
     *
     * <p>The first call begins to listen: what was said before is not kept. From then on at most the last two seconds are
     * kept between two calls, and the oldest is dropped.
     *
     * @param into where it goes, whole samples; its position moves
     * @param timeout how long to wait for the first byte; zero looks without waiting
     * @return the number of bytes; 0 if the caller sent nothing in time, as in a silence that is not transmitted
     * @throws IllegalArgumentException if there is no room for a sample
     * @throws CallEndedException if the call is over
     * @throws InterruptedException if the thread is interrupted
     */
    int readAudio(ByteBuffer into, Duration timeout) throws CallEndedException, InterruptedException;

    /**
     * Says something and waits until it was heard, or was cut by {@link Speech#interrupt()} from another thread.
     *
     * @param audio bytes in {@link AgentCall#format()}; its position stays where it is, so a prompt can be said again
     * @return what was heard of it
     * @throws CallEndedException if the call was over before
     * @throws InterruptedException if the thread is interrupted; the rest is cut
     */
    default PlaybackOutcome say(ByteBuffer audio) throws CallEndedException, InterruptedException {
        return say(List.of(audio));
    }

    /**
     * Says something, as {@link #say(ByteBuffer)}, of which the words are known.
     *
     * @param audio bytes in {@link AgentCall#format()}; its position stays where it is
     * @param text what it says, so that {@link PlaybackOutcome#textHeard()} tells what was heard of it
     * @return what was heard of it
     * @throws CallEndedException if the call was over before
     * @throws InterruptedException if the thread is interrupted; the rest is cut
     */
    PlaybackOutcome say(ByteBuffer audio, String text) throws CallEndedException, InterruptedException;

    /**
     * Says something piece by piece, as it is made, and waits until it was heard. The next piece is asked for when there
     * is room for it, so a long text need not be in memory.
     *
     * @param pieces bytes in {@link AgentCall#format()}; their positions stay where they are. What the iterator throws is
     *     thrown on, and the rest is cut
     * @return what was heard of it
     * @throws CallEndedException if the call was over before
     * @throws InterruptedException if the thread is interrupted; the rest is cut
     */
    PlaybackOutcome say(Iterable<ByteBuffer> pieces) throws CallEndedException, InterruptedException;

    /**
     * Collects keys. Those that were pressed before and not yet seen count; other events stay for {@link #next}.
     *
     * @param rules how many, and how long to wait
     * @return the keys; perhaps none
     * @throws CallEndedException if the call is over
     * @throws InterruptedException if the thread is interrupted
     */
    CollectedDigits collectDigits(DigitRules rules) throws CallEndedException, InterruptedException;

    /**
     * Asks for keys and collects them; the first one cuts the prompt.
     *
     * @param prompt what asks, in {@link AgentCall#format()}; its position stays where it is
     * @param rules how many, and how long to wait after the prompt
     * @return the keys; perhaps none
     * @throws CallEndedException if the call is over
     * @throws InterruptedException if the thread is interrupted; the rest is cut
     */
    CollectedDigits collectDigits(ByteBuffer prompt, DigitRules rules) throws CallEndedException, InterruptedException;

    /**
     * Sends the caller elsewhere, and waits for what becomes of it. After {@link TransferOutcome.Kind#DONE} the call is over
     * for the script; after {@link TransferOutcome.Kind#FAILED} it has the caller again.
     *
     * <p>An {@link TransferRequest.Attended} one says by {@link TransferRequest.Attended#announcing announcing} and {@link
     * TransferRequest.Attended#acceptedBy(char) acceptedBy} how the other side is asked. A script that talks with it calls {@link
     * AgentCall#transfer} instead and waits for {@link CallEvent.ConsultationStarted} with {@link #next}.
     *
     * @param request where to
     * @return what became of it; also when the call ended meanwhile
     * @throws CallEndedException if the call was over before
     * @throws InterruptedException if the thread is interrupted; the caller is taken back
     */
    TransferOutcome transfer(TransferRequest request) throws CallEndedException, InterruptedException;

    /**
     * Hangs up when all that was written has been heard, and returns at once. The script then has nothing more to do than
     * to return.
     */
    void hangup();

    /** What one call is: run on its own thread. Shared by all calls, so thread-safe. */
    @FunctionalInterface
    interface Script {
        /**
         * Talks with a caller.
         *
         * @param conversation the call
         * @throws Exception to end the call as {@link EndCause.Kind#AGENT_FAILED}; a {@link CallEndedException} may pass
         *     too, and is no failure
         */
        void talk(Conversation conversation) throws Exception;
    }

    /**
     * {@return an agent that runs a script for each call, in µ-law at 8 kHz}
     *
     * @param script what a call is
     */
    static AgentPipeline agent(Script script) {
        return agent(AgentProfile.of(AudioFormat.ULAW_8K), script);
    }

    /**
     * {@return an agent that runs a script for each call}
     *
     * @param profile what the agent wants, such as another audio format
     * @param script what a call is
     */
    static AgentPipeline agent(AgentProfile profile, Script script) {
        return new ScriptedPipeline(profile, script, ScriptedPipeline.GRACE);
    }
}
