package io.voxari.ari.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type of a message without parsing it. Asterisk writes the fields of many events in no order that helps, so
 * the type, by which the rest is read, is often among the last.
 */
final class MessageType {
    private static final int TYPE_LENGTH = "type".length();

    private final byte[] json;
    private int at;

    private MessageType(byte[] json) {
        this.json = json;
    }

    /**
     * {@return the text of the outermost object's field {@code type}; null if there is none, if either is written with
     * escapes, or if the text is no JSON object, which this does not judge}
     *
     * @param json UTF-8
     */
    static @Nullable String of(byte[] json) {
        return new MessageType(json).find();
    }

    private @Nullable String find() {
        int depth = 0;
        while (at < json.length) {
            switch (json[at++]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    int begin = at;
                    int end = endOfText();
                    if (depth == 1 && isType(begin, end) && next() == ':') {
                        at++;
                        return text();
                    }
                }
                default -> {}
            }
        }
        return null;
    }

    /** The index of the quote that ends a text; goes behind it. */
    private int endOfText() {
        for (; at < json.length; at++) {
            if (json[at] == '\\') {
                at++;
            } else if (json[at] == '"') {
                return at++;
            }
        }
        return json.length;
    }

    private boolean isType(int begin, int end) {
        return end - begin == TYPE_LENGTH
                && json[begin] == 't'
                && json[begin + 1] == 'y'
                && json[begin + 2] == 'p'
                && json[begin + 3] == 'e';
    }

    /** The next byte that is no white space, without passing it; 0 at the end. */
    private byte next() {
        while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return at < json.length ? json[at] : 0;
    }

    private @Nullable String text() {
        if (next() != '"') {
            return null;
        }
        int begin = ++at;
        int end = endOfText();
        for (int each = begin; each < end; each++) {
            if (json[each] == '\\') {
                return null;
            }
        }
        return end < json.length ? new String(json, begin, end - begin, StandardCharsets.UTF_8) : null;
    }
}
