package io.voxari.ari;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that this client made itself, to tell in the stream what Asterisk's events do not: that some are missing, and
 * what must have happened in between.
 */
public sealed interface ClientEvent extends AriEvent
        permits EventsLost, ConnectionGap, ChannelGone, BridgeGone, PlaybackGone, RecordingGone, ChannelResynced {
    /** {@return the name of the record} */
    @Override
    default String type() {
        return getClass().getSimpleName();
    }

    @Override
    default @Nullable String asteriskId() {
        return null;
    }

    /** {@return an empty text: Asterisk sent nothing} */
    @Override
    default String raw() {
        return "";
    }

    @Override
    default Map<String, Object> otherFields() {
        return Map.of();
    }
}
