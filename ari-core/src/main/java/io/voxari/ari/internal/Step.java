package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.EventLane;
import io.voxari.ari.EventsLost;
import java.time.Instant;
import java.util.List;

/** What waits in a lane. */
sealed interface Step {
    /** An event, with all the lanes that it went to. */
    record Delivery(AriEvent event, List<? extends EventLane> lanes) implements Step {
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

    /** Holds its lane until another lane has finished what it is doing. */
    final class Wait implements Step {
        final RealLane lane;

        /** Guarded by the monitor of {@link #lane}. */
        boolean over;

        Wait(RealLane lane) {
            this.lane = lane;
        }
    }
}
