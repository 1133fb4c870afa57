package io.voxari.ari;

import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.model.ConfigTuple;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Calls every method of every resource and every setter of what it returns, and keeps what would go to Asterisk: by method
 * and path, the names of the parameters. It knows nothing of the generator.
 */
final class OperationSamples implements RestTransport {
    private static final List<Class<?>> RESOURCES = List.of(
            Applications.class,
            Asterisk.class,
            Bridges.class,
            Channels.class,
            DeviceStates.class,
            Endpoints.class,
            Events.class,
            Mailboxes.class,
            Playbacks.class,
            Recordings.class,
            Sounds.class);

    private final Map<String, Set<String>> operations = new TreeMap<>();
    private final List<RestCall> sent = new ArrayList<>();

    /** {@code POST /channels} and the like, with the names of their parameters. */
    static Map<String, Set<String>> all() {
        OperationSamples samples = new OperationSamples();
        samples.collect();
        return samples.operations;
    }

    private void collect() {
        try {
            for (Class<?> type : RESOURCES) {
                Object resource =
                        type.getDeclaredConstructor(RestTransport.class).newInstance(this);
                for (Method method : type.getDeclaredMethods()) {
                    if (Modifier.isPublic(method.getModifiers())) {
                        operation(resource, method);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
        // What the client opens is no method for users, and an operation all the same.
        RestCall upgrade = Events.eventWebsocket(List.of("app"), true);
        operations.put(key(upgrade), names(upgrade));
    }

    private void operation(Object resource, Method method) throws ReflectiveOperationException {
        RestCall plain = send(request(resource, method));
        holesHoldTheirArguments(plain);
        Set<String> names = operations.computeIfAbsent(key(plain), any -> new TreeSet<>());
        names.addAll(names(plain));
        for (Method setter : method.getReturnType().getDeclaredMethods()) {
            if (Modifier.isPublic(setter.getModifiers()) && setter.getReturnType() == method.getReturnType()) {
                // A request of its own for each, since one setter may change what another one has sent.
                AriRequest<?> request = request(resource, method);
                setter.invoke(request, arguments(setter));
                names.addAll(names(send(request)));
            }
        }
    }

    private static AriRequest<?> request(Object resource, Method method) throws ReflectiveOperationException {
        return (AriRequest<?>) method.invoke(resource, arguments(method));
    }

    private RestCall send(AriRequest<?> request) {
        request.send();
        return sent.remove(sent.size() - 1);
    }

    private static void holesHoldTheirArguments(RestCall call) {
        List<String> holes = holes(call);
        if (!holes.equals(call.pathValues())) {
            throw new AssertionError(call + " is filled with " + call.pathValues());
        }
    }

    private static List<String> holes(RestCall call) {
        return Arrays.stream(call.path().split("/", -1))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .toList();
    }

    private static String key(RestCall call) {
        return call.method() + " " + call.path();
    }

    private static Set<String> names(RestCall call) {
        Set<String> names = new TreeSet<>(holes(call));
        names.addAll(call.query().keySet());
        names.addAll(call.body().keySet());
        return names;
    }

    /** A value of each parameter's type; a text is the parameter's own name, so that a mix-up shows. */
    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameters())
                .map(OperationSamples::argument)
                .toArray();
    }

    private static Object argument(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == String.class || type == Object.class) {
            return parameter.getName();
        } else if (type == int.class) {
            return 7;
        } else if (type == long.class) {
            return 7L;
        } else if (type == boolean.class) {
            return true;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(7);
        } else if (type == Map.class) {
            return new LinkedHashMap<>(Map.of("key", "value"));
        } else if (type == List.class) {
            Object element = ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0];
            return List.of(element == String.class ? "value" : new ConfigTuple("a", "v", Map.of()));
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isArray()) {
            Class<?> element = type.getComponentType();
            Object array = Array.newInstance(element, 1);
            Array.set(array, 0, element.isEnum() ? element.getEnumConstants()[0] : "value");
            return array;
        }
        throw new AssertionError("No value for " + parameter);
    }

    @Override
    @SuppressWarnings("NullAway") // There is no answer.
    public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
        sent.add(Objects.requireNonNull(call));
        return null;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
        throw new UnsupportedOperationException();
    }
}
