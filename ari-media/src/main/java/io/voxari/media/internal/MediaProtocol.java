package io.voxari.media.internal;

/**
 * The words of the {@code chan_websocket} control protocol.
 *
 * <p>Source: {@code channels/chan_websocket.c} of Asterisk 22.11.0-rc1, seen on 22.10.1. Names are case-sensitive.
 */
final class MediaProtocol {
    /** The subprotocol that both sides name in the handshake. */
    static final String SUBPROTOCOL = "media";

    /** Asterisk reads so many bytes of a command and no more, without a word about the rest. */
    static final int MAX_COMMAND_BYTES = 128;

    /** Asterisk closes the connection on a longer message. */
    static final int MAX_MESSAGE_BYTES = 65_535;

    static final String MEDIA_START = "MEDIA_START";
    static final String MEDIA_XOFF = "MEDIA_XOFF";
    static final String MEDIA_XON = "MEDIA_XON";
    static final String QUEUE_DRAINED = "QUEUE_DRAINED";
    static final String STATUS = "STATUS";
    static final String MEDIA_BUFFERING_COMPLETED = "MEDIA_BUFFERING_COMPLETED";
    static final String MEDIA_MARK_PROCESSED = "MEDIA_MARK_PROCESSED";
    static final String DTMF_END = "DTMF_END";
    static final String ERROR = "ERROR";

    static final String ANSWER = "ANSWER";
    static final String HANGUP = "HANGUP";
    static final String START_MEDIA_BUFFERING = "START_MEDIA_BUFFERING";
    static final String STOP_MEDIA_BUFFERING = "STOP_MEDIA_BUFFERING";
    static final String MARK_MEDIA = "MARK_MEDIA";
    static final String FLUSH_MEDIA = "FLUSH_MEDIA";
    static final String PAUSE_MEDIA = "PAUSE_MEDIA";
    static final String CONTINUE_MEDIA = "CONTINUE_MEDIA";
    static final String REPORT_QUEUE_DRAINED = "REPORT_QUEUE_DRAINED";
    static final String GET_STATUS = "GET_STATUS";
    static final String SET_MEDIA_DIRECTION = "SET_MEDIA_DIRECTION";

    private MediaProtocol() {}
}
