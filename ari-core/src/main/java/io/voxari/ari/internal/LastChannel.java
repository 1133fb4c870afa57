package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.model.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The channel of the event that was read last of those about one channel, and its text. Nine in ten of the events that wait
 * in a lane repeat that text letter for letter (counted on Asterisk 22.10: all of digits and talking, nearly all of
 * variables, none of changes of the state), and it is most of the message: where a whole JSON object begins with the letters
 * of one that is known, it is that one, and is not read again.
 *
 * <p>Thread-safe; of two threads that read at once, either may be the one that is remembered.
 */
final class LastChannel {
    /** Far above what a channel takes; what is longer is read each time, so that what is kept is bounded. */
    private static final int MOST_BYTES = 4_096;

    private volatile @Nullable Known known;

    /** Immutable. */
    private static final class Known {
        final byte[] text;
        final Channel channel;

        Known(byte[] text, Channel channel) {
            this.text = text;
            this.channel = channel;
        }
    }

    /**
     * Reads an event. What comes out is what would without anything being remembered.
     *
     * @param place where its channel is
     * @return null if it is none; never throws
     */
    @Nullable AriEvent read(String text, String type, Glance.Place place) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        if (json.length
                == text.length()) { // Else there are letters of more than one byte, and the place is another one.
            Known channel = at(json, place.object());
            int end = channel == null ? json.length : place.object() + channel.text.length;
            // Without its channel the rest must be as right or wrong as it was with it.
            if (channel != null && isPlain(place) && end < json.length && (json[end] == ',' || json[end] == '}')) {
                System.arraycopy(json, end, json, place.comma(), json.length - end);
                int length = place.comma() + json.length - end;
                return Wire.event(json, length, text, type, channel.channel);
            }
        }
        return Wire.event(json, json.length, text, type, null);
    }

    /** Whether nothing but the name is between the comma and the brace: what is there would be cut unread. */
    private static boolean isPlain(Glance.Place place) {
        return place.object() - place.comma() == ",\"channel\":".length();
    }

    private @Nullable Known at(byte[] json, int begin) {
        Known last = known;
        if (last != null
                && last.text.length <= json.length - begin
                && Arrays.equals(json, begin, begin + last.text.length, last.text, 0, last.text.length)) {
            return last;
        }
        Wire.Piece read = Wire.channel(json, begin);
        if (read == null) {
            return null;
        }
        Known next = new Known(Arrays.copyOfRange(json, begin, read.end()), read.channel());
        if (next.text.length <= MOST_BYTES) {
            known = next;
        }
        return next;
    }
}
