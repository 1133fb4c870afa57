package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ClientEvent;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue that is worked off by at most one thread of the executor at a time. {@link Lanes} says which events come in.
 *
 * <p>Locks: the monitor of {@link Lanes} may be held when this lane's monitor is taken, never the other way round; neither
 * is held while foreign code runs.
 */
final class RealLane implements EventLane {
    /** After so many steps the thread goes to the end of the executor's queue, so that lanes share few threads fairly. */
    private static final int STEPS_AT_A_TIME = 100;

    /** A lane with more events than these is behind. */
    private static final int BEHIND = 50;

    private static final Logger LOG = LoggerFactory.getLogger(RealLane.class);

    private final Lanes lanes;
    private final String id;

    /** What is bound here. Guarded by the monitor of {@link #lanes}. */
    final Set<ResourceId> resources = new HashSet<>(4);

    /** Whether someone counts on this lane, so that silence is no reason to forget it. */
    volatile boolean kept;

    /** When the last event came. Guarded by the monitor of {@link #lanes}. */
    long lastEventNanos;

    private volatile Consumer<? super AriEvent> handler;

    // The rest is guarded by this lane's monitor.
    private final ArrayDeque<Step> queue = new ArrayDeque<>(4);
    private @Nullable Step current;
    private Step.@Nullable Turn turn;
    /** Read without it too, for a guess. */
    private volatile int waitingEvents;

    private boolean scheduled;
    private boolean parked;
    private boolean closed;

    RealLane(Lanes lanes, String id, boolean kept) {
        this.lanes = lanes;
        this.id = id;
        this.kept = kept;
        this.handler = event -> lanes.listener().onEvent(event, this);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public EventLane bind(ResourceId... wanted) {
        lanes.bind(this, wanted);
        return this;
    }

    @Override
    public EventLane unbind(ResourceId... unwanted) {
        lanes.unbind(this, unwanted);
        return this;
    }

    @Override
    public EventLane onEvent(Consumer<? super AriEvent> newHandler) {
        handler = Objects.requireNonNull(newHandler, "newHandler");
        kept = true;
        return this;
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        if (!enqueue(new Step.Task(task))) {
            throw new RejectedExecutionException("Lane " + id + " is closed");
        }
    }

    @Override
    public boolean isClosed() {
        synchronized (this) {
            return closed || (lanes.isClosed() && !lanes.isClientLane(this));
        }
    }

    @Override
    public void close() {
        if (lanes.isClientLane(this)) {
            return; // The connection's states are told here: a listener that closes what it does not want keeps them.
        }
        synchronized (this) {
            closed = true; // First, so that nothing can be bound after the release.
            queue.clear();
            waitingEvents = 0;
        }
        lanes.release(this);
    }

    /**
     * Takes an event in, or counts it as lost if the lane is full and the event ends nothing.
     *
     * @return whether so many wait that who gives them may well do more of the work
     */
    boolean deliver(Step.Delivery delivery, int capacity) {
        synchronized (this) {
            if (waitingEvents >= capacity && !mustArrive(delivery.event())) {
                if (!(queue.peekLast() instanceof Step.Lost)) {
                    queue.add(new Step.Lost(delivery.event().application(), lanes.now()));
                }
                ((Step.Lost) Objects.requireNonNull(queue.peekLast())).count++;
                lanes.countLost();
                return false;
            }
        }
        enqueue(delivery);
        return waitingEvents > BEHIND;
    }

    /** Tells that an event was dropped that would have been nowhere else. */
    void lose(AriEvent event) {
        synchronized (this) {
            if (queue.peekLast() instanceof Step.Lost last) {
                last.count++;
                return;
            }
        }
        Step.Lost lost = new Step.Lost(event.application(), lanes.now());
        lost.count = 1;
        enqueue(lost);
    }

    /** Whether what is being handled here ended the resource. */
    boolean isHandlingEndOf(ResourceId resource) {
        synchronized (this) {
            return current instanceof Step.Delivery delivery && resource.equals(Ends.endedBy(delivery.event()));
        }
    }

    private static boolean mustArrive(AriEvent event) {
        return event instanceof ClientEvent || Ends.any(event);
    }

    private boolean enqueue(Step step) {
        synchronized (this) {
            if (isClosed()) {
                return false;
            }
            queue.add(step);
            if (step instanceof Step.Delivery) {
                waitingEvents++;
            }
            if (scheduled) {
                return true;
            }
            scheduled = true;
            lanes.busy(1);
        }
        schedule();
        return true;
    }

    private void schedule() {
        Throwable refusal = lanes.executor().handOver(this::work);
        if (refusal == null) {
            return;
        }
        if (!lanes.executor().isShutDown()) {
            lanes.executor().again(id, this::schedule, refusal);
            return;
        }
        int dropped = 0;
        synchronized (this) {
            scheduled = false;
            lanes.busy(-1);
            for (Step step : queue) {
                dropped += step instanceof Step.Delivery ? 1 : 0;
            }
            queue.clear();
            waitingEvents = 0;
        }
        lanes.dropped(this, dropped, refusal);
    }

    private void work() {
        do {
            for (int steps = 0; steps < STEPS_AT_A_TIME; steps++) {
                Step step = next();
                if (step == null) {
                    return;
                }
                run(step);
                finish(step);
            }
        } while (lanes.executor().handOver(this::work) != null); // Nobody else takes it: this thread goes on.
    }

    private @Nullable Step next() {
        synchronized (this) {
            if (isClosed()) {
                queue.clear();
                waitingEvents = 0;
            }
            while (queue.peek() instanceof Step.Wait wait) {
                if (wait.turn().park(this)) {
                    parked = true; // And still scheduled: resume() goes on.
                    return null;
                }
                queue.remove();
            }
            current = queue.poll();
            if (current == null) {
                scheduled = false;
                lanes.busy(-1);
            } else if (current instanceof Step.Delivery) {
                waitingEvents--;
            }
            return current;
        }
    }

    private void run(Step step) {
        try {
            if (step instanceof Step.Delivery delivery) {
                handle(delivery.event());
            } else if (step instanceof Step.Lost lost) {
                handler.accept(lost.event());
            } else if (step instanceof Step.Task task) {
                task.task().run();
            }
        } catch (Throwable e) {
            // Whatever it is, an AssertionError or a StackOverflowError too: the next call must not suffer from it.
            LOG.error("A handler of lane {} failed at {}", id, step, e);
        }
        if (Thread.interrupted()) {
            // Left on, it would cancel the first request of the next step.
            LOG.debug("A handler of lane {} left its thread interrupted at {}", id, step);
        }
    }

    private void handle(AriEvent event) {
        AriEvent whole = event;
        if (event instanceof Unread unread) {
            whole = unread.read();
            if (whole == null) {
                unread.refuse();
                return;
            }
        }
        handler.accept(whole);
    }

    private void finish(Step step) {
        if (step instanceof Step.Delivery delivery) {
            lanes.handled(this, delivery.event());
        }
        Step.Turn ended;
        synchronized (this) {
            current = null;
            ended = turn;
            turn = null;
        }
        if (ended != null) {
            ended.end();
        }
    }

    /** What this lane was parked for is over. */
    void resume() {
        synchronized (this) {
            if (!parked) {
                return;
            }
            parked = false;
        }
        schedule();
    }

    /**
     * Takes out the waiting events that are about a resource, and copies those that are also about one that stays here.
     * Before them there is a wait for each of those about it that are being handled. Called under the monitor of
     * {@link #lanes}.
     */
    List<Step> extract(ResourceId resource) {
        List<Step> taken = new ArrayList<>();
        synchronized (this) {
            if (current instanceof Step.Delivery delivery && delivery.isAbout(resource)) {
                turn = turn == null ? new Step.Turn() : turn;
                taken.add(new Step.Wait(resource, turn));
            }
            queue.removeIf(step -> {
                if (step instanceof Step.Wait wait && wait.resource().equals(resource)) {
                    taken.add(wait);
                    return false; // This lane may be parked at it.
                }
                if (!(step instanceof Step.Delivery delivery) || !delivery.isAbout(resource)) {
                    return false;
                }
                taken.add(delivery);
                boolean stays = delivery.resources().stream().anyMatch(resources::contains);
                if (!stays) {
                    waitingEvents--;
                    delivery.receivers().remove(this);
                }
                return !stays;
            });
        }
        return taken;
    }

    /** Adds what another lane had; what is or was here already is not taken twice. Called as {@link #extract}. */
    void adopt(List<Step> steps) {
        for (Step step : steps) {
            if (!(step instanceof Step.Delivery delivery)) {
                enqueue(step);
            } else if (!delivery.receivers().contains(this)) {
                delivery.receivers().add(this);
                enqueue(delivery);
            }
        }
    }

    /** Whether nothing waits and nothing runs. */
    boolean isIdle() {
        synchronized (this) {
            return !scheduled && current == null;
        }
    }

    @Override
    public String toString() {
        return "EventLane[" + id + "]";
    }
}
