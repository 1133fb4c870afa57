package io.voxari.ari.internal;

import org.jspecify.annotations.Nullable;

/**
 * Finds the type of a message, and the channel that it is about, without parsing it. Asterisk writes some events with what
 * is their own before the type, and the channel behind it. Nothing is judged here: of a text that is no JSON object,
 * anything may be found. Not thread-safe.
 */
final class Glance {
    private final String json;

    /** Where the first backslash is; behind the end if there is none. */
    private final int firstEscape;

    private int at;

    /** Whether the text that was passed last has escapes. */
    private boolean isEscaped;

    private @Nullable String type;
    private @Nullable String channel;
    private @Nullable Place place;

    /** Where a channel is in the text: the comma before its name, and the brace with which it begins. */
    record Place(int comma, int object) {}

    private Glance(String json) {
        this.json = json;
        int escape = json.indexOf('\\');
        this.firstEscape = escape < 0 ? json.length() : escape;
    }

    /** Looks at the fields of the outermost object, for as long as it takes. */
    static Glance at(String json) {
        Glance glance = new Glance(json);
        glance.look();
        return glance;
    }

    /**
     * {@return the text of the first field {@code type}; null if there is none, or it or its name is written with escapes}
     */
    @Nullable String type() {
        return type;
    }

    /**
     * {@return the id of the field {@code channel}, if the type is {@link Unread#takes one that is asked about it}; null if
     * there is none, or if parsing might find another one: for escapes, a repeated field, or an id that is not first}
     */
    @Nullable String channel() {
        return channel;
    }

    /**
     * {@return where the channel is; null if there is {@link #channel() none}, it is the first field, or parsing might find
     * another one before it, whose name is written with escapes}
     */
    @Nullable Place place() {
        return channel == null ? null : place;
    }

    private void look() {
        if (next() != '{') {
            return;
        }
        int afterId = -1;
        boolean isFirst = true;
        boolean isPlain = true;
        do {
            int comma = at++;
            int name = next() == '"' ? ++at : json.length();
            int end = endOfText();
            isPlain &= !isEscaped;
            if (next() != ':') {
                return;
            }
            at++;
            if (is("type", name, end)) {
                type = text();
                if (type == null || !Unread.takes(type)) {
                    channel = null;
                    return;
                }
            } else if (afterId < 0 && is("channel", name, end)) {
                next();
                place = isFirst || !isPlain ? null : new Place(comma, at);
                afterId = id();
            } else {
                skip();
            }
            isFirst = false;
        } while ((type == null || afterId < 0) && next() == ',');
        if (channel != null && (type == null || isDoubtful(afterId))) {
            channel = null;
        }
    }

    /** Whether there may be another channel, another id of it, or one before that was not seen for its escapes. */
    private boolean isDoubtful(int afterId) {
        return json.indexOf("\"channel\"", afterId) >= 0
                || json.indexOf("\"id\"", afterId) >= 0
                || (firstEscape < json.length() && json.indexOf('\\', afterId) >= 0);
    }

    /** Takes the id with which a channel begins; returns where that ends, having gone behind the channel if need be. */
    private int id() {
        int begin = at;
        if (next() == '{') {
            at++;
            int name = next() == '"' ? ++at : json.length();
            if (is("id", name, endOfText()) && next() == ':') {
                at++;
                channel = text();
            }
        }
        int afterId = at;
        if (channel != null && channel.isEmpty()) {
            channel = null;
        }
        if (channel == null || type == null) {
            at = begin;
            skip();
        }
        return afterId;
    }

    private boolean is(String name, int begin, int end) {
        return end - begin == name.length() && json.startsWith(name, begin);
    }

    /** Goes behind the value that begins here. */
    private void skip() {
        int depth = 0;
        do {
            switch (next()) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    at++;
                    endOfText();
                    continue;
                }
                case 0 -> {
                    return;
                }
                default -> {
                    if (depth == 0) {
                        skipWord();
                        return;
                    }
                }
            }
            at++;
        } while (depth > 0);
    }

    /** A number, true, false or null. */
    private void skipWord() {
        while (at < json.length() && ",}]".indexOf(json.charAt(at)) < 0) {
            at++;
        }
    }

    /** The index of the quotation mark that ends a text; goes behind it. */
    private int endOfText() {
        isEscaped = false;
        int end = json.indexOf('"', at); // Many times faster than looking at each character.
        if (end >= 0 && end < firstEscape) {
            at = end + 1;
            return end;
        }
        for (; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '\\') {
                isEscaped = true;
                at++;
            } else if (c == '"') {
                return at++;
            }
        }
        return json.length();
    }

    /** The next character that is no white space, without passing it; 0 at the end. */
    private char next() {
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    /** The text that begins here, if it has an end and no escapes. */
    private @Nullable String text() {
        if (next() != '"') {
            return null;
        }
        int begin = ++at;
        int end = endOfText();
        return end < json.length() && !isEscaped ? json.substring(begin, end) : null;
    }
}
