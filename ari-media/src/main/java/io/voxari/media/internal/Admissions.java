package io.voxari.media.internal;

import io.voxari.media.MediaException;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaStart;
import io.voxari.media.PlayoutOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in: each expected channel once and in time. Thread-safe; futures complete outside the lock.
 *
 * <p>The channel id is key and capability in one. Asterisk 20.16 and 22.6 do not send it: their connections wait until
 * someone tells the name of the channel.
 */
final class Admissions {
    private final NanoClock clock;
    /** All guarded by this. By channel id. */
    private final Map<String, RealMediaExpectation> expected = new HashMap<>();
    /** By channel name, for those without an id. */
    private final Map<String, RealMediaExpectation> named = new HashMap<>();
    /** Connections that wait for their channel's name, by it: tried again when it is told. */
    private final Map<String, Runnable> parked = new HashMap<>();
    /** Ids of channels connected now. */
    private final Set<String> connected = new HashSet<>();

    private boolean closed;

    Admissions(NanoClock clock) {
        this.clock = clock;
    }

    synchronized RealMediaExpectation expect(
            String channelId, MediaListener listener, Duration timeout, PlayoutOptions options) {
        if (closed) {
            throw new IllegalStateException("the media server is closed");
        }
        if (expected.containsKey(channelId) || connected.contains(channelId)) {
            throw new IllegalStateException("media channel " + channelId + " is expected or connected already");
        }
        RealMediaExpectation expectation =
                new RealMediaExpectation(channelId, listener, options, clock.nanos() + timeout.toNanos(), this);
        expected.put(channelId, expectation);
        return expectation;
    }

    /** The expectation this connection meets, taken out of the books; null if there is none. */
    synchronized @Nullable RealMediaExpectation claim(MediaStart start) {
        RealMediaExpectation expectation =
                start.channelId() == null ? named.get(start.channel()) : expected.get(start.channelId());
        if (expectation == null || clock.nanos() - expectation.deadlineNanos >= 0) {
            return null;
        }
        remove(expectation);
        connected.add(expectation.channelId);
        return expectation;
    }

    /** A connection without a channel id waits for its name. False if that name is waiting already. */
    synchronized boolean park(String channelName, Runnable retry) {
        return !closed && parked.putIfAbsent(channelName, retry) == null;
    }

    /** That connection waits no longer; another of that name may meanwhile. */
    synchronized void unpark(String channelName, Runnable retry) {
        parked.remove(channelName, retry);
    }

    void name(RealMediaExpectation expectation, String channelName) {
        Runnable retry;
        synchronized (this) {
            if (expected.get(expectation.channelId) != expectation) {
                return;
            }
            named.put(channelName, expectation);
            retry = parked.remove(channelName);
        }
        if (retry != null) {
            retry.run();
        }
    }

    synchronized void ended(String channelId) {
        connected.remove(channelId);
    }

    void cancel(RealMediaExpectation expectation) {
        synchronized (this) {
            if (!remove(expectation)) {
                return;
            }
        }
        expectation.session.completeExceptionally(
                new MediaException("media channel " + expectation.channelId + " is no longer expected"));
    }

    /** Ends those that waited too long. */
    void expire() {
        List<RealMediaExpectation> late = new ArrayList<>();
        synchronized (this) {
            long now = clock.nanos();
            for (RealMediaExpectation expectation : expected.values()) {
                if (now - expectation.deadlineNanos >= 0) {
                    late.add(expectation);
                }
            }
            late.forEach(this::remove);
        }
        for (RealMediaExpectation expectation : late) {
            expectation.session.completeExceptionally(new MediaException(
                    "media channel " + expectation.channelId + " was expected and Asterisk did not connect in time"));
        }
    }

    void close() {
        List<RealMediaExpectation> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(expected.values());
            left.forEach(this::remove);
        }
        for (RealMediaExpectation expectation : left) {
            expectation.session.completeExceptionally(new MediaException(
                    "media channel " + expectation.channelId + " was expected when the media server was closed"));
        }
    }

    synchronized int size() {
        return expected.size();
    }

    private synchronized boolean remove(RealMediaExpectation expectation) {
        named.values().removeIf(each -> each == expectation);
        return expected.remove(expectation.channelId, expectation);
    }
}
