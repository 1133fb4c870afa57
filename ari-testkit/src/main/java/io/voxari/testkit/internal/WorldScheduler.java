package io.voxari.testkit.internal;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The queue of a {@link World} as the JDK has it: short tasks, on the world's thread. It cannot be shut down. Thread-safe. */
final class WorldScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final World world;

    WorldScheduler(World world) {
        this.world = world;
    }

    private final class Timed<V extends @Nullable Object> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long periodNanos;
        private final boolean fixedRate;
        private volatile World.@Nullable Task task;

        Timed(Callable<V> work, long periodNanos, boolean fixedRate) {
            super(work);
            this.periodNanos = periodNanos;
            this.fixedRate = fixedRate;
        }

        Timed<V> at(long dueNanos) {
            task = world.at(dueNanos, () -> due(dueNanos));
            return this;
        }

        private void due(long dueNanos) {
            if (periodNanos == 0) {
                run();
            } else if (runAndReset() && !isCancelled()) {
                at((fixedRate ? dueNanos : world.nowNanos()) + periodNanos);
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            World.Task present = task;
            if (present != null) {
                boolean unused = present.cancel();
            }
            return super.cancel(false);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            World.Task present = task;
            return unit.convert(present == null ? 0 : present.dueNanos - world.nowNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private long then(long delay, TimeUnit unit) {
        return world.nowNanos() + Math.max(0, unit.toNanos(delay));
    }

    private static Callable<@Nullable Object> callable(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }

    @Override
    public void execute(Runnable command) {
        var unused = world.at(world.nowNanos(), command);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return new Timed<>(callable(command), 0, false).at(then(delay, unit));
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return new Timed<>(callable, 0, false).at(then(delay, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return new Timed<>(callable(command), unit.toNanos(period), true).at(then(initialDelay, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return new Timed<>(callable(command), unit.toNanos(delay), false).at(then(initialDelay, unit));
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
