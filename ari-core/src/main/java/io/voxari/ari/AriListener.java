package io.voxari.ari;

/**
 * Gets what no one has taken yet. Both methods run on a lane, so they may block (unless it was promised that they do not:
 * {@link AriClient.Builder#handlersNeverBlock}), and for one channel they never overlap, unless a handler closes its lane or
 * gives the channel up while it runs. What they throw is logged.
 */
public interface AriListener {
    /**
     * An event of a lane that nobody has set a handler for ({@link EventLane#onEvent}), in general the first ones of a
     * new channel. To take the call, set a handler and bind what else belongs to it.
     *
     * @param event what happened
     * @param lane where this runs, and where what follows about the same resources will
     */
    default void onEvent(AriEvent event, EventLane lane) {}

    /**
     * The connection's state has changed.
     *
     * @param state the new state; by the time of the call a newer one may hold
     */
    default void onConnectionState(ConnectionState state) {}
}
