package io.voxari.agent.runtime;

import io.voxari.agent.Lease;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of one call: renewed while the call lives, given back once, and never both at a time.
 *
 * <p>Thread-safe; nothing blocks. The host's code runs on the host's executor.
 */
final class HeldLease {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLease.class);
    /**
     * A renewal may take a sixth of the time to live, and is tried again when that is over. The first begins a third after
     * the last good one had begun: four begin before the slot is lost, even if each hangs.
     */
    private static final int PARTS = 6;

    private final CallHost host;
    private final String callId;
    private final Lease lease;
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    // All below under the lock of this object.
    private Duration patience = Duration.ZERO;
    /** When the lease was taken, or the last renewal began; whoever keeps the slot may count from there. */
    private long begun;
    /** The same, of the last one that kept the slot. */
    private long kept;

    private @Nullable Future<?> next;
    /** Whether the host is being asked something; releasing waits for that. */
    private boolean busy;

    private boolean releasing;
    private boolean closed;

    private HeldLease(CallHost host, String callId, Lease lease) {
        this.host = host;
        this.callId = callId;
        this.lease = lease;
        this.begun = host.nanos();
        this.kept = begun;
    }

    /** Takes a lease that was granted, and begins to renew it. */
    static HeldLease take(CallHost host, String callId, Lease lease) {
        HeldLease held = new HeldLease(host, callId, lease);
        host.leases.incrementAndGet();
        held.busy = true;
        var unused = host.questions
                .ask(
                        "the lease's time to live",
                        host.settings.quotaDeadline(),
                        () -> CallThread.get(callId, () -> CompletableFuture.completedFuture(lease.timeToLive())),
                        late -> {})
                .whenComplete(held::begin);
        return held;
    }

    private void begin(@Nullable Duration timeToLive, @Nullable Throwable failure) {
        if (timeToLive == null) {
            LOG.warn("call {}: its lease does not tell its time to live; it is not renewed", callId, failure);
        } else {
            synchronized (this) {
                patience = timeToLive.dividedBy(PARTS);
            }
        }
        idle(true);
    }

    private void renew() {
        synchronized (this) {
            if (releasing) {
                return;
            }
            busy = true;
            begun = host.nanos();
        }
        // Late or not, an answer changes nothing: what is lost stays lost, and is told at the next renewal.
        var unused = host.questions
                .ask("the lease's renewal", patience, () -> CallThread.get(callId, lease::renew), late -> {})
                .whenComplete(this::renewed);
    }

    private void renewed(@Nullable Boolean answer, @Nullable Throwable failure) {
        if (Boolean.TRUE.equals(answer)) {
            synchronized (this) {
                kept = begun;
            }
        } else if (failure != null && !isReleasing()) {
            LOG.warn("call {}: its lease could not be renewed, and is tried again: {}", callId, Call.told(failure));
        } else if (Boolean.FALSE.equals(answer)) {
            LOG.warn("call {}: its lease is lost, though the call goes on; nobody renews it any more", callId);
        }
        idle(!Boolean.FALSE.equals(answer));
    }

    private synchronized boolean isReleasing() {
        return releasing;
    }

    /** The host has answered: what comes now. */
    private void idle(boolean goOn) {
        synchronized (this) {
            busy = false;
            if (!releasing) {
                if (goOn && !patience.isZero() && !patience.isNegative()) {
                    next = host.later(untilNext(), this::renew);
                }
                return;
            }
        }
        close();
    }

    /** Counted from where the last attempt began: what it has taken is time of the slot. Under the lock. */
    private Duration untilNext() {
        long now = host.nanos();
        boolean isGood = kept == begun;
        // What does not answer for so long is not asked more often than usual: each attempt may hold a thread.
        boolean isLost = now - kept >= patience.multipliedBy(PARTS).toNanos();
        Duration due = isGood || isLost ? patience.multipliedBy(2) : patience;
        Duration left = due.minusNanos(now - begun);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Gives the lease back; completes when that is done or takes too long, never exceptionally. Further calls give the same. */
    CompletableFuture<Void> release() {
        synchronized (this) {
            releasing = true;
            if (next != null) {
                next.cancel(false);
            }
            if (busy) {
                // Nobody waits longer for the host than for its giving back, though that comes later then.
                var unused = host.later(host.settings.closeDeadline(), () -> released.complete(null));
                return released;
            }
        }
        close();
        return released;
    }

    private void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        Duration deadline = host.settings.closeDeadline();
        Future<?> alarm = host.later(deadline, () -> {
            if (released.complete(null)) {
                LOG.warn("call {}: giving back its lease takes more than {} ms", callId, deadline.toMillis());
            }
        });
        host.run(() -> CallThread.run(callId, () -> {
            try {
                lease.close();
            } catch (Throwable failure) {
                LOG.warn("call {}: giving back its lease threw", callId, failure);
            } finally {
                if (alarm != null) {
                    alarm.cancel(false);
                }
                host.leases.decrementAndGet();
                released.complete(null);
            }
        }));
    }
}
