package io.voxari.testkit.internal;

import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits for channels of a {@link MemoryNetwork}. What is ready is under way until whoever selects waits again. Thread-safe as a
 * selector is.
 */
final class MemorySelector extends AbstractSelector {
    private final World world;
    private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
    /** Only the thread that selects. */
    private final Set<SelectionKey> selected = new HashSet<>();

    private final Object lock = new Object();
    /** Guarded by the lock, as all below: what may be ready, in the order in which it became so. */
    private final Set<Key> candidates = new LinkedHashSet<>();

    private boolean woken;
    /** Asked without the lock as well. */
    private volatile boolean counted;

    MemorySelector(SelectorProvider provider, World world) {
        super(provider);
        this.world = world;
    }

    /** A channel as selectors see it. */
    interface Ready {
        /** The operations that would not block. */
        int readyOps();

        /** Tells the key whenever something becomes ready. */
        void attach(Key key);
    }

    /** A channel of this selector. */
    static final class Key extends AbstractSelectionKey {
        private final MemorySelector selector;
        private final SelectableChannel channel;
        private volatile int interest;
        private volatile int ready;

        Key(MemorySelector selector, SelectableChannel channel, int interest) {
            this.selector = selector;
            this.channel = channel;
            this.interest = interest;
        }

        /** Something may be ready. From any thread, and under any lock of the channel's. */
        void happened() {
            selector.add(this);
        }

        @Override
        public SelectableChannel channel() {
            return channel;
        }

        @Override
        public Selector selector() {
            return selector;
        }

        @Override
        public int interestOps() {
            return interest;
        }

        @Override
        public SelectionKey interestOps(int ops) {
            if (!isValid()) {
                throw new java.nio.channels.CancelledKeyException();
            }
            interest = ops;
            selector.add(this);
            return this;
        }

        @Override
        public int readyOps() {
            return ready;
        }

        private boolean look() {
            ready = isValid() ? interest & ((Ready) channel).readyOps() : 0;
            return ready != 0;
        }
    }

    private void add(Key key) {
        synchronized (lock) {
            candidates.add(key);
            count();
        }
    }

    private void count() {
        if (!counted && isOpen()) {
            counted = true;
            world.begin();
        }
        lock.notifyAll();
    }

    private void dealtWith() {
        if (counted) {
            counted = false;
            world.end();
        }
    }

    @Override
    public Selector wakeup() {
        synchronized (lock) {
            woken = true;
            count();
        }
        return this;
    }

    @Override
    public int selectNow() {
        return select(false, 0);
    }

    @Override
    public int select() {
        return select(true, 0);
    }

    @Override
    public int select(long timeout) {
        return select(true, timeout);
    }

    private int select(boolean waits, long timeoutMillis) {
        if (!isOpen()) {
            throw new ClosedSelectorException();
        }
        forgetCancelled();
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        while (true) {
            List<Key> found;
            synchronized (lock) {
                found = new ArrayList<>(candidates);
                candidates.clear();
            }
            // Not under the lock: a channel that becomes ready holds its own and asks for ours.
            found.removeIf(key -> !key.look());
            synchronized (lock) {
                candidates.addAll(found);
                boolean isOver = !waits || !found.isEmpty() || woken || !isOpen();
                if (isOver) {
                    woken = false;
                    selected.addAll(found);
                    return found.size();
                }
                if (!candidates.isEmpty()) {
                    continue;
                }
                dealtWith();
            }
            World.soon(() -> counted);
            synchronized (lock) {
                if (!counted && !woken && isOpen() && !sleep(timeoutMillis, deadline)) {
                    return 0;
                }
            }
        }
    }

    /** False when the time is up. */
    @SuppressWarnings("WaitNotInLoop") // The loop around it is the caller's.
    private boolean sleep(long timeoutMillis, long deadline) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (timeoutMillis > 0 && left <= 0) {
            return false;
        }
        try {
            lock.wait(timeoutMillis == 0 ? 0 : left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forgetCancelled() {
        Set<SelectionKey> cancelled = cancelledKeys();
        synchronized (cancelled) {
            for (SelectionKey key : cancelled) {
                keys.remove(key);
                selected.remove(key);
                deregister((AbstractSelectionKey) key);
            }
            cancelled.clear();
        }
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        Key key = new Key(this, channel, ops);
        key.attach(attachment);
        keys.add(key);
        ((Ready) channel).attach(key);
        key.happened();
        return key;
    }

    @Override
    public Set<SelectionKey> keys() {
        return Collections.unmodifiableSet(keys);
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        return selected;
    }

    @Override
    protected void implCloseSelector() {
        for (SelectionKey key : keys) {
            deregister((AbstractSelectionKey) key);
        }
        keys.clear();
        synchronized (lock) {
            dealtWith();
            lock.notifyAll();
        }
    }
}
