package io.voxari.testkit.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** {@code /media/<connection id>} of Asterisk's web server, where the application connects to its media channels. */
final class MediaDoor {
    private static final Set<String> VERSIONS = Set.of("7", "8", "13");

    private final Pbx pbx;

    MediaDoor(Pbx pbx) {
        this.pbx = pbx;
    }

    /** On the thread of the connection. */
    MockResponse.Builder answer(RecordedRequest request, String connectionId) {
        Headers headers = request.getHeaders();
        if (pbx.loop.call(() -> pbx.incoming.get(connectionId)) == null) {
            return page(404, "Not found", "WebSocket instance not found");
        }
        if (!"GET".equals(request.getMethod())) {
            return page(501, "Not Implemented", "Attempt to use unimplemented / unsupported method");
        }
        if (!"websocket".equalsIgnoreCase(headers.get("Upgrade"))) {
            return page(426, "Upgrade Required", "");
        }
        String key = headers.get("Sec-WebSocket-Key");
        String offered = headers.get("Sec-WebSocket-Protocol");
        boolean isMedia = offered == null
                || Arrays.stream(offered.toLowerCase(Locale.ROOT).split(",", -1))
                        .anyMatch(one -> one.trim().equals("media"));
        if (key == null || !isMedia || !VERSIONS.contains(String.valueOf(headers.get("Sec-WebSocket-Version")))) {
            return new MockResponse.Builder()
                    .status("HTTP/1.1 400 Bad Request")
                    .addHeader("Sec-WebSocket-Version", "7, 8, 13");
        }
        @Nullable MediaLeg leg = pbx.loop.call(() -> {
            MediaLeg found = pbx.incoming.get(connectionId);
            return found != null && found.claim() ? found : null;
        });
        if (leg == null) {
            return page(409, "Conflict", "Another websocket connection exists for this connection id");
        }
        MockResponse.Builder upgrade = new MockResponse.Builder()
                .status("HTTP/1.1 101 Switching Protocols")
                .clearHeaders()
                .addHeader("Upgrade", "websocket")
                .addHeader("Connection", "Upgrade")
                .addHeader("Sec-WebSocket-Accept", MediaSocket.accept(key))
                .socketHandler(socket -> leg.use(MediaSocket.accepted(socket)));
        return offered == null ? upgrade : upgrade.addHeader("Sec-WebSocket-Protocol", "media");
    }

    private static MockResponse.Builder page(int status, String reason, String text) {
        return new MockResponse.Builder()
                .status("HTTP/1.1 " + status + " " + reason)
                .body("<html><head><title>" + status + " " + reason + "</title></head><body><p>" + text
                        + "</p></body></html>\r\n")
                .setHeader("Content-type", "text/html");
    }
}
