package io.voxari.ari.internal;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriException;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.ConnectionState.Gap;
import io.voxari.ari.ConnectionState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the event WebSocket open: attempts, waits, and what each failure means.
 *
 * <p>Before it was open once, a refusal ends the attempt to connect; afterwards it is waited out. All state is
 * guarded by this object's monitor; the observer is called under it, in order, and must only hand over. Thread-safe.
 */
public final class Connector {
    /** A connection that lasted so long clears the memory of earlier failures. */
    static final Duration STABLE = Duration.ofSeconds(30);

    /** Wrong credentials do not get right by asking often. */
    static final Duration DENIED_PAUSE = Duration.ofSeconds(10);

    /** By how much an event may be late that was sent before one that has come. */
    static final Duration LATENCY = Duration.ofSeconds(1);

    /** How exactly it is known when the last message came: many may come at once, and a look at both clocks takes time. */
    private static final Duration PRECISION = Duration.ofMillis(1);

    /**
     * How long after it comes to itself an Asterisk that stood still may yet open a connection that was given up: then that
     * one has the events, and nobody reads them.
     */
    static final Duration BELATED = Duration.ofSeconds(10);

    private static final int MOST_FORSAKEN = 3;

    /** An Asterisk that takes longer for the handshake may have stood still. */
    static final Duration HESITATION = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    private final EventSocket.Opener opener;
    private final Timers timers;
    private final Backoff backoff;
    private final Observer observer;
    private final Duration noticedWithin;

    // Guarded by this.
    private ConnectionState state;
    private @Nullable EventSocket socket;
    private @Nullable Attempt attempt;
    private Timers.@Nullable Timer timer;
    private @Nullable CompletableFuture<ConnectionState> opened;

    /** Whether to come back by ourselves: it was open, and nobody took it over. */
    private boolean wasOpen;

    /** How many attempts were given up, of late, that Asterisk may have been asked for all the same. */
    private int forsaken;

    /** When it was first open after the last loss; what we took back or gave up for deafness since then is none. */
    private long foundNanos;

    private boolean takesBack;

    private long attemptedNanos;

    private Alive lastMessage = new Alive(Instant.MIN, 0);
    private Alive begun = lastMessage;
    private @Nullable Alive aliveUntil;
    private final Refusals refusals;

    /** What the client does about it. Must only hand over: it is called under the connector's monitor. */
    public interface Observer {
        void onState(ConnectionState state);

        /** A message of the present socket, on its reader thread, and not under the monitor. */
        void onText(String text);

        /** A message that is not text came, as above. */
        default void onUnreadable() {}

        /**
         * It is open, but not at once or not at the first attempt: Asterisk may yet come to another one of ours, or of somebody
         * before us, and give that the events. Called as {@link #onState}, after it.
         */
        default void onDoubtful(ConnectionState open) {}
    }

    /**
     * @param noticedWithin how long before something is heard the ping may have been sent that it answers
     */
    public Connector(
            EventSocket.Opener opener, Timers timers, Backoff backoff, Duration noticedWithin, Observer observer) {
        this.opener = opener;
        this.timers = timers;
        this.refusals = new Refusals(timers);
        this.backoff = backoff;
        this.noticedWithin = noticedWithin;
        this.observer = observer;
        this.state = new ConnectionState(Phase.IDLE, timers.now(), null, null);
    }

    public synchronized ConnectionState state() {
        return state;
    }

    /** Begins to connect, unless that is going on; completes when open, fails when refused or closed. */
    public synchronized CompletableFuture<ConnectionState> connect() {
        if (state.phase() == Phase.CLOSED) {
            throw new IllegalStateException("The client is closed");
        }
        if (state.isOpen()) {
            return CompletableFuture.completedFuture(state);
        }
        CompletableFuture<ConnectionState> future = opened;
        if (future == null) {
            future = new CompletableFuture<>();
            opened = future;
        }
        if (attempt == null || timer != null) {
            become(Phase.CONNECTING, null, state.cause());
            open();
        }
        return future.copy();
    }

    /** Stops trying, unless it is coming back by itself: {@link Phase#IDLE} with the reason of the last failure. */
    public synchronized void giveUp() {
        if (!wasOpen && state.phase() == Phase.CONNECTING) {
            if (attempt != null && timer == null) {
                forsake();
            }
            end();
            become(Phase.IDLE, null, state.cause());
            fail(causeOr("Asterisk was not reached in time"));
        }
    }

    /** Another client has the application's events now. */
    public synchronized void replaced() {
        if (state.isOpen()) {
            aliveUntil = Alive.later(begun, Alive.now(timers).earlierBy(LATENCY));
            end();
            if (forsaken > 0 && !isSettled()) {
                forsaken--;
                takesBack = true;
                String why = "An attempt of ours to connect, given up before, took the events over";
                LOG.warn("{}; they are taken back", why);
                become(Phase.CONNECTING, null, new AriConnectionException(why, true, null));
                again(backoff.next());
                return;
            }
            wasOpen = false;
            forsaken = 0;
            LOG.warn("Another client took over the events of this application; connect() takes them back");
            become(Phase.REPLACED, null, null);
        }
    }

    /** A connection that is open was found to bring no events: another one is made. */
    public synchronized void deaf(ConnectionState open, String why) {
        if (state.equals(open) && state.isOpen()) {
            aliveUntil = begun;
            takesBack = true;
            end();
            LOG.warn("{}; connecting again", why);
            become(Phase.CONNECTING, null, new AriConnectionException(why, true, null));
            again(backoff.next());
        }
    }

    /** Sends on the present socket; false if there is none that is open. */
    public boolean send(String text) {
        EventSocket present;
        synchronized (this) {
            present = state.isOpen() ? socket : null;
        }
        return present != null && present.send(text);
    }

    public synchronized void close() {
        if (state.phase() != Phase.CLOSED) {
            end();
            become(Phase.CLOSED, null, null);
            fail(new AriConnectionException("The client was closed", false, null));
        }
    }

    private AriException causeOr(String otherwise) {
        AriException cause = state.cause();
        return cause == null ? new AriConnectionException(otherwise, false, null) : cause;
    }

    private void fail(AriException cause) {
        CompletableFuture<ConnectionState> future = opened;
        opened = null;
        if (future != null) {
            future.completeExceptionally(cause);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void end() {
        cancelTimer();
        attempt = null;
        EventSocket present = socket;
        socket = null;
        if (present != null) {
            try {
                present.close();
            } catch (Throwable e) {
                // No thread for it, say. Were it thrown, the state would stay what it is, and nobody would try again.
                LOG.warn("The event connection could not be closed", e);
            }
        }
    }

    private void become(Phase phase, @Nullable Gap gap, @Nullable AriException cause) {
        state = new ConnectionState(phase, timers.now(), gap, cause);
        observer.onState(state);
    }

    private void open() {
        cancelTimer();
        Attempt next = new Attempt();
        attempt = next;
        attemptedNanos = timers.nanos();
        try {
            EventSocket begun = opener.open(next);
            if (attempt == next) {
                socket = begun;
            }
        } catch (Throwable e) {
            // No thread for it, say. Were it thrown, nobody would try again.
            next.onEnd(new AriConnectionException("The event connection could not be begun: " + e, false, e));
        }
    }

    private void again(Duration pause) {
        socket = null;
        Attempt waiting = new Attempt();
        attempt = waiting;
        timer = timers.after(pause, () -> {
            synchronized (this) {
                if (attempt == waiting) {
                    open();
                }
            }
        });
    }

    private void opened() {
        Gap gap = aliveUntil == null ? null : aliveUntil.until(Alive.now(timers));
        boolean doubtful = state.cause() != null || timers.nanos() - attemptedNanos > HESITATION.toNanos();
        lastMessage = Alive.now(timers);
        begun = lastMessage;
        foundNanos = takesBack ? foundNanos : begun.nanos();
        takesBack = false;
        refusals.forget();
        wasOpen = true;
        LOG.info("Events of Asterisk arrive{}", gap == null ? "" : "; missing are those since " + gap.from());
        become(Phase.OPEN, gap, null);
        if (doubtful) {
            observer.onDoubtful(state);
        }
        timer = timers.after(STABLE, () -> {
            synchronized (this) {
                if (state.isOpen()) {
                    backoff.reset();
                }
            }
        });
        CompletableFuture<ConnectionState> future = opened;
        opened = null;
        if (future != null) {
            future.complete(state);
        }
    }

    /** {@return whether it is open for so long that no attempt from before can come to life any more} */
    private boolean isSettled() {
        return timers.nanos() - foundNanos > BELATED.toNanos();
    }

    /** An attempt is given up that Asterisk may have been asked for; few are enough, and many would fight another client. */
    private void forsake() {
        forsaken = Math.min(MOST_FORSAKEN, forsaken + 1);
    }

    private void failed(AriException cause) {
        cancelTimer();
        boolean refused = refusals.isLasting(cause);
        if (state.isOpen()) {
            forsaken = isSettled() ? 0 : forsaken;
            // A pong shows that all came that was sent before its ping, and a message nearly that of what went before
            // it.
            Duration silent = socket == null ? Duration.ZERO : Duration.ofNanos(socket.silentNanos());
            Alive heard = Alive.now(timers).earlierBy(noticedWithin.plus(silent));
            aliveUntil = Alive.later(begun, Alive.later(heard, lastMessage.earlierBy(LATENCY)));
            LOG.warn("The event connection is lost: {}", cause.getMessage());
            become(Phase.CONNECTING, null, cause);
            again(backoff.next());
        } else if (refused && !wasOpen) {
            attempt = null;
            socket = null;
            become(Phase.REFUSED, null, cause);
            fail(cause);
        } else {
            if (cause instanceof AriConnectionException unanswered && unanswered.wasSent()) {
                forsake();
            }
            Duration pause = Refusals.isDenial(cause) ? DENIED_PAUSE : backoff.next();
            LOG.info("No event connection, again in {} ms: {}", pause.toMillis(), cause.getMessage());
            become(refused ? Phase.REFUSED : Phase.CONNECTING, null, cause);
            again(pause);
        }
    }

    /** One socket, or the wait for the next one; what a former one still says is not heard. */
    private final class Attempt implements EventSocket.Listener {
        @Override
        public void onOpen() {
            synchronized (Connector.this) {
                if (attempt == this) {
                    opened();
                }
            }
        }

        @Override
        public void onText(String text) {
            synchronized (Connector.this) {
                if (attempt != this) {
                    return;
                }
                if (timers.nanos() - lastMessage.nanos() >= PRECISION.toNanos()) {
                    lastMessage = Alive.now(timers);
                }
            }
            observer.onText(text);
        }

        @Override
        public void onUnreadable() {
            observer.onUnreadable();
        }

        @Override
        public void onEnd(AriException cause) {
            synchronized (Connector.this) {
                if (attempt == this) {
                    failed(cause);
                }
            }
        }
    }
}
