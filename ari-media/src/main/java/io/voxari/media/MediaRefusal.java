package io.voxari.media;

/** Why a connection was not admitted; each is counted in {@link MediaServerStats}. */
public enum MediaRefusal {
    /** More connections than {@link MediaLimits#maxConnections()}: 503. */
    TOO_MANY_CONNECTIONS,
    /** More connections from one address than {@link MediaLimits#maxConnectionsPerAddress()}: 503. */
    TOO_MANY_FROM_ADDRESS,
    /** The handshake was not complete in time: 408. */
    HANDSHAKE_TIMEOUT,
    /** The handshake was larger than {@link MediaLimits#maxHandshakeBytes()}: 431. */
    HANDSHAKE_TOO_LARGE,
    /** Not a WebSocket handshake of version 13: 400, 405 or 426. */
    BAD_HANDSHAKE,
    /** Another path than the one served: 404. */
    WRONG_PATH,
    /** User and password missing or wrong: 401. */
    UNAUTHORIZED,
    /** The subprotocol {@code media} was not offered: 400. */
    WRONG_SUBPROTOCOL,
    /** Nobody is expected at all: 403. */
    NOBODY_EXPECTED,
    /** No {@code MEDIA_START} in time: closed with 1008. */
    NO_MEDIA_START,
    /** {@code MEDIA_START} could not be read, or something else came in its place: closed with 1002. */
    BAD_MEDIA_START,
    /** {@code MEDIA_START} of a channel that is not expected, no longer expected, or already there: closed with 1008. */
    UNKNOWN_CHANNEL
}
