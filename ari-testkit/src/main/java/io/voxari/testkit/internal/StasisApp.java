package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A registered application: who listens, and to what. Only the loop's thread. */
final class StasisApp {
    final String name;
    /** How many reasons there are to tell it about a channel or a bridge. */
    private final Map<String, Integer> subscriptions = new HashMap<>();
    /** What it wants to be told, if not all; and what it does not, which wins. */
    private Set<String> allowed = Set.of();

    private Set<String> disallowed = Set.of();

    /** Without one, events are lost and calls do not enter. */
    @Nullable EventSink sink;

    StasisApp(String name) {
        this.name = name;
    }

    /** Takes the text of events; must not block. */
    interface EventSink {
        void event(String json);

        /** Ends the connection without a word. */
        void drop();

        /** Lets nothing through any more, and tells nobody. */
        void fail();
    }

    void subscribe(String resource) {
        subscriptions.merge(resource, 1, Integer::sum);
    }

    void unsubscribe(String resource) {
        subscriptions.computeIfPresent(resource, (key, count) -> count > 1 ? count - 1 : null);
    }

    void forget(String resource) {
        subscriptions.remove(resource);
    }

    boolean isSubscribed(String resource) {
        return subscriptions.containsKey(resource);
    }

    /** Takes the lists that are there; without any, both are emptied. */
    void filter(JsonNode lists) {
        boolean none = !lists.has("allowed") && !lists.has("disallowed");
        allowed = none || lists.has("allowed") ? types(lists.path("allowed")) : allowed;
        disallowed = none || lists.has("disallowed") ? types(lists.path("disallowed")) : disallowed;
    }

    private static Set<String> types(JsonNode list) {
        Set<String> types = new TreeSet<>();
        list.forEach(entry -> types.add(entry.path("type").asText()));
        return types;
    }

    /** Whether it is told of events of a type. Answers over its connection are not held back here. */
    boolean wants(String type) {
        return !disallowed.contains(type) && (allowed.isEmpty() || allowed.contains(type));
    }

    Map<String, Object> json() {
        TreeSet<String> channels = new TreeSet<>();
        TreeSet<String> bridges = new TreeSet<>();
        for (String resource : subscriptions.keySet()) {
            int colon = resource.indexOf(':');
            (resource.startsWith("channel:") ? channels : bridges).add(resource.substring(colon + 1));
        }
        return Json.of(
                "name",
                name,
                "channel_ids",
                channels,
                "bridge_ids",
                bridges,
                "endpoint_ids",
                new String[0],
                "device_names",
                new String[0],
                "events_allowed",
                named(allowed),
                "events_disallowed",
                named(disallowed));
    }

    private static List<Map<String, Object>> named(Set<String> types) {
        return types.stream().map(type -> Json.of("type", type)).toList();
    }
}
