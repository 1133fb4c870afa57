package io.voxari.agent.runtime;

import io.voxari.agent.OutboundRequest;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriException;
import io.voxari.ari.model.InfoSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * @throws IllegalArgumentException if there is one of that name, or of the same application of the same Asterisk
     * @throws IllegalStateException if it is on its way out, or everything is closed or drained
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
        alone(config, null);
        AsteriskLink link = new AsteriskLink(config, host);
        links.put(config.name(), link);
        return link;
    }

    /**
     * An application belongs to one connection: a second one takes its events, and ends its calls as if a process that has died
     * had left them.
     */
    private void alone(AsteriskConfig config, @Nullable AsteriskLink but) {
        for (AsteriskLink link : all()) {
            if (link != but && (link.name().equals(config.name()) || link.isOfApplication(config))) {
                if (leaving.contains(link)) {
                    throw new IllegalStateException("Asterisk " + link.name()
                            + " is still being removed, with " + link.size()
                            + " calls; wait for the stage of its removal before you add it again");
                }
                throw new IllegalArgumentException("Asterisk \"" + config.name() + "\" is application " + config.app()
                        + " of " + config.endpoint() + ", which is taken by \"" + link.name()
                        + "\" already; give this one another application");
            }
        }
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
            link = known(name);
            links.remove(name);
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

    /**
     * As {@link #remove}, and then as {@link #add}: two connections of one application would take its calls from each other.
     * Settings that do not let us in change nothing.
     */
    CompletableFuture<Integer> change(AsteriskConfig config, Duration deadline) {
        synchronized (this) {
            alone(config, known(config.name()));
        }
        return CompletableFuture.runAsync(() -> letsIn(config), host::run)
                .thenCompose(in -> remove(config.name(), deadline))
                .thenApplyAsync(
                        cut -> {
                            add(config);
                            return cut;
                        },
                        host::run);
    }

    private void letsIn(AsteriskConfig config) {
        try (AriClient ari = host.ground.build(config.client())) {
            var unused = ari.asterisk().getInfo().only(InfoSection.SYSTEM).send();
        } catch (AriException failure) {
            throw AsteriskLink.notReached(config, failure);
        }
    }

    /** Only under the lock. */
    private AsteriskLink known(String name) {
        AsteriskLink link = links.get(name);
        if (link == null) {
            throw new IllegalArgumentException(
                    "there is no Asterisk named \"" + name + "\"; there are: " + String.join(", ", links.keySet()));
        }
        return link;
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
