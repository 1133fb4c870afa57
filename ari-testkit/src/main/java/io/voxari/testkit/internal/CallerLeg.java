package io.voxari.testkit.internal;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.asterisk.HeardAudio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A telephone in a call, and what the person at it does. Only the loop's thread, but for the futures {@link #heard()} and {@link #said()}. */
public final class CallerLeg implements Leg {
    private static final int FRAME_SAMPLES = 160;
    private static final int DIGIT_MILLIS = 100;
    private static final int BETWEEN_DIGITS_MILLIS = 80;

    private final Pbx pbx;
    private final ArrayDeque<Step> script = new ArrayDeque<>();
    private final CompletableFuture<Long> ringing = new CompletableFuture<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final CompletableFuture<EndedBy> endedBy = new CompletableFuture<>();
    private final KeptAudio heard = new KeptAudio();
    private final KeptAudio said = new KeptAudio();

    private @Nullable PbxChannel channel;
    private boolean silent;
    private boolean hungUpMyself;
    private @Nullable Step step;
    private int stepFrame;

    /** What the caller does; it takes time. */
    // Steps are never compared, so the array in the record does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    private record Step(
            byte @Nullable [] speech,
            String digits,
            int frames,
            boolean hangsUp,
            @Nullable Expectation expects) {
        static Step speech(byte[] ulaw) {
            return new Step(ulaw, "", (ulaw.length + FRAME_SAMPLES - 1) / FRAME_SAMPLES, false, null);
        }

        static Step wait(Duration time) {
            return new Step(null, "", (int) (time.toMillis() / 20), false, null);
        }

        static Step digit(char digit) {
            return new Step(null, "" + digit, DIGIT_MILLIS / 20, false, null);
        }

        static Step hangUp() {
            return new Step(null, "", 0, true, null);
        }

        static Step hear(String what, Predicate<byte[]> sound, Duration within) {
            Expectation expects = new Expectation(what, sound);
            return new Step(null, "", (int) Math.max(1, within.toMillis() / 20), false, expects);
        }
    }

    /** Something to be heard, judged by the last 40 ms. */
    private record Expectation(String what, Predicate<byte[]> sound) {}

    private CallerLeg(Pbx pbx) {
        this.pbx = pbx;
    }

    static CallerLeg call(Pbx pbx, String extension, String number, String name) {
        CallerLeg leg = new CallerLeg(pbx);
        leg.dial(extension, number, name);
        return leg;
    }

    /** Somebody who is called, and does nothing before the answer. */
    static CallerLeg called(Pbx pbx) {
        return new CallerLeg(pbx);
    }

    /** Calls, once. From any thread. */
    public void dial(String extension, String number, String name) {
        pbx.loop.execute(() -> {
            if (channel == null) {
                channel = pbx.call(extension, number, name, this);
            }
        });
    }

    void attach(PbxChannel made) {
        channel = made;
    }

    // ---- from any thread

    /** Says something after what it does already. */
    public void say(byte[] ulaw) {
        byte[] copy = ulaw.clone();
        pbx.loop.execute(() -> script.add(Step.speech(copy)));
    }

    /** Presses keys after what it does already. */
    public void press(String digits) {
        pbx.loop.execute(() -> {
            for (int i = 0; i < digits.length(); i++) {
                script.add(Step.digit(digits.charAt(i)));
                script.add(Step.wait(Duration.ofMillis(BETWEEN_DIGITS_MILLIS)));
            }
        });
    }

    /** Does nothing for a while after what it does already. */
    public void pause(Duration time) {
        pbx.loop.execute(() -> script.add(Step.wait(time)));
    }

    /** Waits for a sound after what it does already; that it did not come is a fault. */
    public void expect(String what, Predicate<byte[]> sound, Duration within) {
        pbx.loop.execute(() -> script.add(Step.hear(what, sound, within)));
    }

    /** Hangs up after what it does already. */
    public void hangUpThen() {
        pbx.loop.execute(() -> script.add(Step.hangUp()));
    }

    /** Hangs up at once, answered or not. */
    public void hangUpNow() {
        pbx.loop.execute(this::hangUp);
    }

    /** Cuts the media connections of the bridge that it is in. */
    public void dropMedia() {
        pbx.loop.execute(() -> {
            PbxChannel present = channel;
            PbxBridge bridge = present == null ? null : present.bridge;
            if (bridge != null) {
                List.copyOf(bridge.channels).forEach(member -> {
                    if (member.leg instanceof MediaLeg media) {
                        media.drop();
                    }
                });
            }
        });
    }

    /** From now on nothing is sent while nothing is said, not even silence. */
    public void silence() {
        pbx.loop.execute(() -> silent = true);
    }

    /** {@return when it rang, on the clock of the simulation} */
    public CompletableFuture<Long> ringingAt() {
        return ringing;
    }

    /** {@return when it was answered, on the clock of the simulation} */
    public CompletableFuture<Long> answeredAt() {
        return answered;
    }

    /** {@return the cause with which it ended} */
    public CompletableFuture<Integer> ended() {
        return ended;
    }

    /** {@return who ended it} */
    public CompletableFuture<EndedBy> endedBy() {
        return endedBy;
    }

    /** {@return all that was heard so far} */
    public HeardAudio heard() {
        return heard.audio();
    }

    /** {@return all that was said so far, silence included} */
    public HeardAudio said() {
        return said.audio();
    }

    // ---- the loop's thread

    private void hangUp() {
        PbxChannel present = channel;
        if (present != null && !present.gone) {
            hungUpMyself = true;
            // Asterisk tells no cause when the caller's telephone gave none.
            pbx.emit(present, "ChannelHangupRequest");
            pbx.hangUp(present, HangupCauses.NORMAL);
        }
    }

    @Override
    public void ringing() {
        ringing.complete(pbx.loop.nowNanos());
    }

    @Override
    public void answered() {
        answered.complete(pbx.loop.nowNanos());
        // A frame can be sent when its 20 ms have been spoken.
        sendAt(pbx.loop.nowNanos() + MediaLeg.TICK_NANOS);
    }

    private void sendAt(long dueNanos) {
        pbx.loop.at(dueNanos, () -> {
            PbxChannel present = channel;
            if (present != null && !present.gone) {
                send(present);
                sendAt(dueNanos + MediaLeg.TICK_NANOS);
            }
        });
    }

    private void send(PbxChannel present) {
        while (step == null || stepFrame >= step.frames || isHeard(step)) {
            if (step != null && step.expects != null && !isHeard(step)) {
                pbx.fault("the caller of channel " + present.id + " did not hear " + step.expects.what + " within "
                        + step.frames * 20 + " ms");
            }
            if (step != null && !step.digits.isEmpty()) {
                pressed(present, step.digits.charAt(0));
            }
            step = script.poll();
            stepFrame = 0;
            if (step == null) {
                speak(present, silent ? null : silentFrame());
                return;
            }
            if (step.hangsUp) {
                hangUp();
                return;
            }
        }
        Step now = step;
        int at = stepFrame++ * FRAME_SAMPLES;
        if (now.speech != null) {
            byte[] frame = silentFrame();
            System.arraycopy(now.speech, at, frame, 0, Math.min(FRAME_SAMPLES, now.speech.length - at));
            speak(present, frame);
        } else if (now.digits.isEmpty() && !silent) {
            speak(present, silentFrame());
        }
    }

    private boolean isHeard(Step now) {
        Expectation expects = now.expects;
        if (expects == null) {
            return false;
        }
        byte[] last = heard.lastTwo();
        return last.length > 0 && expects.sound.test(last);
    }

    private static byte[] silentFrame() {
        byte[] frame = new byte[FRAME_SAMPLES];
        Arrays.fill(frame, Ulaw.SILENCE);
        return frame;
    }

    private void speak(PbxChannel present, byte @Nullable [] frame) {
        if (frame == null) {
            return;
        }
        said.add(frame, pbx.loop.nowNanos());
        if (pbx.loop.nowNanos() < pbx.deafUntilNanos) {
            return;
        }
        present.speak(frame);
        if (present.appName.equals("Echo")) {
            hear(frame);
        }
    }

    private void pressed(PbxChannel present, char digit) {
        pbx.emit(present, "ChannelDtmfReceived", "digit", "" + digit, "duration_ms", DIGIT_MILLIS);
        PbxBridge bridge = present.bridge;
        Recording recording = present.recording;
        if (bridge != null) {
            bridge.press(present, digit);
        } else if (recording != null && recording.endsWith(digit)) {
            pbx.recordings.end(recording, true);
        }
    }

    @Override
    public void hear(byte[] ulaw) {
        PbxChannel present = channel;
        if (present == null || present.gone) {
            return;
        }
        heard.add(ulaw, pbx.loop.nowNanos());
    }

    @Override
    public void hearDigit(char digit) {}

    @Override
    public void hungUp(int cause) {
        endedBy.complete(hungUpMyself ? EndedBy.CALLER : EndedBy.CALLEE);
        ended.complete(cause);
    }
}
