package io.voxari.testkit.internal;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.asterisk.HeardAudio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A telephone in a call, and what the person at it does. Only the loop's thread, but for the futures {@link #heard()} and {@link #said()}. */
public final class CallerLeg implements Leg {
    private static final long REFER_NANOS = MediaLeg.TICK_NANOS;

    private final Pbx pbx;
    private final CallerScript script = new CallerScript(new Hands());
    private final ArrayDeque<byte[]> held = new ArrayDeque<>();
    private final CompletableFuture<Long> ringing = new CompletableFuture<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final CompletableFuture<EndedBy> endedBy = new CompletableFuture<>();
    private final CompletableFuture<String> referredTo = new CompletableFuture<>();
    private final KeptAudio heard = new KeptAudio();
    private final KeptAudio said = new KeptAudio();

    private @Nullable PbxChannel channel;
    /** Number or name, for complaints. */
    private String who = "";

    private @Nullable SilenceMeter silence;
    private boolean hungUpMyself;
    private volatile OnRefer onRefer = OnRefer.FOLLOWS;

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
                who = number;
                channel = pbx.life.call(extension, number, name, this);
            }
        });
    }

    void attach(PbxChannel made) {
        channel = made;
        who = made.name;
    }

    // ---- from any thread

    /** Says something after what it does already. */
    public void say(byte[] ulaw) {
        byte[] copy = ulaw.clone();
        pbx.loop.execute(() -> script.say(copy));
    }

    /** Presses keys after what it does already. */
    public void press(String digits) {
        pbx.loop.execute(() -> script.press(digits));
    }

    /** Does nothing for a while after what it does already. */
    public void pause(Duration time) {
        pbx.loop.execute(() -> script.pause(time));
    }

    /** Waits for a sound after what it does already; that it did not come is a fault. */
    public void expect(String what, Predicate<byte[]> sound, Duration within) {
        pbx.loop.execute(() -> script.expect(what, sound, within));
    }

    /** Hangs up after what it does already. */
    public void hangUpThen() {
        pbx.loop.execute(() -> script.hangUp());
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
        pbx.loop.execute(script::silence);
    }

    /** From now on that becomes of it when the application would have the telephone call somebody else. */
    public void onRefer(OnRefer manner) {
        onRefer = manner;
    }

    /** {@return whom the telephone was to call instead} */
    public CompletableFuture<String> referredTo() {
        return referredTo;
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
            // The cause outlives the channel only where it was in a bridge.
            pbx.life.hangUp(present, present.bridge == null ? 0 : HangupCauses.NORMAL);
        }
    }

    @Override
    public void ringing() {
        ringing.complete(pbx.loop.nowNanos());
    }

    @Override
    public void answered() {
        answered.complete(pbx.loop.nowNanos());
        silence = pbx.measureSilence(who);
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
        byte[] frame = script.next();
        if (frame == null) {
            return;
        }
        said.add(frame, pbx.loop.nowNanos());
        if (silence != null) {
            silence.passed(frame, pbx.loop.nowNanos() - MediaLeg.TICK_NANOS);
        }
        if (pbx.loop.nowNanos() < pbx.deafUntilNanos) {
            return;
        }
        held.add(frame);
        while (pbx.loop.nowNanos() >= pbx.heldUntilNanos && !held.isEmpty()) {
            present.speak(held.remove());
        }
    }

    /** What the script has done by them. */
    private final class Hands implements CallerScript.Hands {
        @Override
        public byte[] lastHeard() {
            return heard.lastTwo();
        }

        @Override
        public void pressed(char digit) {
            if (channel != null) {
                CallerLeg.this.pressed(channel, digit);
            }
        }

        @Override
        public void missed(String what, Duration within) {
            if (channel != null) {
                pbx.fault("the caller of channel " + channel.id + " did not hear " + what + " within "
                        + within.toMillis() + " ms");
            }
        }

        @Override
        public void hangUp() {
            CallerLeg.this.hangUp();
        }
    }

    private void pressed(PbxChannel present, char digit) {
        pbx.emit(present, "ChannelDtmfReceived", "digit", "" + digit, "duration_ms", CallerScript.DIGIT_MILLIS);
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
        if (silence != null) {
            silence.passed(ulaw, pbx.loop.nowNanos());
        }
    }

    @Override
    public void hearDigit(char digit) {
        heard.add(digit);
    }

    @Override
    public void refer(String target, Runnable known) {
        referredTo.complete(target);
        PbxChannel present = channel;
        OnRefer manner = onRefer;
        if (manner == OnRefer.LEAVES_OPEN && present != null) {
            present.isBeingReferred = true;
            return;
        }
        // Some messages go to and fro, and the reply to the request is there long before.
        pbx.loop.at(pbx.loop.nowNanos() + REFER_NANOS, () -> {
            known.run();
            if (manner == OnRefer.FOLLOWS) {
                hangUp();
            }
        });
    }

    @Override
    public void hungUp(int cause) {
        if (silence != null) {
            silence.ended(pbx.loop.nowNanos());
        }
        endedBy.complete(hungUpMyself ? EndedBy.CALLER : EndedBy.CALLEE);
        ended.complete(hungUpMyself ? HangupCauses.NORMAL : cause);
    }
}
