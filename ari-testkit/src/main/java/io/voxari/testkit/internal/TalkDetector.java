package io.voxari.testkit.internal;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code TALK_DETECT(set)} makes of a channel: it tells when somebody begins to talk there, and when no more. Only the loop's thread. */
final class TalkDetector {
    private static final int DEFAULT_SILENCE_MILLIS = 2_500;
    private static final int DEFAULT_LEVEL = 256;
    private static final int SAMPLES_PER_MILLI = 8;
    private static final Pattern OPTIONS = Pattern.compile("(\\d{1,9})?(?:,(\\d{1,9})?)?");

    private final Pbx pbx;
    private final PbxChannel channel;
    private final int silenceMillis;
    private final int level;
    private int silentMillis;
    private long startNanos;
    private boolean talking;

    private TalkDetector(Pbx pbx, PbxChannel channel, int silenceMillis, int level) {
        this.pbx = pbx;
        this.channel = channel;
        this.silenceMillis = silenceMillis;
        this.level = level;
    }

    /** {@code silence in ms, level}, each with its default; null where Asterisk does not take it. */
    static @Nullable TalkDetector of(Pbx pbx, PbxChannel channel, String options) {
        Matcher parts = OPTIONS.matcher(options);
        return parts.matches()
                ? new TalkDetector(
                        pbx,
                        channel,
                        number(parts.group(1), DEFAULT_SILENCE_MILLIS),
                        number(parts.group(2), DEFAULT_LEVEL))
                : null;
    }

    private static int number(@Nullable String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** What is said on the channel; while nothing is sent, nothing is decided. */
    void hear(byte[] ulaw) {
        long sum = 0;
        for (byte sample : ulaw) {
            sum += Math.abs(Ulaw.decode(sample));
        }
        if (ulaw.length > 0 && sum / ulaw.length >= level) {
            silentMillis = 0;
            if (!talking) {
                talking = true;
                startNanos = pbx.loop.nowNanos();
                pbx.emit(channel, "ChannelTalkingStarted");
            }
            return;
        }
        silentMillis += ulaw.length / SAMPLES_PER_MILLI;
        if (talking && silentMillis >= silenceMillis) {
            talking = false;
            long millis = TimeUnit.NANOSECONDS.toMillis(pbx.loop.nowNanos() - startNanos) - silenceMillis;
            pbx.emit(channel, "ChannelTalkingFinished", "duration", Math.max(0, millis));
        }
    }
}
