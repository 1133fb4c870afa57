package io.voxari.testkit.internal;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.asterisk.HeardAudio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A telephone in a call, and what the person at it does. Only the loop's thread, but for the futures and {@link #heard()}. */
public final class CallerLeg implements Leg {
    private static final int FRAME_SAMPLES = 160;
    private static final int DIGIT_MILLIS = 100;
    private static final int BETWEEN_DIGITS_MILLIS = 80;
    private static final long SAMPLE_NANOS = 125_000;
    /** A frame that comes later than this after the end of the one before leaves a hole: 60 ms. */
    private static final int SEAM_SAMPLES = 480;

    private final Pbx pbx;
    private final ArrayDeque<Step> script = new ArrayDeque<>();
    private final CompletableFuture<Long> ringing = new CompletableFuture<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final CompletableFuture<EndedBy> endedBy = new CompletableFuture<>();
    /** Guarded by itself. */
    private final List<HeardAudio.Frame> heard = new ArrayList<>();

    private @Nullable PbxChannel channel;
    private boolean silent;
    private boolean hungUpMyself;
    private @Nullable Step step;
    private int stepFrame;
    private long firstNanos;
    private int heardEnd;

    /** What the caller does; it takes time. */
    // Steps are never compared, so the array in the record does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    private record Step(byte @Nullable [] speech, String digits, int frames, boolean hangsUp) {
        static Step speech(byte[] ulaw) {
            return new Step(ulaw, "", (ulaw.length + FRAME_SAMPLES - 1) / FRAME_SAMPLES, false);
        }

        static Step wait(Duration time) {
            return new Step(null, "", (int) (time.toMillis() / 20), false);
        }

        static Step digit(char digit) {
            return new Step(null, "" + digit, DIGIT_MILLIS / 20, false);
        }

        static Step hangUp() {
            return new Step(null, "", 0, true);
        }
    }

    private CallerLeg(Pbx pbx) {
        this.pbx = pbx;
    }

    static CallerLeg call(Pbx pbx, String extension, String number, String name) {
        CallerLeg leg = new CallerLeg(pbx);
        pbx.loop.execute(() -> {
            PbxChannel made = pbx.call(extension, number, name, leg);
            leg.channel = made;
        });
        return leg;
    }

    /** Somebody who is called, and does nothing before the answer. */
    static CallerLeg called(Pbx pbx) {
        return new CallerLeg(pbx);
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

    /** Hangs up after what it does already. */
    public void hangUpThen() {
        pbx.loop.execute(() -> script.add(Step.hangUp()));
    }

    /** Hangs up at once, answered or not. */
    public void hangUpNow() {
        pbx.loop.execute(this::hangUp);
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
        synchronized (heard) {
            return HeardAudio.of(heard);
        }
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
        while (step == null || stepFrame >= step.frames) {
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

    private static byte[] silentFrame() {
        byte[] frame = new byte[FRAME_SAMPLES];
        Arrays.fill(frame, Ulaw.SILENCE);
        return frame;
    }

    private void speak(PbxChannel present, byte @Nullable [] frame) {
        PbxBridge bridge = present.bridge;
        if (frame == null) {
            return;
        }
        if (bridge != null) {
            bridge.speak(present, frame);
        } else if (present.appName.equals("Echo")) {
            hear(frame);
        }
    }

    private void pressed(PbxChannel present, char digit) {
        pbx.emit(present, "ChannelDtmfReceived", "digit", "" + digit, "duration_ms", DIGIT_MILLIS);
        PbxBridge bridge = present.bridge;
        if (bridge != null) {
            bridge.press(present, digit);
        }
    }

    @Override
    public void hear(byte[] ulaw) {
        PbxChannel present = channel;
        if (present == null || present.gone) {
            return;
        }
        long now = pbx.loop.nowNanos();
        synchronized (heard) {
            if (heard.isEmpty()) {
                firstNanos = now;
            }
            int byClock = (int) ((now - firstNanos) / SAMPLE_NANOS);
            int start = byClock - heardEnd > SEAM_SAMPLES ? byClock : heardEnd;
            heard.add(new HeardAudio.Frame(start, ulaw, now));
            heardEnd = start + ulaw.length;
        }
    }

    @Override
    public void hearDigit(char digit) {}

    @Override
    public void hungUp(int cause) {
        endedBy.complete(hungUpMyself ? EndedBy.CALLER : EndedBy.CALLEE);
        ended.complete(cause);
    }
}
