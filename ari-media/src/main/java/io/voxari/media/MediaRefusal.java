package io.voxari.media;

/** Why a connection was not admitted, or closed for what it did; each is counted in {@link MediaServerStats}. */
public enum MediaRefusal {
    /** More connections than {@link MediaLimits#maxConnections()}: 503. */
    TOO_MANY_CONNECTIONS,
    /** More connections from one address than {@link MediaLimits#maxConnectionsPerAddress()}: 429. */
    TOO_MANY_FROM_ADDRESS,
    /** The handshake of TLS failed: an alert of TLS, or just the end. */
    TLS_FAILED,
    /** The handshake was not complete in time: 408, or just the end where TLS was not complete. */
    HANDSHAKE_TIMEOUT,
    /** The handshake was larger than {@link MediaLimits#maxHandshakeBytes()}: 431. */
    HANDSHAKE_TOO_LARGE,
    /** Not a WebSocket handshake of version 13: 400, 405 or 426. */
    BAD_HANDSHAKE,
    /** Another path than the one served: 404. */
    WRONG_PATH,
    /** User and password missing or wrong: 401. */
    UNAUTHORIZED,
    /** The subprotocol {@code media} was not offered: 406. */
    WRONG_SUBPROTOCOL,
    /** Nobody is expected at all: 403. */
    NOBODY_EXPECTED,
    /** No {@code MEDIA_START} in time: closed with 4408. */
    NO_MEDIA_START,
    /** {@code MEDIA_START} could not be read, or something else came in its place: closed with 1002. */
    BAD_MEDIA_START,
    /** {@code MEDIA_START} of a channel that is not expected, no longer expected, or already there: closed with 4403. */
    UNKNOWN_CHANNEL,
    /** More messages than {@link MediaLimits#maxMessagesPerSecond()}, also of a session: closed with 4429. */
    TOO_MANY_MESSAGES,
    /** A message over {@link MediaLimits#maxMessageBytes()}, also of a session: closed with 1009. */
    MESSAGE_TOO_LARGE,
    /** Something that is no WebSocket frame or breaks its rules, also of a session: closed with 1002 or 1007. */
    BAD_FRAME
}
