package io.voxari.testkit.asterisk;

import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A plan carried out on a simulated Asterisk: there is no SIP, and its answers are those that Asterisk would give. */
final class SimulatedCall implements SipCall {
    private static final int CANCELLED = 487;
    private static final int DECLINED = 603;
    /** The SIP status that Asterisk 22.10.1 makes of a cause before the answer. */
    private static final Map<Integer, Integer> STATUS =
            Map.of(1, 404, 17, 486, 18, 480, 19, 480, 21, 403, 34, 503, 38, 500);

    private static final int DIGIT_MILLIS = 180;

    private final CallPlan plan;
    private final SimulatedCaller caller;
    private final long invitedNanos = System.nanoTime();

    SimulatedCall(SimulatedAsterisk asterisk, CallPlan plan) {
        this.plan = plan;
        this.caller = asterisk.call(plan.extension(), plan.fromNumber(), plan.fromName());
        if (plan.afterSpeech() == AfterSpeech.NOTHING) {
            caller.sendsNoSilence();
        }
        long usedMillis = 0;
        for (CallPlan.Press press : plan.presses()) {
            long pause = Math.max(0, press.afterAnswer().toMillis() - usedMillis);
            caller.waits(Duration.ofMillis(pause)).presses(press.digits());
            usedMillis += pause + (long) DIGIT_MILLIS * press.digits().length();
        }
        caller.says(plan.speech());
        long spokenMillis = usedMillis + plan.speech().length / 8;
        plan.hangUpAfter()
                .ifPresent(after -> caller.waits(Duration.ofMillis(Math.max(0, after.toMillis() - spokenMillis)))
                        .hangsUp());
        plan.giveUpAfter()
                .ifPresent(after -> CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(caller::hangUp));
    }

    @Override
    public CallPlan plan() {
        return plan;
    }

    @Override
    public void hangUp() {
        caller.hangUp();
    }

    @Override
    public void say(byte[] ulaw) {
        SimulatedCaller unused = caller.says(ulaw);
    }

    @Override
    public void press(String digits) {
        SimulatedCaller unused = caller.presses(digits);
    }

    @Override
    public void awaitRinging(Duration timeout) {
        caller.awaitRinging(timeout);
    }

    @Override
    public void awaitAnswer(Duration timeout) {
        caller.awaitAnswered(timeout);
    }

    @Override
    public CallOutcome awaitEnd(Duration timeout) {
        int cause = caller.awaitEnded(timeout);
        boolean isAnswered = caller.isAnswered();
        int refusal = caller.endedBy() == EndedBy.CALLER ? CANCELLED : STATUS.getOrDefault(cause, DECLINED);
        return new CallOutcome(
                isAnswered ? 200 : refusal,
                cause == 0 ? OptionalInt.empty() : OptionalInt.of(cause),
                caller.ringingNanos().isPresent() ? List.of(100, 180) : List.of(100),
                caller.endedBy(),
                invitedNanos,
                caller.ringingNanos(),
                caller.answeredNanos(),
                System.nanoTime(),
                "",
                "");
    }

    @Override
    public boolean isEnded() {
        return caller.isEnded();
    }

    @Override
    public String trace() {
        return "";
    }

    @Override
    public HeardAudio heard() {
        return caller.heard();
    }

    @Override
    public HeardAudio said() {
        return caller.said();
    }

    @Override
    public String toString() {
        return plan.toString();
    }
}
