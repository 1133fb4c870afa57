package io.voxari.testkit.internal;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Keys that the application presses for a channel: its other end hears them, one after the other. Only the loop's thread. */
final class Keys {
    private static final Pattern KNOWN = Pattern.compile("[0-9*#A-D]+");
    private static final String DEFAULT_MILLIS = "100";

    private final Pbx pbx;
    private final PbxChannel channel;
    private final String digits;
    private final int durationMillis;
    private final int betweenMillis;
    private final int beforeMillis;
    private final int afterMillis;

    Keys(Pbx pbx, PbxChannel channel, String digits, AriRequest request) {
        if (!KNOWN.matcher(digits).matches()) {
            throw new UnsupportedOperationException("the keys " + digits);
        }
        this.pbx = pbx;
        this.channel = channel;
        this.digits = digits;
        this.durationMillis = Integer.parseInt(request.get("duration", DEFAULT_MILLIS));
        this.betweenMillis = Integer.parseInt(request.get("between", DEFAULT_MILLIS));
        this.beforeMillis = Integer.parseInt(request.get("before", "0"));
        this.afterMillis = Integer.parseInt(request.get("after", "0"));
    }

    void press(Runnable done) {
        in(beforeMillis, () -> press(0, done));
    }

    /** A key is heard when it is let go. */
    private void press(int at, Runnable done) {
        in(durationMillis, () -> {
            if (!channel.gone) {
                channel.leg.hearDigit(digits.charAt(at));
            }
            if (at + 1 < digits.length()) {
                in(betweenMillis, () -> press(at + 1, done));
            } else {
                in(afterMillis, done);
            }
        });
    }

    private void in(int millis, Runnable task) {
        if (millis == 0) {
            task.run();
        } else {
            pbx.loop.at(pbx.loop.nowNanos() + TimeUnit.MILLISECONDS.toNanos(millis), task);
        }
    }
}
