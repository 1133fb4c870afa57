package io.voxari.ari.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets so many requests at a time through, the others in the order in which they came. Asterisk serves 100 connections by
 * default and closes what exceeds them without a word, so the bound is ours to keep.
 *
 * <p>Thread-safe; waiters are called outside of the lock.
 */
final class ConnectionGate {
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int free;

    ConnectionGate(int permits) {
        free = permits;
    }

    /** True if the way is free; otherwise {@code waiter} runs when it is, on the thread that left. */
    synchronized boolean enter(Runnable waiter) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.add(waiter);
        return false;
    }

    /** True if the waiter was still waiting, and now will not be run. */
    synchronized boolean withdraw(Runnable waiter) {
        return waiting.remove(waiter);
    }

    /** Takes out all that wait; the caller runs them. */
    synchronized List<Runnable> drain() {
        List<Runnable> drained = List.copyOf(waiting);
        waiting.clear();
        return drained;
    }

    /** {@return how many could enter now} */
    synchronized int free() {
        return free;
    }

    /** Gives the place to the next one. */
    void leave() {
        Runnable next;
        synchronized (this) {
            if (waiting.isEmpty()) {
                free++;
                return;
            }
            next = waiting.iterator().next();
            waiting.remove(next);
        }
        next.run();
    }
}
