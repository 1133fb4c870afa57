package io.voxari.ari.internal;

import io.voxari.ari.ResourceId;
import io.voxari.ari.UnknownEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the best of a message whose type is not known: the fields that every event has, and what it is about. */
final class UnknownEvents {
    private UnknownEvents() {}

    static UnknownEvent of(Map<String, Object> fields, String raw) {
        Map<String, Object> others = new LinkedHashMap<>(fields);
        String type = take(others, "type");
        String application = take(others, "application");
        String time = fields.get("timestamp") instanceof String text ? text : "";
        var timestamp = WireTime.parse(time);
        if (timestamp != null) {
            others.remove("timestamp");
        }
        Subjects subjects = new Subjects();
        fields.forEach((name, value) -> subject(subjects, name, value));
        return new UnknownEvent(
                type == null ? "" : type,
                application == null ? "" : application,
                timestamp,
                take(others, "asterisk_id"),
                Copies.map(others),
                subjects.list(),
                raw);
    }

    private static @Nullable String take(Map<String, Object> others, String name) {
        if (others.get(name) instanceof String text) {
            others.remove(name);
            return text;
        }
        return null;
    }

    /** By the names that Asterisk gives such fields: {@code channel}, {@code replace_channel}, {@code bridge_from}. */
    private static void subject(Subjects subjects, String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return;
        }
        String id = map.get("id") instanceof String text ? text : "";
        if (name.contains("channel") || name.equals("caller") || name.equals("peer")) {
            subjects.add(ResourceId.Kind.CHANNEL, id);
        } else if (name.contains("bridge")) {
            subjects.add(ResourceId.Kind.BRIDGE, id);
        } else if (name.equals("playback")) {
            subjects.add(ResourceId.Kind.PLAYBACK, id);
        } else if (name.equals("recording") && map.get("name") instanceof String recording) {
            subjects.add(ResourceId.Kind.RECORDING, recording);
        }
        if (map.get("target_uri") instanceof String target) {
            subjects.target(target);
        }
    }
}
