package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message of which just so much was looked at as it takes to find its lane, whose thread reads the rest: the thread that
 * reads the socket is one for all calls. Only for types that are about one channel and neither begin nor end anything, of
 * which there are by far the most. No listener ever sees this. Thread-safe.
 */
final class Unread implements AriEvent {
    private static final Set<String> TYPES = Set.of(
            "ChannelCallerId",
            "ChannelConnectedLine",
            "ChannelDialplan",
            "ChannelDtmfReceived",
            "ChannelHangupRequest",
            "ChannelHold",
            "ChannelStateChange",
            "ChannelTalkingFinished",
            "ChannelTalkingStarted",
            "ChannelToneDetected",
            "ChannelUnhold",
            "ChannelVarset");

    private static final String TYPE = "{\"type\":\"";
    private static final String CHANNEL = "channel\":{\"id\":\"";

    private final String type;
    private final List<ResourceId> resources;
    private final String text;
    private final Consumer<String> unreadable;

    /** Two threads may read it at once, to the same result. */
    private volatile @Nullable AriEvent event;

    private Unread(String type, String channel, String text, Consumer<String> unreadable) {
        this.type = type;
        this.resources = List.of(ResourceId.channel(channel));
        this.text = text;
        this.unreadable = unreadable;
    }

    /**
     * Looks at a message.
     *
     * @param unreadable is given the message if the rest of it turns out to be no JSON
     * @return null if it is of another type, or not written as Asterisk writes it: then it is to be read at once
     */
    static @Nullable Unread of(String text, Consumer<String> unreadable) {
        if (!text.startsWith(TYPE)) {
            return null;
        }
        int end = text.indexOf('"', TYPE.length());
        String type = end < 0 ? "" : text.substring(TYPE.length(), end);
        String channel = TYPES.contains(type) ? channel(text, end + 1) : null;
        return channel == null ? null : new Unread(type, channel, text, unreadable);
    }

    /** The id of the channel among the fields that begin here, or null. */
    private static @Nullable String channel(String text, int from) {
        for (int at = from; text.startsWith(",\"", at); ) {
            int name = at + 2;
            if (text.startsWith(CHANNEL, name)) {
                int id = name + CHANNEL.length();
                int end = endOfText(text, id);
                return plain(end > id ? text.substring(id, end) : "\\");
            }
            int end = endOfText(text, name);
            if (!text.startsWith("\":", end)) {
                return null;
            }
            at = endOfValue(text, end + 2);
        }
        return null;
    }

    private static @Nullable String plain(String id) {
        return id.indexOf('\\') < 0 ? id : null;
    }

    /** Behind a text, number or word; where nothing begins, if it is none. */
    private static int endOfValue(String text, int from) {
        if (text.startsWith("\"", from)) {
            return endOfText(text, from + 1) + 1;
        }
        int at = from;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    /** Where the quotation mark is that ends a text, or -1. */
    private static int endOfText(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return at;
            } else if (c == '\\') {
                at++;
            }
        }
        return -1;
    }

    /** Reads it; null if it is no event. */
    @Nullable AriEvent read() {
        AriEvent known = event;
        if (known == null) {
            known = Wire.event(text);
            event = known;
        }
        return known;
    }

    /** Tells that it could not be read. */
    void refuse() {
        unreadable.accept(text);
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public List<ResourceId> resources() {
        return resources;
    }

    @Override
    public String raw() {
        return text;
    }

    // Asked only where a lane is full.

    @Override
    public String application() {
        AriEvent known = read();
        return known == null ? "" : known.application();
    }

    @Override
    public @Nullable Instant timestamp() {
        return Objects.requireNonNull(read()).timestamp();
    }

    @Override
    public @Nullable String asteriskId() {
        return Objects.requireNonNull(read()).asteriskId();
    }

    @Override
    public Map<String, Object> otherFields() {
        return Objects.requireNonNull(read()).otherFields();
    }
}
