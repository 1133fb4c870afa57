package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ChannelResynced;
import io.voxari.ari.ResourceId;
import io.voxari.ari.ResourceId.Kind;
import org.jspecify.annotations.Nullable;

/** Which events end what. */
final class Ends {
    private Ends() {}

    /** What no further event is expected about after this one, or null. */
    static @Nullable ResourceId endedBy(AriEvent event) {
        if (event instanceof Unread) {
            return null; // Most events, and known to end nothing.
        }
        return switch (event.type()) {
            case "ChannelDestroyed", "ChannelGone" -> first(event, Kind.CHANNEL);
            case "BridgeDestroyed", "BridgeGone" -> first(event, Kind.BRIDGE);
            case "PlaybackFinished", "PlaybackGone" -> first(event, Kind.PLAYBACK);
            case "RecordingFinished", "RecordingFailed", "RecordingGone" -> first(event, Kind.RECORDING);
            default -> null;
        };
    }

    /** The channel that left the application, and may be heard of once more, or null. */
    static @Nullable ResourceId leftBy(AriEvent event) {
        boolean left =
                event.type().equals("StasisEnd") || (event instanceof ChannelResynced found && !found.inApplication());
        return left ? first(event, Kind.CHANNEL) : null;
    }

    /** Whether a channel is, or was until then, in the application. */
    static boolean isInside(AriEvent event) {
        return switch (event.type()) {
            case "StasisStart", "StasisEnd" -> true;
            default -> event instanceof ChannelResynced found && found.inApplication();
        };
    }

    /** The channel that entered the application, or null. */
    static @Nullable ResourceId enteredBy(AriEvent event) {
        return event.type().equals("StasisStart") ? first(event, Kind.CHANNEL) : null;
    }

    /** Whether losing the event could leave something waiting for ever. */
    static boolean any(AriEvent event) {
        return endedBy(event) != null || leftBy(event) != null;
    }

    static @Nullable ResourceId first(AriEvent event, Kind kind) {
        for (ResourceId resource : event.resources()) {
            if (resource.kind() == kind) {
                return resource;
            }
        }
        return null;
    }
}
