package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.ResourceId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a gap: asks Asterisk what there is, and tells the lanes what became of what they had seen. Asks again until it
 * is answered or the connection is lost once more. Thread-safe.
 */
final class Reconciler {
    /** What came with the new connection, or is on its way, is heard of by events first. */
    static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Lanes lanes;
    private final Timers timers;
    private final List<Source<?>> sources;

    /**
     * One kind of resource.
     *
     * @param list asks for all; null if each is asked for by itself
     * @param get asks for one
     * @param id tells the id of one
     * @param gone the event for one that is no more
     * @param missed what is to be told of that no lane knows; null if nothing is
     */
    record Source<M>(
            ResourceId.Kind kind,
            @Nullable Supplier<CompletableFuture<? extends Collection<M>>> list,
            Function<String, CompletableFuture<M>> get,
            Function<M, String> id,
            Function<String, AriEvent> gone,
            @Nullable Missed<M> missed) {}

    /**
     * What may have come unheard.
     *
     * @param candidates asks for the ids of those that Asterisk holds to be ours
     * @param ours whether one is to be told of, if it is among the candidates: by itself neither tells that
     * @param doubtful whether one that is ours may be a mere trace, of which {@code get} knows better than the list
     * @param present the event for one, which lanes that know it get as well, and whether it is ours
     */
    record Missed<M>(
            Supplier<CompletableFuture<List<String>>> candidates,
            Predicate<M> ours,
            Predicate<M> doubtful,
            BiFunction<M, Boolean, AriEvent> present) {
        AriEvent event(M model, Set<String> candidateIds, Function<M, String> id) {
            return present.apply(model, ours.test(model) && candidateIds.contains(id.apply(model)));
        }
    }

    Reconciler(Lanes lanes, Timers timers, List<Source<?>> sources) {
        this.lanes = lanes;
        this.timers = timers;
        this.sources = sources;
    }

    /** Begins, and goes on while {@code wanted}. */
    void begin(BooleanSupplier wanted) {
        sources.forEach(source -> begin(source, wanted));
    }

    private <M> void begin(Source<M> source, BooleanSupplier wanted) {
        Supplier<CompletableFuture<? extends Collection<M>>> list = source.list();
        if (list == null) {
            candidates(source, wanted, ids -> each(source, ids, wanted));
        } else {
            // Before the candidates: what is listed and none of them then has left meanwhile, or is told by an event.
            ask("a list of kind " + source.kind(), list, wanted, found -> compare(source, found, wanted));
        }
    }

    private <M> void candidates(Source<M> source, BooleanSupplier wanted, Answered<Set<String>> then) {
        Missed<M> missed = source.missed();
        if (missed == null) {
            then.accept(Set.of());
        } else {
            ask("the ids of kind " + source.kind(), missed.candidates(), wanted, ids -> then.accept(Set.copyOf(ids)));
        }
    }

    private <M> void each(Source<M> source, Set<String> ids, BooleanSupplier wanted) {
        for (ResourceId resource : lanes.due()) {
            if (resource.kind() == source.kind()) {
                one(source, resource, ids, wanted);
            }
        }
        if (source.missed() != null) {
            later(source, source.missed(), ids, wanted);
        }
    }

    private <M> void compare(Source<M> source, Collection<M> found, BooleanSupplier wanted) {
        Map<String, M> present = new HashMap<>();
        found.forEach(model -> present.put(source.id().apply(model), model));
        int gone = 0;
        for (ResourceId resource : lanes.due()) {
            if (resource.kind() == source.kind() && !present.containsKey(resource.id())) {
                gone++;
                tell(source, resource, null, Set.of());
            }
        }
        LOG.info("After the gap: {} of kind {} present, {} gone", present.size(), source.kind(), gone);
        candidates(source, wanted, ids -> present(source, present, ids, wanted));
    }

    private <M> void present(Source<M> source, Map<String, M> present, Set<String> ids, BooleanSupplier wanted) {
        Missed<M> missed = source.missed();
        for (ResourceId resource : lanes.due()) {
            M model = resource.kind() == source.kind() ? present.get(resource.id()) : null;
            if (model != null && missed != null && isDoubtful(missed, model, ids.contains(resource.id()))) {
                one(source, resource, ids, wanted);
            } else if (model != null) {
                tell(source, resource, model, ids);
            }
        }
        if (missed != null) {
            present.values().removeIf(model -> !missed.ours().test(model));
            present.keySet().retainAll(ids);
            later(source, missed, present.keySet(), wanted);
        }
    }

    /** Whether what the list says of one is to be looked into. */
    private static <M> boolean isDoubtful(Missed<M> missed, M model, boolean isCandidate) {
        return missed.ours().test(model) && (!isCandidate || missed.doubtful().test(model));
    }

    private <M> void one(Source<M> source, ResourceId resource, Set<String> ids, BooleanSupplier wanted) {
        getOrNull(source, resource.id(), wanted, model -> tell(source, resource, model, ids));
    }

    private <M> void tell(Source<M> source, ResourceId resource, @Nullable M model, Set<String> ids) {
        Missed<M> missed = source.missed();
        if (model == null) {
            lanes.routeGone(resource, source.gone().apply(resource.id()));
        } else {
            lanes.routePresent(resource, missed == null ? null : missed.event(model, ids, source.id()));
        }
    }

    /** What is still unheard of after a while is asked for, lest it has ended, and told. */
    private <M> void later(Source<M> source, Missed<M> missed, Set<String> ids, BooleanSupplier wanted) {
        timers.after(GRACE, () -> {
            List<ResourceId> unheardOf = ids.stream()
                    .map(id -> new ResourceId(source.kind(), id))
                    .filter(lanes::isUnheardOf)
                    .toList();
            AtomicInteger open = new AtomicInteger(unheardOf.size() + 1);
            for (ResourceId resource : unheardOf) {
                getOrNull(source, resource.id(), wanted, model -> {
                    if (model != null && missed.ours().test(model)) {
                        lanes.routeIfUnheardOf(resource, missed.event(model, ids, source.id()));
                    }
                    settle(open, wanted);
                });
            }
            settle(open, wanted);
        });
    }

    private void settle(AtomicInteger open, BooleanSupplier wanted) {
        if (open.decrementAndGet() == 0 && wanted.getAsBoolean()) {
            lanes.settled();
        }
    }

    /** A null for what does not exist. */
    private <M> void getOrNull(Source<M> source, String id, BooleanSupplier wanted, Told<M> then) {
        Supplier<CompletableFuture<Found<M>>> get = () -> source.get().apply(id).handle((model, failure) -> {
            if (failure == null) {
                return new Found<>(model);
            }
            if (isGone(failure)) {
                return new Found<M>(null);
            }
            throw new CompletionException(cause(failure));
        });
        ask(source.kind() + " " + id, get, wanted, found -> then.accept(found.model()));
    }

    /** {@return whether a request failed since what it named does not exist} */
    static boolean isGone(@Nullable Throwable failure) {
        Throwable known = failure;
        while (known instanceof CompletionException) {
            known = known.getCause();
        }
        return known instanceof AriResponseException refusal && refusal.isGone();
    }

    /** Boxes a null, which a future of NullAway's may not hold. */
    private record Found<M>(@Nullable M model) {}

    /** Takes a model or null. */
    private interface Told<M> {
        void accept(@Nullable M model);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    private <T> void ask(
            String what,
            Supplier<? extends CompletableFuture<? extends T>> question,
            BooleanSupplier wanted,
            Answered<T> then) {
        if (!wanted.getAsBoolean()) {
            return;
        }
        BiConsumer<@Nullable T, @Nullable Throwable> onAnswer = (answer, failure) -> {
            if (failure != null || answer == null) {
                LOG.warn("After the gap, no answer about {} yet: {}", what, String.valueOf(failure));
                timers.after(AGAIN, () -> ask(what, question, wanted, then));
                return;
            }
            try {
                then.accept(answer);
            } catch (RuntimeException | Error e) {
                LOG.error("What is known of {} could not be told to the lanes", what, e);
            }
        };
        CompletableFuture<?> unused = question.get().whenComplete(onAnswer);
    }

    /** Takes an answer. */
    private interface Answered<T> {
        void accept(T answer);
    }
}
