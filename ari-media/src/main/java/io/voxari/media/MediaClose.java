package io.voxari.media;

import java.util.Objects;

/**
 * How a media connection ended. Asterisk hangs up the media channel with it in every case.
 *
 * @param kind whose doing it was
 * @param code the WebSocket close code; 1006 when the connection just went
 * @param reason a text for the log
 */
public record MediaClose(Kind kind, int code, String reason) {
    /**
     * Checks the values.
     *
     * @param kind see {@link #kind()}
     * @param code see {@link #code()}
     * @param reason see {@link #reason()}
     */
    public MediaClose {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    /** Who or what ended the connection. */
    public enum Kind {
        /** Asterisk closed it: the media channel was hung up. */
        ASTERISK,
        /** The connection went without a closing handshake. Asterisk does that too when it hangs up at a bad moment. */
        LOST,
        /** {@link MediaSession#close()} on this side. */
        LOCAL,
        /** {@link MediaServer#close()} or {@link MediaConnector#close()} on this side. */
        SERVER_CLOSED,
        /** Asterisk stopped reading and the bound of what may wait for it was reached. */
        NOT_READING,
        /** Nothing came from the other side for too long, not even an answer to a ping. */
        SILENT,
        /** The other side broke the WebSocket protocol or a limit of {@link MediaLimits}. */
        PROTOCOL
    }
}
