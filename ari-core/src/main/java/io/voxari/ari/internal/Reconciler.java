package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a gap: asks Asterisk what there is, and tells the lanes what became of what they had seen. Asks again until it
 * is answered or the connection is lost once more. Thread-safe.
 */
final class Reconciler {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Lanes lanes;
    private final Timers timers;
    private final Source<?> channels;
    private final Source<?> bridges;

    /**
     * One kind of resource.
     *
     * @param list asks for all
     * @param id tells the id of one
     * @param gone the event for one that is no more
     * @param present the event for one that still is
     * @param ours whether one that no lane knows is to be told of
     */
    record Source<M>(
            ResourceId.Kind kind,
            Supplier<CompletableFuture<? extends Collection<M>>> list,
            Function<M, String> id,
            Function<String, AriEvent> gone,
            @Nullable Function<M, AriEvent> present,
            Function<M, Boolean> ours) {}

    Reconciler(Lanes lanes, Timers timers, Source<?> channels, Source<?> bridges) {
        this.lanes = lanes;
        this.timers = timers;
        this.channels = channels;
        this.bridges = bridges;
    }

    /** Begins, and goes on while {@code wanted}. */
    void begin(BooleanSupplier wanted) {
        reconcile(channels, wanted);
        reconcile(bridges, wanted);
    }

    private <M> void reconcile(Source<M> source, BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            return;
        }
        source.list()
                .get()
                .handle((found, failure) -> {
                    if (failure == null) {
                        compare(source, found);
                    } else {
                        LOG.warn("After the gap, no list of kind {} yet: {}", source.kind(), failure.toString());
                        timers.after(AGAIN, () -> reconcile(source, wanted));
                    }
                    return true;
                })
                .exceptionally(e -> {
                    LOG.error("What there is of kind {} could not be told to the lanes", source.kind(), e);
                    return false;
                });
    }

    private <M> void compare(Source<M> source, Collection<M> found) {
        Map<String, M> present = new HashMap<>();
        found.forEach(model -> present.put(source.id().apply(model), model));
        int gone = 0;
        for (ResourceId resource : lanes.stale()) {
            if (resource.kind() == source.kind()) {
                M model = present.get(resource.id());
                gone += model == null ? 1 : 0;
                if (model == null) {
                    lanes.routeIfStale(resource, source.gone().apply(resource.id()));
                } else if (source.present() != null) {
                    lanes.routeIfStale(resource, source.present().apply(model));
                }
            }
        }
        if (source.present() != null) {
            present.values().stream()
                    .filter(model -> source.ours().apply(model))
                    .forEach(model -> lanes.routeIfUnbound(source.present().apply(model)));
        }
        LOG.info("After the gap: {} of kind {} present, {} gone", present.size(), source.kind(), gone);
    }
}
