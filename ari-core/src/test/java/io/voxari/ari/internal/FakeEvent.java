package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An event of any type about anything. */
record FakeEvent(String type, int number, List<ResourceId> resources) implements AriEvent {
    static FakeEvent of(String type, int number, ResourceId... resources) {
        return new FakeEvent(type, number, List.of(resources));
    }

    static FakeEvent on(String channel, int number) {
        return of("ChannelVarset", number, ResourceId.channel(channel));
    }

    @Override
    public String application() {
        return "app";
    }

    @Override
    public Instant timestamp() {
        return Instant.EPOCH;
    }

    @Override
    public String asteriskId() {
        return "";
    }

    @Override
    public String raw() {
        return "";
    }

    @Override
    public Map<String, Object> otherFields() {
        return Map.of();
    }

    @Override
    public String toString() {
        return type + "#" + number;
    }
}
