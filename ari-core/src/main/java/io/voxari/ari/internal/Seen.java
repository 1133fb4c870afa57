package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.ResourceId.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was there, as events and answers told, so that a 404 about it can be told from one about an id that never
 * was; and what was sent elsewhere, of which Asterisk may tell though it has ended. Of the most recent only. Thread-safe.
 */
final class Seen implements RestTransport {
    /** More than end while a request is on its way, and little enough to hold. */
    static final int MOST = 10_000;

    private final RestTransport to;

    /** The most recent last. Guarded by itself. */
    private final Set<ResourceId> seen = new LinkedHashSet<>();

    /** Likewise; what this client had sent elsewhere by SIP REFER. */
    private final Set<ResourceId> sentAway = new LinkedHashSet<>();

    Seen(RestTransport to) {
        this.to = to;
    }

    @Override
    public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
        note(call);
        return to.send(call.watchedBy(this), reply);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
        note(call);
        return to.sendAsync(call.watchedBy(this), reply);
    }

    /** What begins or enters is enough, and costs nothing for the events in between. */
    void note(AriEvent event) {
        Kind kind = switch (event.type()) {
            case "StasisStart", "StasisEnd", "ChannelCreated", "ChannelDestroyed", "ChannelResynced" -> Kind.CHANNEL;
            case "BridgeCreated", "BridgeDestroyed" -> Kind.BRIDGE;
            case "PlaybackStarted", "PlaybackFinished" -> Kind.PLAYBACK;
            case "RecordingStarted", "RecordingFinished", "RecordingFailed" -> Kind.RECORDING;
            default -> null;
        };
        if (kind != null) {
            add(Ends.first(event, kind));
        }
    }

    /** Before it is asked: whether Asterisk has done it, an answer that is lost does not tell. */
    private void note(RestCall call) {
        if (call.path().equals("/channels/{channelId}/redirect")) {
            remember(sentAway, ResourceId.channel(call.pathValues().get(0)));
        }
    }

    void add(@Nullable ResourceId resource) {
        if (resource != null) {
            remember(seen, resource);
        }
    }

    private static void remember(Set<ResourceId> recent, ResourceId resource) {
        synchronized (recent) {
            recent.remove(resource); // To be the most recent again.
            recent.add(resource);
            if (recent.size() > MOST) {
                recent.remove(recent.iterator().next());
            }
        }
    }

    boolean wasSentAway(String channelId) {
        synchronized (sentAway) {
            return sentAway.contains(ResourceId.channel(channelId));
        }
    }

    boolean has(@Nullable ResourceId resource) {
        synchronized (seen) {
            return resource != null && seen.contains(resource);
        }
    }

    /** What a 404 of this request is about, if that is of a kind that comes and goes; else null. */
    static @Nullable ResourceId subject(RestCall call) {
        int hole = call.path().indexOf('{');
        if (hole < 0 || call.pathValues().isEmpty()) {
            return null;
        }
        String first = call.path().substring(hole + 1, call.path().indexOf('}', hole));
        Kind kind = switch (first) {
            case "channelId" -> Kind.CHANNEL;
            case "bridgeId" -> Kind.BRIDGE;
            case "playbackId" -> Kind.PLAYBACK;
            case "recordingName" -> call.path().startsWith("/recordings/live/") ? Kind.RECORDING : null;
            default -> null;
        };
        return kind == null ? null : new ResourceId(kind, call.pathValues().get(0));
    }
}
