package io.voxari.ari.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection may not become an event WebSocket, and the status line that says so.
 *
 * @param why for the log
 * @param status status code and reason, with headers behind it
 */
record Refusal(String why, String status) {
    static final Refusal NO_REQUEST = new Refusal("no readable request", "400 Bad Request");
    static final Refusal TOO_LARGE = new Refusal("too long a request", "431 Request Header Fields Too Large");
    static final Refusal NOBODY = new Refusal("no client waits at this path", "503 Service Unavailable");

    /**
     * Judges a request, cheap and telling questions first; nothing of a stranger's text comes back in the answer.
     *
     * @param credentials what must be shown, or null if nothing must
     * @return null if it is welcome
     */
    static @Nullable Refusal of(RequestHead request, boolean knownPath, @Nullable BasicCheck credentials) {
        if (!request.method().equals("GET")) {
            return new Refusal("not a GET", "405 Method Not Allowed\r\nAllow: GET");
        }
        if (!request.lists("Upgrade", "websocket") || !request.lists("Connection", "upgrade")) {
            return new Refusal("not a WebSocket", "426 Upgrade Required\r\nUpgrade: websocket");
        }
        if (!"13".equals(request.header("Sec-WebSocket-Version"))) {
            return new Refusal("another WebSocket version", "426 Upgrade Required\r\nSec-WebSocket-Version: 13");
        }
        if (!isKey(request.header("Sec-WebSocket-Key"))) {
            return NO_REQUEST;
        }
        // Before the path: who may not come in need not know which there are.
        if (credentials != null && !credentials.isShownBy(request.header("Authorization"))) {
            return new Refusal(
                    "wrong or no credentials (username and password in websocket_client.conf)",
                    "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"ari\"");
        }
        if (!knownPath) {
            return new Refusal("nothing at this path (uri in websocket_client.conf)", "404 Not Found");
        }
        if (!request.lists("Sec-WebSocket-Protocol", "ari")) {
            return new Refusal("not the subprotocol ari (protocols in websocket_client.conf)", "400 Bad Request");
        }
        return null;
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The bytes of the answer. */
    byte[] answer() {
        return ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
