package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.event.ChannelUserevent;
import java.time.Duration;
import java.util.List;
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
final class Hearing {
    /** The name of the event that is asked for. */
    static final String EVENT = "voxari-hearing";

    /** When it is asked for, after the opening: a busy Asterisk may take its time to come to the others. */
    static final List<Duration> MOMENTS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10));

    /** How long an event may take after the answer to the request for it, which Asterisk gives later. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So often in a row a connection is given up for silence: what nobody hears then is kept back by a filter. */
    static final int MOST_IN_VAIN = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final RestTransport transport;
    private final String application;
    private final Timers timers;
    private final LongSupplier events;
    private final AtomicLong echoes = new AtomicLong();
    private final AtomicLong inVain = new AtomicLong();

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
            timers.after(moment, () -> ask(wanted, deaf));
        }
    }

    private void ask(BooleanSupplier wanted, Consumer<String> deaf) {
        if (!wanted.getAsBoolean()) {
            return;
        }
        long before = heard();
        RestCall call = new RestCall("POST", "/events/user/{eventName}", EVENT).query("application", application);
        CompletableFuture<?> unused = transport
                .sendAsync(call, Reply.nothing())
                .whenComplete((done, failure) -> answered(failure, before, wanted, deaf));
    }

    private void answered(@Nullable Throwable failure, long before, BooleanSupplier wanted, Consumer<String> deaf) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof AriResponseException refused && refused.status() == 404) {
            if (wanted.getAsBoolean()) {
                deaf.accept("Asterisk has no application " + application + ", though the event connection is open");
            }
        } else if (cause == null) {
            timers.after(PATIENCE, () -> judge(before, wanted, deaf));
        } else {
            // A user that may only read, say. Whether Asterisk is there is for the pings to say.
            LOG.debug("It is not known whether events come: {}", cause.toString());
        }
    }

    private void judge(long before, BooleanSupplier wanted, Consumer<String> deaf) {
        if (heard() != before) {
            inVain.set(0);
        } else if (wanted.getAsBoolean()) {
            if (inVain.incrementAndGet() <= MOST_IN_VAIN) {
                deaf.accept("The event connection is open, but an event that Asterisk was asked to send did not come");
            } else {
                LOG.debug("Events of type ChannelUserevent do not come: there seems to be a filter");
            }
        }
    }

    private long heard() {
        return events.getAsLong() + echoes.get();
    }
}
