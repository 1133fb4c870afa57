package io.voxari.media.internal;

import io.voxari.media.MediaRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Whether a handshake is accepted, and the answer if not.
 *
 * @param refusal null to accept
 * @param status status line and extra headers of the answer
 */
record HandshakeVerdict(@Nullable MediaRefusal refusal, String status) {
    private static final HandshakeVerdict ACCEPT = new HandshakeVerdict(null, "101");

    static final HandshakeVerdict BUSY = refuse(MediaRefusal.TOO_MANY_CONNECTIONS, "503 Service Unavailable");
    static final HandshakeVerdict BUSY_ADDRESS = refuse(MediaRefusal.TOO_MANY_FROM_ADDRESS, "429 Too Many Requests");
    static final HandshakeVerdict TIMEOUT = refuse(MediaRefusal.HANDSHAKE_TIMEOUT, "408 Request Timeout");
    static final HandshakeVerdict TOO_LARGE =
            refuse(MediaRefusal.HANDSHAKE_TOO_LARGE, "431 Request Header Fields Too Large");
    static final HandshakeVerdict BAD = refuse(MediaRefusal.BAD_HANDSHAKE, "400 Bad Request");

    /** Judges a request, cheap and telling questions first; nothing of a stranger's text comes back in the answer. */
    static HandshakeVerdict judge(
            @Nullable HandshakeRequest request,
            String path,
            @Nullable BasicCredentials credentials,
            boolean anyoneExpected) {
        if (request == null) {
            return BAD;
        }
        if (!request.method().equals("GET")) {
            return refuse(MediaRefusal.BAD_HANDSHAKE, "405 Method Not Allowed\r\nAllow: GET");
        }
        if (!request.path().equals(path)) {
            return refuse(MediaRefusal.WRONG_PATH, "404 Not Found");
        }
        if (!request.lists("Upgrade", "websocket") || !request.lists("Connection", "upgrade")) {
            return refuse(MediaRefusal.BAD_HANDSHAKE, "426 Upgrade Required\r\nUpgrade: websocket");
        }
        if (!"13".equals(request.header("Sec-WebSocket-Version"))) {
            return refuse(MediaRefusal.BAD_HANDSHAKE, "426 Upgrade Required\r\nSec-WebSocket-Version: 13");
        }
        if (!isKey(request.header("Sec-WebSocket-Key"))) {
            return BAD;
        }
        if (credentials != null && !credentials.match(request.header("Authorization"))) {
            return refuse(MediaRefusal.UNAUTHORIZED, "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"media\"");
        }
        if (!request.lists("Sec-WebSocket-Protocol", MediaProtocol.SUBPROTOCOL)) {
            return refuse(MediaRefusal.WRONG_SUBPROTOCOL, "406 Not Acceptable");
        }
        if (!anyoneExpected) {
            return refuse(MediaRefusal.NOBODY_EXPECTED, "403 Forbidden");
        }
        return ACCEPT;
    }

    private static HandshakeVerdict refuse(MediaRefusal refusal, String status) {
        return new HandshakeVerdict(refusal, status);
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The bytes of the answer to a refused handshake. */
    byte[] response() {
        return ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
