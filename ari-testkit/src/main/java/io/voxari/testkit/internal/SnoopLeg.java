package io.voxari.testkit.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is behind a channel that listens in: another channel. It says every 20 ms what is said or heard there, and silence when
 * that is nothing. Only the loop's thread.
 */
final class SnoopLeg implements Leg {
    private static final int MOST_WAITING = 10;

    private final Pbx pbx;
    private final PbxChannel spied;
    private final boolean toWhatIsSaid;
    private final boolean toWhatIsHeard;
    private final ArrayDeque<byte[]> said = new ArrayDeque<>();
    private final ArrayDeque<byte[]> heard = new ArrayDeque<>();

    SnoopLeg(Pbx pbx, PbxChannel spied, boolean toWhatIsSaid, boolean toWhatIsHeard) {
        this.pbx = pbx;
        this.spied = spied;
        this.toWhatIsSaid = toWhatIsSaid;
        this.toWhatIsHeard = toWhatIsHeard;
    }

    void begin(PbxChannel own) {
        spied.snoops.add(this);
        tickAt(own, pbx.loop.nowNanos() + MediaLeg.TICK_NANOS);
    }

    void said(byte[] ulaw) {
        if (toWhatIsSaid) {
            add(said, ulaw);
        }
    }

    void heard(byte[] ulaw) {
        if (toWhatIsHeard) {
            add(heard, ulaw);
        }
    }

    private static void add(ArrayDeque<byte[]> queue, byte[] ulaw) {
        if (queue.size() < MOST_WAITING) {
            queue.add(ulaw);
        }
    }

    private void tickAt(PbxChannel own, long dueNanos) {
        pbx.loop.at(dueNanos, () -> {
            if (own.gone) {
                return;
            }
            if (spied.gone) {
                // It goes with the other, and nobody has asked for that.
                pbx.life.hangUp(own, 0);
                return;
            }
            own.speak(both(said.poll(), heard.poll()));
            tickAt(own, dueNanos + MediaLeg.TICK_NANOS);
        });
    }

    private static byte[] both(byte @Nullable [] one, byte @Nullable [] other) {
        if (one == null) {
            return other == null ? Prompt.silence().frame(0) : other;
        }
        if (other == null) {
            return one;
        }
        byte[] sum = new byte[Math.min(one.length, other.length)];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Ulaw.encode(Ulaw.decode(one[i]) + Ulaw.decode(other[i]));
        }
        return sum;
    }

    @Override
    public void hear(byte[] ulaw) {}

    @Override
    public void hearDigit(char digit) {}

    @Override
    public void ringing() {}

    @Override
    public void answered() {}

    @Override
    public void hungUp(int cause) {
        spied.snoops.remove(this);
    }
}
