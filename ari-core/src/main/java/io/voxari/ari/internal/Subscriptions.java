package io.voxari.ari.internal;

import io.voxari.ari.AriResponseException;
import io.voxari.ari.ResourceId;
import io.voxari.ari.model.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what the application was subscribed to and how its events are filtered, as the requests that pass here say, and
 * restores both when Asterisk has forgotten them. Thread-safe.
 */
final class Subscriptions implements RestTransport {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final String APPLICATION = "/applications/{applicationName}";
    private static final String SUBSCRIPTION = APPLICATION + "/subscription";
    private static final String FILTER = APPLICATION + "/eventFilter";

    private final RestTransport to;
    private final String application;
    private final Timers timers;

    // Guarded by this.
    private final Set<String> sources = new LinkedHashSet<>();
    private final Map<String, Object> filter = new LinkedHashMap<>();

    /** Whether there is anything to remember; saves the monitor. */
    private volatile boolean any;

    Subscriptions(RestTransport to, String application, Timers timers) {
        this.to = to;
        this.application = application;
        this.timers = timers;
    }

    @Override
    public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
        Runnable onSuccess = change(call);
        T value = to.send(call, reply);
        if (onSuccess != null) {
            onSuccess.run();
        }
        return value;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
        Runnable onSuccess = change(call);
        CompletableFuture<T> answer = to.sendAsync(call, reply);
        if (onSuccess != null) {
            CompletableFuture<?> unused = answer.thenRun(onSuccess);
        }
        return answer;
    }

    /** What there is to remember if the call succeeds, or null. */
    private @Nullable Runnable change(RestCall call) {
        boolean subscription = call.path().equals(SUBSCRIPTION);
        if (!subscription && !call.path().equals(FILTER)) {
            return null;
        }
        if (!call.pathValues().get(0).equals(application)) {
            return null;
        }
        if (!subscription) {
            Map<String, Object> lists = new LinkedHashMap<>(call.body());
            return () -> remember(() -> filter.putAll(lists));
        }
        List<String> named = named(call);
        return call.method().equals("POST")
                ? () -> remember(() -> sources.addAll(named))
                : () -> remember(() -> named.forEach(sources::remove));
    }

    private static List<String> named(RestCall call) {
        List<String> named = new ArrayList<>();
        String query = call.query().get("eventSource");
        if (query != null) {
            named.addAll(List.of(query.split(",", -1)));
        }
        if (call.body().get("eventSource") instanceof List<?> list) {
            list.forEach(source -> named.add(source.toString()));
        }
        return named;
    }

    private synchronized void remember(Runnable change) {
        change.run();
        any = !sources.isEmpty() || !filter.isEmpty();
    }

    /** It has ended, and its subscription with it. */
    void forget(@Nullable ResourceId resource) {
        if (any && resource != null) {
            remember(() -> sources.remove(resource.toString()));
        }
    }

    /** Restores what Asterisk has forgotten. Asks again until it is answered, while {@code wanted}. */
    void restore(BooleanSupplier wanted) {
        if (!any || !wanted.getAsBoolean()) {
            return;
        }
        CompletableFuture<?> unused = putFilter()
                .thenCompose(done -> to.sendAsync(
                        new RestCall("GET", APPLICATION, application), Reply.object(ApplicationDecoder::decode)))
                .thenCompose(this::subscribe)
                .exceptionally(e -> {
                    LOG.warn("The subscriptions of application {} are not restored yet: {}", application, e.toString());
                    timers.after(AGAIN, () -> restore(wanted));
                    return null;
                });
    }

    private CompletableFuture<?> putFilter() {
        RestCall call = new RestCall("PUT", FILTER, application);
        synchronized (this) {
            filter.forEach(call::body);
        }
        return call.body().isEmpty()
                ? CompletableFuture.completedFuture("none")
                : to.sendAsync(call, Reply.object(ApplicationDecoder::decode));
    }

    /** One request each: of several, Asterisk takes all or none. */
    private CompletableFuture<?> subscribe(Application now) {
        List<String> wanted;
        synchronized (this) {
            wanted = List.copyOf(sources);
        }
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (String source : wanted) {
            if (!has(now, source)) {
                asked.add(to.sendAsync(
                                new RestCall("POST", SUBSCRIPTION, application).list("eventSource", List.of(source)),
                                Reply.object(ApplicationDecoder::decode))
                        .handle((answer, failure) -> settled(source, failure)));
            }
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    }

    private boolean settled(String source, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AriResponseException refusal && refusal.status() / 100 == 4) {
            LOG.info("Application {} is subscribed to {} no more: {}", application, source, refusal.reason());
            remember(() -> sources.remove(source));
        } else if (cause != null) {
            throw new CompletionException(cause);
        } else {
            LOG.info("Application {} is subscribed to {} again", application, source);
        }
        return true;
    }

    /** Asterisk counts subscriptions: a second one to the same would outlive its end. */
    private static boolean has(Application now, String source) {
        int colon = source.indexOf(':');
        String id = source.substring(colon + 1);
        return switch (colon < 0 ? "" : source.substring(0, colon)) {
            case "channel" -> now.channelIds().contains(id);
            case "bridge" -> now.bridgeIds().contains(id);
            case "endpoint" -> now.endpointIds().contains(id);
            case "deviceState" -> now.deviceNames().contains(id);
            default -> false;
        };
    }
}
