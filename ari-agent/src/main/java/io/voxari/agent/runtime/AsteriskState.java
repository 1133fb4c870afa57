package io.voxari.agent.runtime;

/** How the connection to an Asterisk stands, told to {@link CallListener#onAsterisk}. */
public enum AsteriskState {
    /** Not asked to connect, or not reached at the start. */
    IDLE,
    /** It is being connected to, again after a loss; calls that run go on meanwhile. */
    CONNECTING,
    /** Calls come. */
    CONNECTED,
    /** Asterisk answers but refuses the credentials or the application; it is asked again, slowly. */
    REFUSED,
    /**
     * Another client connected with the same application's name: it gets the new calls, and nothing is done about that,
     * since two that take the application from each other in turns serve nobody. Calls that run go on, but their key
     * presses are lost and their ends are noticed seconds late. To take the application back, remove this Asterisk and add it
     * again ({@link Voxari#removeAsterisk}, {@link Voxari#addAsterisk}), or build another runtime.
     */
    REPLACED,
    /** Closed. Terminal. */
    CLOSED
}
