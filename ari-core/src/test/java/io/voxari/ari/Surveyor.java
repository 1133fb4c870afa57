package io.voxari.ari;

import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests on to a real transport, and keeps what was asked, with which status it ended, and everything in the
 * answers that the types have no field for. For one thread.
 */
final class Surveyor implements RestTransport {
    private final RestTransport transport;
    private final Map<String, String> outcomes = new TreeMap<>();
    private final Set<String> unforeseen = new TreeSet<>();

    Surveyor(RestTransport transport) {
        this.transport = transport;
    }

    /** {@code POST /channels} and the like, each with {@code ok} or the status of the last refusal. */
    Map<String, String> outcomes() {
        return outcomes;
    }

    /** Fields that came and that the types do not have, as {@code Channel.newField}. */
    Set<String> unforeseen() {
        return unforeseen;
    }

    @Override
    public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
        String key = call.method() + " " + call.path();
        try {
            T value = transport.send(call, reply);
            outcomes.put(key, "ok");
            inspect(value);
            return value;
        } catch (AriResponseException e) {
            outcomes.putIfAbsent(key, e.status() + " " + e.reason());
            throw e;
        }
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
        throw new UnsupportedOperationException("Only what blocks is surveyed");
    }

    /** Looks through records and lists of them. */
    void inspect(@Nullable Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(this::inspect);
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object part = part(record, component);
                if (component.getName().equals("otherFields") && part instanceof Map<?, ?> others) {
                    others.forEach((name, other) ->
                            unforeseen.add(record.getClass().getSimpleName() + "." + name + " = " + other));
                } else {
                    inspect(part);
                }
            }
        }
    }

    private static @Nullable Object part(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
