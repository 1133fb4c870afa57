package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.EventsLost;
import io.voxari.ari.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What waits in a lane. */
sealed interface Step {
    /**
     * An event, what it is about, and the lanes that have it or had it, which share this step; that list is guarded by the
     * monitor of {@link Lanes}.
     */
    record Delivery(AriEvent event, List<ResourceId> resources, List<RealLane> receivers) implements Step {
        boolean isAbout(ResourceId resource) {
            return resources.contains(resource);
        }

        @Override
        public String toString() {
            return event.type();
        }
    }

    /** Something to run. */
    record Task(Runnable task) implements Step {
        @Override
        public String toString() {
            return "a task";
        }
    }

    /** Events that were dropped here. */
    final class Lost implements Step {
        private final String application;
        private final Instant since;

        /** Guarded by the lane's monitor while it waits, then read by the thread that took it out. */
        long count;

        Lost(String application, Instant since) {
            this.application = application;
            this.since = since;
        }

        EventsLost event() {
            return new EventsLost(application, since, count);
        }

        @Override
        public String toString() {
            return "EventsLost";
        }
    }

    /** Holds its lane until another lane has finished what it is doing about a resource. */
    record Wait(ResourceId resource, Turn turn) implements Step {}

    /** The time in which a lane works at one step. Thread-safe. */
    final class Turn {
        private final List<RealLane> parked = new ArrayList<>(0);
        private boolean over;

        /** True if it is not over yet; then the lane is resumed when it is. */
        synchronized boolean park(RealLane lane) {
            if (!over) {
                parked.add(lane);
            }
            return !over;
        }

        synchronized boolean isOver() {
            return over;
        }

        void end() {
            List<RealLane> resumed;
            synchronized (this) {
                over = true;
                resumed = List.copyOf(parked);
            }
            resumed.forEach(RealLane::resume);
        }
    }
}
