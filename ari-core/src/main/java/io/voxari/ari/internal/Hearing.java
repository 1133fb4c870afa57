package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.event.ChannelUserevent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that an open connection gets the application's events.
 *
 * <p>An Asterisk that stood still comes, when it goes on, also to the connections that were given up meanwhile: it opens and
 * ends each of them, side by side with the one that is wanted, and which of them has the application in the end is chance. If
 * it is one that ended, the wanted one stays open, answers pings, and says nothing for ever. (Seen on 22.10.1: three times
 * out of five.) So Asterisk is asked to send an event, some times after the opening. Thread-safe.
 */
final class Hearing implements AutoCloseable {
    /** The name of the event that is asked for. */
    static final String EVENT = "voxari-hearing";

    /** When it is asked for, after the opening: a busy Asterisk may take its time to come to the others. */
    static final List<Duration> MOMENTS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10));

    /** How long an event may take after the answer to the request for it, which Asterisk gives later. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * So often a connection is given up without one on which the event comes: then it is kept back by a filter, or what is
     * asked is not what the connection is of.
     */
    static final int MOST_IN_VAIN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final RestTransport transport;
    private final String application;
    private final Timers timers;
    private final LongSupplier events;
    private final AtomicLong echoes = new AtomicLong();
    private final AtomicLong inVain = new AtomicLong();

    /** What is still to be done. Guarded by itself, as whether nothing is any more. */
    private final Set<Later> pending = new HashSet<>();

    private boolean closed;

    /** Something to do, and the timer of it. */
    private static final class Later {
        Timers.@Nullable Timer timer;
    }

    /**
     * @param events how many events have come so far
     */
    Hearing(RestTransport transport, String application, Timers timers, LongSupplier events) {
        this.transport = transport;
        this.application = application;
        this.timers = timers;
        this.events = events;
    }

    /** {@return whether an event is the one that was asked for, and nobody else's business} */
    boolean isEcho(AriEvent event) {
        boolean echo =
                event instanceof ChannelUserevent user && user.eventName().equals(EVENT);
        if (echo) {
            echoes.incrementAndGet();
        }
        return echo;
    }

    /**
     * Asks, some times, as long as {@code wanted}.
     *
     * @param deaf is told if no events come, and why that is thought
     */
    void begin(BooleanSupplier wanted, Consumer<String> deaf) {
        for (Duration moment : MOMENTS) {
            later(moment, () -> ask(wanted, deaf));
        }
    }

    private void later(Duration delay, Runnable task) {
        Later later = new Later();
        synchronized (pending) {
            if (closed) {
                return;
            }
            pending.add(later);
            later.timer = timers.after(delay, () -> {
                synchronized (pending) {
                    if (!pending.remove(later)) {
                        return;
                    }
                }
                task.run();
            });
        }
    }

    /** Nothing is asked or judged any more. */
    @Override
    public void close() {
        synchronized (pending) {
            closed = true;
            for (Later later : pending) {
                if (later.timer != null) {
                    later.timer.cancel();
                }
            }
            pending.clear();
        }
    }

    private void ask(BooleanSupplier wanted, Consumer<String> deaf) {
        if (!wanted.getAsBoolean()) {
            return;
        }
        Count before = count();
        RestCall call = new RestCall("POST", "/events/user/{eventName}", EVENT).query("application", application);
        CompletableFuture<?> unused = transport
                .sendAsync(call, Reply.nothing())
                .whenComplete((done, failure) -> answered(failure, before, wanted, deaf));
    }

    private void answered(@Nullable Throwable failure, Count before, BooleanSupplier wanted, Consumer<String> deaf) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof AriResponseException refused && refused.status() == 404) {
            giveUp(
                    wanted,
                    deaf,
                    "Asterisk has no application " + application + ", though the event connection is open");
        } else if (cause == null) {
            await(before, wanted, deaf);
        } else {
            // A user that may only read, say. Whether Asterisk is there is for the pings to say.
            LOG.debug("It is not known whether events come: {}", cause.toString());
        }
    }

    private void await(Count before, BooleanSupplier wanted, Consumer<String> deaf) {
        long due = timers.nanos() + PATIENCE.toNanos();
        later(PATIENCE, () -> {
            if (timers.nanos() - due > PATIENCE.toNanos()) {
                // We stood still ourselves, and the reader too.
                await(before, wanted, deaf);
            } else {
                judge(before, wanted, deaf);
            }
        });
    }

    private void judge(Count before, BooleanSupplier wanted, Consumer<String> deaf) {
        Count now = count();
        if (now.echoes != before.echoes) {
            inVain.set(0);
        } else if (now.events == before.events) {
            giveUp(
                    wanted,
                    deaf,
                    "The event connection is open, but an event that Asterisk was asked to send did not come");
        }
    }

    private void giveUp(BooleanSupplier wanted, Consumer<String> deaf, String why) {
        if (!wanted.getAsBoolean()) {
            return;
        }
        if (inVain.incrementAndGet() <= MOST_IN_VAIN) {
            deaf.accept(why);
        } else {
            LOG.warn("{}; nor did it on the connections before. It is taken for a filter, and left alone", why);
        }
    }

    private Count count() {
        return new Count(events.getAsLong(), echoes.get());
    }

    /** What has come so far: events, and those that were asked for. */
    private record Count(long events, long echoes) {}
}
