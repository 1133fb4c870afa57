package io.voxari.ari.internal;

import io.voxari.ari.ResourceId;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.DeviceState;
import io.voxari.ari.model.Endpoint;
import io.voxari.ari.model.LiveRecording;
import io.voxari.ari.model.Playback;
import io.voxari.ari.model.ReferTo;
import io.voxari.ari.model.ReferredBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what an event is about, each once, leaving out what did not come. Not thread-safe. */
public final class Subjects {
    private final List<ResourceId> ids = new ArrayList<>(4);

    public Subjects add(@Nullable Channel channel) {
        return channel == null ? this : add(ResourceId.Kind.CHANNEL, channel.id());
    }

    public Subjects add(@Nullable Bridge bridge) {
        return bridge == null ? this : add(ResourceId.Kind.BRIDGE, bridge.id());
    }

    /** The playback, then what it is played to. */
    public Subjects add(@Nullable Playback playback) {
        return playback == null
                ? this
                : add(ResourceId.Kind.PLAYBACK, playback.id()).target(playback.targetUri());
    }

    /** The recording, then what is recorded. */
    public Subjects add(@Nullable LiveRecording recording) {
        return recording == null
                ? this
                : add(ResourceId.Kind.RECORDING, recording.name()).target(recording.targetUri());
    }

    public Subjects add(@Nullable Endpoint endpoint) {
        return endpoint == null || endpoint.resource().isEmpty()
                ? this
                : add(ResourceId.Kind.ENDPOINT, endpoint.technology() + "/" + endpoint.resource());
    }

    public Subjects add(@Nullable DeviceState device) {
        return device == null ? this : add(ResourceId.Kind.DEVICE, device.name());
    }

    public Subjects add(@Nullable ReferredBy referredBy) {
        return referredBy == null
                ? this
                : add(referredBy.sourceChannel())
                        .add(referredBy.connectedChannel())
                        .add(referredBy.bridge());
    }

    public Subjects add(@Nullable ReferTo referTo) {
        return referTo == null
                ? this
                : add(referTo.destinationChannel())
                        .add(referTo.connectedChannel())
                        .add(referTo.bridge());
    }

    /** {@code channel:id} or {@code bridge:id}. */
    Subjects target(String uri) {
        if (uri.startsWith("channel:")) {
            return add(ResourceId.Kind.CHANNEL, uri.substring("channel:".length()));
        }
        return uri.startsWith("bridge:") ? add(ResourceId.Kind.BRIDGE, uri.substring("bridge:".length())) : this;
    }

    Subjects add(ResourceId.Kind kind, String id) {
        ResourceId resource = new ResourceId(kind, id);
        if (!id.isEmpty() && !ids.contains(resource)) {
            ids.add(resource);
        }
        return this;
    }

    public List<ResourceId> list() {
        return List.copyOf(ids);
    }
}
