package io.voxari.agent.runtime;

import io.voxari.agent.OutboundRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The Asterisk servers of one runtime, which come and go while it runs.
 *
 * <p>Thread-safe.
 */
final class AsteriskLinks {
    private final CallHost host;
    /** By name; guarded by this. */
    private final Map<String, AsteriskLink> links = new LinkedHashMap<>();
    /** No longer known by their names, but with calls. */
    private final Set<AsteriskLink> leaving = ConcurrentHashMap.newKeySet();

    /** Guarded by this: nothing is added any more. */
    private boolean closed;

    AsteriskLinks(CallHost host) {
        this.host = host;
    }

    /**
     * Takes one in that is not connected yet.
     *
     * @throws IllegalArgumentException if there is one of that name
     * @throws IllegalStateException if everything is closed or drained
     */
    synchronized AsteriskLink put(AsteriskConfig config) {
        if (closed) {
            throw new IllegalStateException(
                    "Asterisk " + config.name() + " cannot be added: this is drained or closed");
        }
        if (links.containsKey(config.name())) {
            throw new IllegalArgumentException("there is an Asterisk named \"" + config.name()
                    + "\" already; give this one another name, or change that one");
        }
        AsteriskLink link = new AsteriskLink(config, host);
        links.put(config.name(), link);
        return link;
    }

    /** Takes one in and connects it; blocks, and leaves nothing behind if that fails. */
    void add(AsteriskConfig config) {
        AsteriskLink link = put(config);
        try {
            link.connect();
        } catch (RuntimeException failure) {
            synchronized (this) {
                links.remove(config.name(), link);
            }
            link.close();
            throw failure;
        }
    }

    /** Connects those that were put in; blocks. */
    void connect() {
        all().forEach(AsteriskLink::connect);
    }

    /**
     * Lets one go.
     *
     * @return completes, when it is gone, with the number of calls that were ended by the deadline
     * @throws IllegalArgumentException if there is none of that name
     */
    CompletableFuture<Integer> remove(String name, Duration deadline) {
        AsteriskLink link;
        synchronized (this) {
            link = links.remove(name);
            if (link == null) {
                throw new IllegalArgumentException(
                        "there is no Asterisk named \"" + name + "\"; there are: " + String.join(", ", links.keySet()));
            }
            leaving.add(link);
        }
        return link.drain(deadline)
                .thenCompose(cut -> link.shutDown().thenApply(ended -> cut))
                .thenApplyAsync(
                        cut -> {
                            link.close();
                            leaving.remove(link);
                            return cut;
                        },
                        host::run);
    }

    /** As {@link #remove}, and then as {@link #add}: two connections of one application would take its calls from each other. */
    CompletableFuture<Integer> change(AsteriskConfig config, Duration deadline) {
        return remove(config.name(), deadline)
                .thenApplyAsync(
                        cut -> {
                            add(config);
                            return cut;
                        },
                        host::run);
    }

    OutboundCall dial(OutboundRequest request) {
        List<AsteriskLink> fitting;
        String names;
        synchronized (this) {
            names = String.join(", ", links.keySet());
            fitting = links.values().stream()
                    .filter(link -> request.asterisk().map(link.name()::equals).orElse(links.size() == 1))
                    .toList();
        }
        if (fitting.size() != 1) {
            throw new IllegalArgumentException(request + " is to be placed "
                    + request.asterisk()
                            .map(name -> "by Asterisk \"" + name + "\"")
                            .orElse("by no Asterisk in particular")
                    + "; name one of: " + names);
        }
        return fitting.get(0).dial(request);
    }

    /** New calls are refused from now on, and those that run are ended at a deadline. */
    CompletableFuture<Integer> drain(Duration deadline) {
        List<CompletableFuture<Integer>> drained = new ArrayList<>();
        seal().forEach(link -> drained.add(link.drain(deadline)));
        return CompletableFuture.allOf(drained.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        drained.stream().mapToInt(CompletableFuture::join).sum());
    }

    /** New calls are refused from now on, and those that run are ended; completes when that is done. */
    CompletableFuture<Void> shutDown() {
        return CompletableFuture.allOf(
                seal().stream().map(AsteriskLink::shutDown).toArray(CompletableFuture[]::new));
    }

    void close() {
        seal().forEach(AsteriskLink::close);
    }

    private synchronized List<AsteriskLink> seal() {
        closed = true;
        return all();
    }

    /** {@return all, those that are on their way out last} */
    synchronized List<AsteriskLink> all() {
        return Stream.concat(links.values().stream(), leaving.stream()).toList();
    }
}
