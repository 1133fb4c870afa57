package io.voxari.ari.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Times as Asterisk writes them: {@code 2026-08-07T14:54:02.123-0600}, the offset without a colon.
 *
 * <p>Also read: no fraction or one of any length (nanoseconds are kept), an offset with a colon, {@code Z}. Written by
 * hand because a formatter takes most of the time that an event takes.
 */
final class WireTime {
    private static final int SECONDS_END = 19;
    private static final int NONE = Integer.MIN_VALUE;

    private WireTime() {}

    /** Null if the text is not a time with an offset. */
    static @Nullable Instant parse(String text) {
        if (text.length() <= SECONDS_END
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, SECONDS_END);
        int zone = zoneAt(text);
        int offset = offsetSeconds(text, zone);
        if (offset == NONE
                || year < 0
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 60) {
            return null;
        }
        try {
            long epochDay = LocalDate.of(year, month, day).toEpochDay();
            long epochSecond = epochDay * 86_400 + hour * 3_600L + minute * 60L + second - offset;
            return Instant.ofEpochSecond(epochSecond, nanos(text, zone));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Where the offset begins: behind the fraction, if there is one. */
    private static int zoneAt(String text) {
        int at = SECONDS_END;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        int scale = 100_000_000;
        for (int at = SECONDS_END + 1; at < end && scale > 0; at++) {
            nanos += (text.charAt(at) - '0') * scale;
            scale /= 10;
        }
        return nanos;
    }

    /** {@link #NONE} if it is none. */
    private static int offsetSeconds(String text, int at) {
        int rest = text.length() - at;
        if (rest == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        boolean colon = rest == 6 && text.charAt(at + 3) == ':';
        if (rest != 5 && !colon) {
            return NONE;
        }
        int hours = digits(text, at + 1, at + 3);
        int minutes = digits(text, text.length() - 2, text.length());
        char sign = text.charAt(at);
        if (hours < 0 || minutes < 0 || (sign != '+' && sign != '-')) {
            return NONE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** The number that the digits make, or -1 if one of them is none. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (!isDigit(digit)) {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
