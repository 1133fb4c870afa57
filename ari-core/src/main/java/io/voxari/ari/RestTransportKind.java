package io.voxari.ari;

/** How requests travel to Asterisk. */
public enum RestTransportKind {
    /** As HTTP requests on a few kept-alive connections. Works with every Asterisk. */
    HTTP,
    /**
     * On the event WebSocket (Asterisk 20.14, 21.9, 22.4 and later). Saves connections and most of the delay, but Asterisk
     * works such requests off one after another, so that one that waits for its channel delays those behind it. What is
     * large or binary, or asked for while the WebSocket is not open, goes over HTTP.
     */
    WEBSOCKET
}
