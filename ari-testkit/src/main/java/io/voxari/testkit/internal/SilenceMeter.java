package io.voxari.testkit.internal;

import java.time.Duration;

/** Measures in a call for how long nobody said anything. Only the loop's thread. */
final class SilenceMeter {
    /** About -45 dBFS: the least that counts as a sound. */
    private static final long AUDIBLE = 180;

    private final String caller;
    private long answeredNanos;
    private long audibleUntilNanos;
    private boolean goesOn;
    private long longestNanos;
    private long longestFromNanos;

    SilenceMeter(String caller) {
        this.caller = caller;
    }

    void answered(long nowNanos) {
        answeredNanos = nowNanos;
        audibleUntilNanos = nowNanos;
        longestFromNanos = nowNanos;
        goesOn = true;
    }

    /** A frame that either side says or hears from then on. */
    void passed(byte[] ulaw, long fromNanos) {
        if (goesOn && isAudible(ulaw)) {
            lookAt(fromNanos);
            audibleUntilNanos = Math.max(audibleUntilNanos, fromNanos + MediaLeg.TICK_NANOS);
        }
    }

    void ended(long nowNanos) {
        if (goesOn) {
            lookAt(nowNanos);
            goesOn = false;
        }
    }

    private void lookAt(long nowNanos) {
        if (nowNanos - audibleUntilNanos > longestNanos) {
            longestNanos = nowNanos - audibleUntilNanos;
            longestFromNanos = audibleUntilNanos;
        }
    }

    /** The longest silence so far, with the one that goes on. */
    Silence longest(long nowNanos) {
        if (goesOn) {
            lookAt(nowNanos);
        }
        return new Silence(caller, Duration.ofNanos(longestFromNanos - answeredNanos), Duration.ofNanos(longestNanos));
    }

    private static boolean isAudible(byte[] ulaw) {
        long sum = 0;
        for (byte sample : ulaw) {
            long linear = Ulaw.decode(sample);
            sum += linear * linear;
        }
        return sum >= AUDIBLE * AUDIBLE * ulaw.length && ulaw.length > 0;
    }

    /** Whose call, where in it counted from the answer, and how long. */
    record Silence(String caller, Duration from, Duration length) {
        @Override
        public String toString() {
            return "in the call of " + caller + " nobody said anything for " + length.toMillis() + " ms, from "
                    + from.toMillis() + " ms after the answer";
        }
    }
}
