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

    private final String type;
    private final List<ResourceId> resources;
    private final String text;
    private final Glance.@Nullable Place place;
    private final Consumer<String> unreadable;

    /** Written before it is given to a lane. */
    private @Nullable LastChannel last;

    /** Two threads may read it at once, to the same result. */
    private volatile @Nullable AriEvent event;

    private Unread(
            String type, String channel, String text, Glance.@Nullable Place place, Consumer<String> unreadable) {
        this.type = type;
        this.resources = List.of(ResourceId.channel(channel));
        this.text = text;
        this.place = place;
        this.unreadable = unreadable;
    }

    /**
     * {@return the message that was looked at; null if it is of another type, or its channel is in doubt: then it is to be
     * read at once}
     *
     * @param unreadable is given the message if the rest of it turns out to be no JSON
     */
    static @Nullable Unread of(String text, Glance glance, Consumer<String> unreadable) {
        String type = glance.type();
        String channel = glance.channel();
        return type == null || channel == null ? null : new Unread(type, channel, text, glance.place(), unreadable);
    }

    /** {@return whether a message of that type can wait} */
    static boolean takes(String type) {
        return TYPES.contains(type);
    }

    /** Says what was read of its channel last. Before it is given to a lane. */
    void follows(LastChannel channel) {
        last = channel;
    }

    /** Reads it; null if it is no event. */
    @Nullable AriEvent read() {
        AriEvent known = event;
        if (known == null) {
            known = last == null || place == null ? Wire.event(text, type) : last.read(text, type, place);
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
