package io.voxari.agent.runtime;

/** What {@link VoxariDoctor} looks at, in the order in which it does; {@code docs/troubleshooting.md} has a section on each. */
public enum DoctorCheck {
    /** Whether Asterisk's HTTP server is reached, and has ARI. */
    ENDPOINT("ARI endpoint"),
    /** Whether Asterisk takes the user and the password, and lets them do something. */
    CREDENTIALS("ARI user and password"),
    /** Whether Asterisk is new enough: audio over WebSocket, with marks and JSON. */
    VERSION("Asterisk version"),
    /** Whether the channel driver of audio over WebSocket is loaded. */
    CHAN_WEBSOCKET("Module chan_websocket"),
    /** Whether what makes Asterisk's own WebSocket connections is loaded. */
    RES_WEBSOCKET_CLIENT("Module res_websocket_client"),
    /** Whether Asterisk has the section by which it finds our media server, and it is fit for media. */
    WEBSOCKET_CLIENT("WebSocket client"),
    /** Whether that section's URI is where our media server listens. */
    MEDIA_URI("Media URI"),
    /** Whether Asterisk does connect, with the right path, subprotocol and credentials. */
    MEDIA_CONNECTION("Media connection"),
    /** Whether the dialplan hands calls to our Stasis application. */
    APPLICATION("Stasis application"),
    /** Whether the telephones and trunks may speak µ-law. */
    CODEC("Codec ulaw");

    private final String title;

    DoctorCheck(String title) {
        this.title = title;
    }

    /** {@return its name for people: the heading of its section in {@code docs/troubleshooting.md}} */
    public String title() {
        return title;
    }
}
