package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets which event: the table of bindings.
 *
 * <p>Everything is decided under this object's monitor, and events are put into lanes under it too, so that the order of
 * events about a resource is the same whatever is bound meanwhile. It is held for a table look-up only; the reader thread
 * never waits longer. Thread-safe.
 */
public final class Lanes {
    /** See {@link EventLane} for what these mean. */
    static final Duration LINGER = Duration.ofSeconds(30);

    static final Duration FORGET = Duration.ofMinutes(10);

    /** At the limit: how long a lane must have been silent to be forgotten, and how often one looks. */
    static final Duration FORGET_AT_LIMIT = Duration.ofSeconds(10);

    private static final Duration LOOK_AT_LIMIT = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final AriListener listener;
    private final LaneExecutor executor;
    private final Timers timers;
    private final int capacity;
    private final int limit;

    // Guarded by this.
    private final Map<ResourceId, Binding> bindings = new HashMap<>();
    private final RealLane clientLane;
    private Timers.@Nullable Timer sweep;
    private int epoch;
    private long lost;
    private long lookedAtLimit;
    private boolean atLimit;

    /** What ended or left since the present connection began, while that may still be asked for; else null. */
    private @Nullable Set<ResourceId> endedSince;

    private final AtomicInteger busy = new AtomicInteger();

    /** Written under the monitor. */
    private volatile boolean closed;

    public Lanes(AriListener listener, Executor executor, Timers timers, int capacity) {
        this(listener, executor, timers, capacity, Integer.MAX_VALUE);
    }

    /**
     * @param capacity how many events may wait in a lane
     * @param limit how many resources may be bound before events open no more lanes
     */
    public Lanes(AriListener listener, Executor executor, Timers timers, int capacity, int limit) {
        this.listener = listener;
        this.executor = new LaneExecutor(executor, timers, () -> closed);
        this.timers = timers;
        this.capacity = capacity;
        this.limit = limit;
        this.clientLane = new RealLane(this, "client", true);
    }

    AriListener listener() {
        return listener;
    }

    LaneExecutor executor() {
        return executor;
    }

    Instant now() {
        return timers.now();
    }

    /** The lane of what is about no resource, such as the connection itself. */
    public EventLane clientLane() {
        return clientLane;
    }

    /** Makes a lane that no event has opened. */
    public EventLane open(String id) {
        return new RealLane(this, id, true);
    }

    /**
     * Puts an event into the lanes that are bound to what it is about, or into a new one. Never blocks, never throws.
     *
     * @return whether a lane it is in is behind
     */
    public synchronized boolean route(AriEvent event) {
        if (closed) {
            return false;
        }
        List<ResourceId> about = event.resources();
        List<RealLane> receivers = new ArrayList<>(1);
        for (ResourceId resource : about) {
            Binding binding = bindings.get(resource);
            if (binding != null) {
                binding.seen(resource, event, epoch);
                if (!receivers.contains(binding.lane)) {
                    receivers.add(binding.lane);
                }
            }
        }
        note(event);
        if (receivers.isEmpty()) {
            if (!about.isEmpty() && isFull()) {
                lost++;
                clientLane.lose(event);
                return false;
            }
            receivers.add(about.isEmpty() ? clientLane : opened(event));
        }
        Step.Delivery delivery = new Step.Delivery(event, about, receivers);
        long now = timers.nanos();
        boolean isBehind = false;
        for (RealLane lane : receivers) {
            lane.lastEventNanos = now;
            isBehind |= lane.deliver(delivery, capacity);
        }
        return isBehind;
    }

    /** For what is asked of Asterisk meanwhile: an answer may be older than this event. */
    private void note(AriEvent event) {
        if (endedSince != null) {
            ResourceId ended = Ends.endedBy(event);
            ResourceId left = Ends.leftBy(event);
            ResourceId entered = Ends.enteredBy(event);
            if (ended != null || left != null) {
                endedSince.add(ended == null ? left : ended);
            } else if (entered != null) {
                endedSince.remove(entered);
            }
        }
    }

    /** Whether no more lanes may be opened, after forgetting what can be. */
    private boolean isFull() {
        if (bindings.size() < limit) {
            atLimit = false;
            return false;
        }
        long now = timers.nanos();
        if (!atLimit || now - lookedAtLimit >= LOOK_AT_LIMIT.toNanos()) {
            lookedAtLimit = now;
            forget(binding -> binding.isOver(now, Duration.ZERO, FORGET_AT_LIMIT));
            if (!atLimit) {
                atLimit = true;
                LOG.warn(
                        "{} resources are bound, and {} are left after a clearance; at {} events open no more lanes",
                        limit,
                        bindings.size(),
                        limit);
            }
        }
        return bindings.size() >= limit;
    }

    private RealLane opened(AriEvent event) {
        ResourceId channel = Ends.first(event, ResourceId.Kind.CHANNEL);
        ResourceId primary = channel == null ? event.resources().get(0) : channel;
        RealLane lane = new RealLane(this, primary.id(), false);
        put(lane, primary).seen(primary, event, epoch);
        return lane;
    }

    private Binding put(RealLane lane, ResourceId resource) {
        Binding binding = new Binding(lane);
        Binding before = bindings.put(resource, binding);
        lane.resources.add(resource);
        if (before != null) {
            before.lane.resources.remove(resource);
            if (!before.lane.isHandlingEndOf(resource)) {
                binding.follow(before);
            }
            lane.adopt(before.lane.extract(resource));
        }
        if (sweep == null && !closed) {
            sweep = timers.after(SWEEP, this::sweep);
        }
        return binding;
    }

    synchronized void bind(RealLane lane, ResourceId... resources) {
        if (closed || lane.isClosed()) {
            throw new IllegalStateException("Lane " + lane.id() + " is closed");
        }
        lane.kept = true;
        for (ResourceId resource : resources) {
            Binding binding = bindings.get(resource);
            if (binding == null || binding.lane != lane) {
                put(lane, resource);
            } else {
                binding.lingers = false;
                if (lane.isHandlingEndOf(resource)) {
                    binding.renew();
                }
            }
        }
    }

    synchronized void unbind(RealLane lane, ResourceId... resources) {
        for (ResourceId resource : resources) {
            if (lane.resources.remove(resource)) {
                bindings.remove(resource);
                lane.extract(resource);
            }
        }
    }

    synchronized void release(RealLane lane) {
        lane.resources.forEach(bindings::remove);
        lane.resources.clear();
    }

    /** The lane has handled an event: the binding to what it ended is over. */
    void handled(RealLane lane, AriEvent event) {
        if (event instanceof Unread) {
            return;
        }
        ResourceId ended = Ends.endedBy(event);
        ResourceId left = Ends.leftBy(event);
        ResourceId entered = Ends.enteredBy(event);
        if (ended == null && left == null && entered == null) {
            return;
        }
        synchronized (this) {
            Binding over = ended == null ? null : bindings.get(ended);
            if (over != null && over.lane == lane) {
                if (over.renewed) {
                    over.renewed = false;
                } else {
                    lane.resources.remove(ended);
                    bindings.remove(ended);
                }
            }
            linger(lane, left, true);
            linger(lane, entered, false);
        }
    }

    private void linger(RealLane lane, @Nullable ResourceId resource, boolean lingers) {
        Binding binding = resource == null ? null : bindings.get(resource);
        if (binding != null && binding.lane == lane && (binding.entered || !lingers)) {
            binding.lingers = lingers;
            binding.lingersSince = timers.nanos();
        }
    }

    private synchronized void sweep() {
        long now = timers.nanos();
        forget(binding -> binding.isOver(now, LINGER, FORGET));
        sweep = bindings.isEmpty() || closed ? null : timers.after(SWEEP, this::sweep);
    }

    private void forget(Predicate<Binding> which) {
        bindings.entrySet().removeIf(entry -> {
            boolean over = which.test(entry.getValue()) && entry.getValue().lane.isIdle();
            if (over) {
                entry.getValue().lane.resources.remove(entry.getKey());
            }
            return over;
        });
    }

    /** Begins a new connection: {@link #due} is what was seen before. */
    public synchronized void newEpoch() {
        epoch++;
        endedSince = new HashSet<>();
        bindings.values().forEach(binding -> binding.due |= binding.seen && !binding.ended);
    }

    /** Gives an event to every lane that has something bound. */
    public synchronized void broadcast(AriEvent event) {
        Set<RealLane> all = new LinkedHashSet<>();
        bindings.values().forEach(binding -> all.add(binding.lane));
        Step.Delivery delivery = new Step.Delivery(event, List.of(), List.of());
        all.forEach(lane -> lane.deliver(delivery, capacity));
    }

    /** What was seen in events before the present connection began, has not ended, and was not told of since. */
    public synchronized List<ResourceId> due() {
        List<ResourceId> due = new ArrayList<>();
        bindings.forEach((resource, binding) -> {
            if (binding.due) {
                due.add(resource);
            }
        });
        return due;
    }

    /** Routes the news that a resource is still there, if they are {@link #due}. */
    public synchronized void routePresent(ResourceId resource, @Nullable AriEvent event) {
        Binding binding = bindings.get(resource);
        if (binding != null && binding.due) {
            binding.due = false;
            if (event != null) {
                route(event);
            }
        }
    }

    /** Routes the news that a resource is gone, if they are {@link #due}, and nothing was heard of it since. */
    public synchronized void routeGone(ResourceId resource, AriEvent event) {
        Binding binding = bindings.get(resource);
        if (binding != null && binding.due) {
            binding.due = false;
            if (binding.epoch < epoch) {
                route(event);
            }
        }
    }

    /** {@return whether no lane has it, and nothing was heard of its end since the present connection began} */
    public synchronized boolean isUnheardOf(ResourceId resource) {
        return !bindings.containsKey(resource) && (endedSince == null || !endedSince.contains(resource));
    }

    /** Routes an event about a resource if it is still unheard of. */
    public synchronized void routeIfUnheardOf(ResourceId resource, AriEvent event) {
        if (isUnheardOf(resource)) {
            route(event);
        }
    }

    /** The questions of the present connection are answered. */
    public synchronized void settled() {
        endedSince = null;
    }

    synchronized void countLost() {
        lost++;
    }

    /** {@return how many events were dropped because a lane was full} */
    public synchronized long lost() {
        return lost;
    }

    /** {@return whether no lane has anything to do} */
    boolean isIdle() {
        return busy.get() == 0;
    }

    /** A lane has something to do, or has nothing more. */
    void busy(int change) {
        busy.addAndGet(change);
    }

    boolean isClosed() {
        return closed;
    }

    boolean isClientLane(RealLane lane) {
        return lane == clientLane;
    }

    /** The executor is shut down. */
    void dropped(RealLane lane, int events, Throwable why) {
        synchronized (this) {
            lost += events;
            if (closed) {
                return;
            }
        }
        if (events == 0) {
            LOG.debug("The executor is shut down; lane {} does no more", lane.id());
            return;
        }
        LOG.error("The executor is shut down; {} events of lane {} are lost", events, lane.id(), why);
    }

    /** {@return how many resources are bound} */
    public synchronized int size() {
        return bindings.size();
    }

    /** {@return the lanes with at least one resource, for a look inside} */
    synchronized Set<RealLane> boundLanes(Predicate<RealLane> wanted) {
        Set<RealLane> lanes = new LinkedHashSet<>();
        bindings.values().stream().map(binding -> binding.lane).filter(wanted).forEach(lanes::add);
        return lanes;
    }

    /** Closes every lane that has something bound; no event is routed any more. */
    public void close() {
        Set<RealLane> open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = boundLanes(lane -> true);
            if (sweep != null) {
                sweep.cancel();
            }
        }
        open.forEach(RealLane::close);
    }
}
