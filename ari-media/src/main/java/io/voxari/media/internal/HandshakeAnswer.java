package io.voxari.media.internal;

import java.nio.charset.StandardCharsets;

/**
 * The head of Asterisk's answer to our request, as far as its status goes; whether a 101 is a good one is for the engine
 * to say.
 *
 * @param status the HTTP status, or -1 if it is no HTTP answer
 */
record HandshakeAnswer(int status) {
    static final int SWITCHING_PROTOCOLS = 101;

    static HandshakeAnswer parse(byte[] bytes, int length) {
        String line = new String(bytes, 0, Math.min(length, 16), StandardCharsets.ISO_8859_1);
        if (!line.startsWith("HTTP/1.1 ") && !line.startsWith("HTTP/1.0 ")) {
            return new HandshakeAnswer(-1);
        }
        String digits = line.substring(9, Math.min(line.length(), 12));
        boolean isNumber = digits.length() == 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return new HandshakeAnswer(isNumber ? Integer.parseInt(digits) : -1);
    }

    /** What it means, for whoever has to mend it. */
    String meaning() {
        return switch (status) {
            case -1 -> "the answer is not HTTP: another service listens there, or TLS is wanted";
            case 400 -> "400: Asterisk does not take the request; is chan_websocket loaded?";
            case 401, 403, 407 -> status + ": something in front of Asterisk wants other credentials";
            case 404 ->
                "404: no channel waits there. It was hung up meanwhile, or the connection id is not the value of"
                        + " its MEDIA_WEBSOCKET_CONNECTION_ID, or chan_websocket is not loaded";
            case 409 -> "409: another connection has this connection id; each channel has one, once";
            case 426, 501 -> status + ": what answers there is not Asterisk's media WebSocket";
            case 503 -> "503: Asterisk is busy or has not started yet";
            default -> status + ": not the 101 that begins a WebSocket";
        };
    }
}
