package io.voxari.testkit.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What somebody at a telephone does, one thing after the other, in steps of 20 ms. One thread at a time. */
final class CallerScript {
    static final int DIGIT_MILLIS = 100;

    private static final int FRAME_SAMPLES = 160;
    private static final int FRAME_MILLIS = 20;
    private static final int BETWEEN_DIGITS_MILLIS = 80;

    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private final Hands hands;
    private boolean silent;
    private @Nullable Step step;
    private int stepFrame;

    /** Whose script it is. */
    interface Hands {
        /** The last 40 ms that were heard; empty when there are none. */
        byte[] lastHeard();

        void pressed(char digit);

        void missed(String what, Duration within);

        void hangUp();
    }

    /** What the caller does; it takes time. */
    // Steps are never compared, so the array in the record does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    private record Step(
            byte @Nullable [] speech,
            String digits,
            int frames,
            boolean hangsUp,
            @Nullable Expectation expects) {}

    /** Something to be heard, judged by the last 40 ms. */
    private record Expectation(String what, Predicate<byte[]> sound) {}

    CallerScript(Hands hands) {
        this.hands = hands;
    }

    void say(byte[] ulaw) {
        steps.add(new Step(ulaw, "", (ulaw.length + FRAME_SAMPLES - 1) / FRAME_SAMPLES, false, null));
    }

    void press(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            steps.add(new Step(null, "" + digits.charAt(i), DIGIT_MILLIS / FRAME_MILLIS, false, null));
            pause(Duration.ofMillis(BETWEEN_DIGITS_MILLIS));
        }
    }

    void pause(Duration time) {
        steps.add(new Step(null, "", (int) (time.toMillis() / FRAME_MILLIS), false, null));
    }

    void expect(String what, Predicate<byte[]> sound, Duration within) {
        int frames = (int) Math.max(1, within.toMillis() / FRAME_MILLIS);
        steps.add(new Step(null, "", frames, false, new Expectation(what, sound)));
    }

    void hangUp() {
        steps.add(new Step(null, "", 0, true, null));
    }

    /** From now on not even silence is said while nothing is. */
    void silence() {
        silent = true;
    }

    /** What is said in the next 20 ms; null for nothing at all. */
    byte @Nullable [] next() {
        while (step == null || stepFrame >= step.frames || isHeard(step)) {
            finish();
            step = steps.poll();
            stepFrame = 0;
            if (step == null) {
                return silent ? null : silentFrame();
            }
            if (step.hangsUp) {
                hands.hangUp();
                return null;
            }
        }
        int at = stepFrame++ * FRAME_SAMPLES;
        if (step.speech != null) {
            byte[] frame = silentFrame();
            System.arraycopy(step.speech, at, frame, 0, Math.min(FRAME_SAMPLES, step.speech.length - at));
            return frame;
        }
        return step.digits.isEmpty() && !silent ? silentFrame() : null;
    }

    private void finish() {
        Step done = step;
        if (done == null) {
            return;
        }
        if (done.expects != null && !isHeard(done)) {
            hands.missed(done.expects.what, Duration.ofMillis((long) done.frames * FRAME_MILLIS));
        }
        if (!done.digits.isEmpty()) {
            hands.pressed(done.digits.charAt(0));
        }
    }

    private boolean isHeard(Step now) {
        Expectation expects = now.expects;
        if (expects == null) {
            return false;
        }
        byte[] last = hands.lastHeard();
        return last.length > 0 && expects.sound.test(last);
    }

    private static byte[] silentFrame() {
        byte[] frame = new byte[FRAME_SAMPLES];
        Arrays.fill(frame, Ulaw.SILENCE);
        return frame;
    }
}
