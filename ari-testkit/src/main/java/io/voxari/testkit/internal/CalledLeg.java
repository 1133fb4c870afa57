package io.voxari.testkit.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A telephone that is called, or what a trunk says when there is none. With the answer it becomes a telephone in a call like
 * any other. Only the loop's thread.
 */
final class CalledLeg implements Leg {
    /** What Asterisk makes of a SIP answer: the Q.850 cause and the word in its Dial event. */
    private record Outcome(int cause, String status) {}

    private static final Map<Integer, Outcome> OUTCOMES = Map.of(
            404, new Outcome(1, "NOANSWER"),
            408, new Outcome(18, "NOANSWER"),
            480, new Outcome(19, "NOANSWER"),
            486, new Outcome(17, "BUSY"),
            488, new Outcome(58, "NOANSWER"),
            503, new Outcome(34, "CONGESTION"),
            603, new Outcome(21, "NOANSWER"));
    private static final int NO_ANSWER = 19;
    private static final int SIP_UNAVAILABLE = 480;

    final String app;
    final List<String> args;
    final String endpointName;
    final String dialString;
    private final Pbx pbx;
    private final @Nullable PhoneSettings phone;
    private final boolean isCreated;
    private final CallerLeg person;
    /** Set before anything happens. */
    @Nullable PbxChannel channel;

    private boolean dialing;

    CalledLeg(
            Pbx pbx,
            @Nullable PhoneSettings phone,
            String app,
            List<String> args,
            String endpointName,
            String dialString,
            boolean isCreated) {
        this.pbx = pbx;
        this.phone = phone;
        this.app = app;
        this.args = args;
        this.endpointName = endpointName;
        this.dialString = dialString;
        this.isCreated = isCreated;
        this.person = CallerLeg.called(pbx);
    }

    static boolean isKnown(int sipCode) {
        return OUTCOMES.containsKey(sipCode);
    }

    /** Rings; a timeout of zero is none. */
    void dial(Duration timeout) {
        PbxChannel present = channel;
        if (present == null || present.gone) {
            return;
        }
        dialing = true;
        person.attach(present);
        pbx.dialed(present, "", dialString);
        PhoneSettings.Manner manner = phone == null ? PhoneSettings.Manner.ABSENT : phone.next();
        if (phone != null) {
            phone.calls.add(person);
        }
        byte[] announcement = phone == null ? new byte[0] : phone.announcement();
        if (announcement.length > 0) {
            pbx.loop.execute(() -> announce(present, announcement));
        } else if (manner.rings()) {
            pbx.loop.execute(() -> ring(present));
        }
        if (manner.afterNanos() != Long.MAX_VALUE) {
            pbx.loop.at(pbx.loop.nowNanos() + manner.afterNanos(), () -> {
                if (manner.code() == 0) {
                    pickUp(present);
                } else {
                    refuse(present, manner.code());
                }
            });
        }
        if (!timeout.isZero()) {
            pbx.loop.at(pbx.loop.nowNanos() + timeout.toNanos(), () -> giveUp(present));
        }
    }

    private void ring(PbxChannel present) {
        if (present.gone || !dialing) {
            return;
        }
        present.state = "Ringing";
        pbx.emit(present, "ChannelStateChange");
        // Once it is in an application, Asterisk has forgotten what was dialled.
        pbx.dialed(present, "RINGING", isCreated ? "" : dialString);
        person.ringing();
    }

    /** Audio before the answer changes no state. */
    private void announce(PbxChannel present, byte[] words) {
        if (!present.gone && dialing) {
            pbx.dialed(present, "PROGRESS", isCreated ? "" : dialString);
            sayAt(present, words, 0, pbx.loop.nowNanos() + MediaLeg.TICK_NANOS);
        }
    }

    private void sayAt(PbxChannel present, byte[] words, int from, long dueNanos) {
        pbx.loop.at(dueNanos, () -> {
            if (!present.gone && dialing && from < words.length) {
                int until = Math.min(words.length, from + Prompt.FRAME_SAMPLES);
                byte[] frame = Prompt.silence().frame(0);
                System.arraycopy(words, from, frame, 0, until - from);
                present.speak(frame);
                sayAt(present, words, until, dueNanos + MediaLeg.TICK_NANOS);
            }
        });
    }

    private void pickUp(PbxChannel present) {
        if (present.gone || !dialing) {
            return;
        }
        dialing = false;
        pbx.life.answer(present);
        pbx.dialed(present, "ANSWER", isCreated ? "" : dialString);
        if (!isCreated && !pbx.life.enterStasis(present, app, args)) {
            pbx.life.hangUp(present, HangupCauses.NORMAL);
        }
    }

    private void refuse(PbxChannel present, int code) {
        Outcome outcome = OUTCOMES.get(code);
        if (present.gone || !dialing || outcome == null) {
            return;
        }
        dialing = false;
        if (pbx.release.tellsTechCauses()) {
            pbx.emit(present, "ChannelHangupRequest", "cause", outcome.cause, "tech_cause", code);
        } else {
            pbx.emit(present, "ChannelHangupRequest", "cause", outcome.cause);
        }
        if (!isCreated) {
            pbx.dialed(present, outcome.status, dialString);
        }
        pbx.life.hangUp(present, outcome.cause, "tech_cause", code);
    }

    private void giveUp(PbxChannel present) {
        if (present.gone || !dialing) {
            return;
        }
        dialing = false;
        if (isCreated) {
            pbx.emit(present, "ChannelHangupRequest", "cause", 32, "soft", true);
        }
        pbx.life.hangUp(
                present, isCreated || pbx.release.tellsOfTimeouts() ? NO_ANSWER : 0, "tech_cause", SIP_UNAVAILABLE);
    }

    @Override
    public void cancelled() {
        PbxChannel present = channel;
        if (dialing && present != null) {
            dialing = false;
            if (!isCreated) {
                pbx.dialed(present, "NOANSWER", dialString);
            }
        }
    }

    @Override
    public void hear(byte[] ulaw) {
        person.hear(ulaw);
    }

    @Override
    public void hearDigit(char digit) {
        person.hearDigit(digit);
    }

    @Override
    public void refer(String target, Runnable known) {
        person.refer(target, known);
    }

    @Override
    public void ringing() {}

    @Override
    public void answered() {
        person.answered();
    }

    @Override
    public void hungUp(int cause) {
        person.hungUp(cause);
    }
}
