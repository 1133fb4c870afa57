package io.voxari.ari;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A serial mailbox: the events about some channels, bridges and so on, and tasks, one after another in the order in which
 * they came. Different lanes run in parallel; within one, nothing overlaps, and each step sees what the one before did. A
 * handler may block, on requests too, and delays its own lane alone: unless it was promised that none does
 * ({@link AriClient.Builder#handlersNeverBlock}).
 *
 * <p>An event goes to every lane that is bound to one of its {@link AriEvent#resources()}, once to each. If no lane is, one
 * is opened for its channel (or, without one, its primary subject), and gives it to
 * {@link AriListener#onEvent(AriEvent, EventLane)}.
 *
 * <p>A binding ends by {@link #unbind}, by {@link #close()}, by another lane's {@link #bind}, and by itself after the lane
 * has handled what ends the resource: {@code ChannelDestroyed}, {@code BridgeDestroyed}, {@code PlaybackFinished},
 * {@code RecordingFinished}, {@code RecordingFailed}, {@link ChannelGone}, {@link BridgeGone}, {@link PlaybackGone},
 * {@link RecordingGone}; a handler of such an event may bind the same id anew. After {@code StasisEnd}, or a
 * {@link ChannelResynced} that tells of it, a channel stays bound for 30 seconds, since its {@code ChannelDestroyed} may
 * follow, or a {@code StasisStart} again. A lane that was opened by an event is forgotten when none of its resources is left,
 * or, unless it was kept by {@link #onEvent} or {@link #bind}, after ten minutes without an event. To forget a lane costs
 * nothing: it runs what it has, and takes tasks as before.
 *
 * <p>At most 10,000 events (or what {@link AriClient.Builder#laneCapacity} says) wait in a lane. What comes when it is full
 * is dropped and counted, and where it would have been there is an {@link EventsLost}; only events that end a resource are
 * let in even then. Tasks do not count and are not dropped. An executor that is full makes events wait, no more; one that
 * is shut down loses them, which is counted and logged.
 *
 * <p>When 100,000 resources (or what {@link AriClient.Builder#boundResources} says) are bound, lanes that events opened and
 * in which nothing happens are forgotten early; as long as that does not help, events that would open another lane are
 * dropped and counted, and told by an {@link EventsLost} in the lane of what is about no resource.
 *
 * <p>Thread-safe.
 */
public interface EventLane extends Executor, AutoCloseable {
    /** {@return the id of the resource that the lane was opened for, or the name it was given; for logs} */
    String id();

    /**
     * Brings the events about some resources to this lane from now on. They need not exist yet: bind first, then create,
     * and no event is missed.
     *
     * <p>If another lane had a resource, it loses it: events about it that wait there move here, and they are handled
     * after the one that is being handled there.
     *
     * @param resources what to bind
     * @return this lane
     * @throws IllegalStateException if the lane is closed
     */
    EventLane bind(ResourceId... resources);

    /**
     * Gives resources up. Events that wait here and are about no other resource of this lane are dropped.
     *
     * @param resources what to give up; what is not bound here is ignored
     * @return this lane
     */
    EventLane unbind(ResourceId... resources);

    /**
     * Sets who gets the events of this lane that have not been handled yet, in place of the client's
     * {@link AriListener}.
     *
     * @param handler called on the lane; what it throws is logged
     * @return this lane
     */
    EventLane onEvent(Consumer<? super AriEvent> handler);

    /**
     * Runs a task in turn with the events of this lane. Pass the lane to {@code whenCompleteAsync} and its like to handle
     * answers in turn with events.
     *
     * @throws RejectedExecutionException if the lane or its client is closed
     */
    @Override
    void execute(Runnable task);

    /** {@return whether the lane or its client was closed} */
    boolean isClosed();

    /**
     * Gives up all resources and drops what waits. Nothing runs here afterwards but what is running. Without effect on the
     * lane of what is about no resource, on which the connection's states are told. Idempotent.
     */
    @Override
    void close();
}
