package io.voxari.testkit.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A telephone that can be called, and what it does then. Thread-safe. */
public final class PhoneSettings {
    /** What it does with one call; {@code code} 0 stands for an answer. */
    record Manner(int code, boolean rings, long afterNanos) {
        static final Manner USUAL = new Manner(0, true, 100_000_000L);
        static final Manner ABSENT = new Manner(404, false, 0);
    }

    /** The calls that came, in order. */
    public final BlockingQueue<CallerLeg> calls = new LinkedBlockingQueue<>();

    /** Guarded by this. */
    private Manner usual = Manner.USUAL;

    /** Guarded by this. */
    private byte[] announcement = {};

    /** {@return whether it is known what Asterisk makes of it} */
    public static boolean isKnown(int sipCode) {
        return CalledLeg.isKnown(sipCode);
    }

    /** From now on. */
    public synchronized void does(int code, boolean rings, long afterNanos) {
        usual = new Manner(code, rings, afterNanos);
    }

    /** From now on it says that in place of ringing; empty for nothing. */
    public synchronized void announces(byte[] ulaw) {
        announcement = ulaw.clone();
    }

    synchronized byte[] announcement() {
        return announcement;
    }

    synchronized Manner next() {
        return usual;
    }
}
