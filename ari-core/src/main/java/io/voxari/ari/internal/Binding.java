package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import java.time.Duration;

/** A resource in a lane, and what was heard of it. Guarded by the monitor of {@link Lanes}. */
final class Binding {
    final RealLane lane;
    final LastChannel lastChannel = new LastChannel();
    boolean seen;
    boolean ended;

    /** Whether it was ever heard to be in the application: only such a channel can leave it. */
    boolean entered;

    /** Bound anew by who handles its end, so that this end does not count. */
    boolean renewed;

    int epoch;

    /** Seen before the present connection began, and not told since what became of it. */
    boolean due;

    boolean lingers;
    long lingersSince;

    Binding(RealLane lane) {
        this.lane = lane;
    }

    void seen(ResourceId resource, AriEvent event, int presentEpoch) {
        seen = true;
        epoch = presentEpoch;
        ended |= resource.equals(Ends.endedBy(event));
        entered |= Ends.isInside(event) && resource.equals(Ends.first(event, ResourceId.Kind.CHANNEL));
        due &= !ended && !resource.equals(Ends.leftBy(event));
        if (event instanceof Unread unread) {
            unread.follows(lastChannel);
        }
    }

    /** Takes over what was heard of the resource in the lane that it leaves. */
    void follow(Binding before) {
        seen = before.seen;
        ended = before.ended;
        entered = before.entered;
        epoch = before.epoch;
        due = before.due;
    }

    /** Bound again in the handling of its end: as if nothing had been heard. */
    void renew() {
        renewed = true;
        seen = false;
        ended = false;
        entered = false;
        due = false;
    }

    boolean isOver(long nowNanos, Duration linger, Duration silence) {
        return (lingers && nowNanos - lingersSince >= linger.toNanos())
                || (!lane.kept && nowNanos - lane.lastEventNanos >= silence.toNanos());
    }
}
