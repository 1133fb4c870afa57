package io.voxari.ari.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request, read strictly: what is odd is refused before the WebSocket engine sees it.
 *
 * @param method the method as sent
 * @param path the target without its query
 * @param headers headers by name, whatever the case; values of a repeated name are joined by a comma
 */
record RequestHead(String method, String path, Map<String, String> headers) {
    /** Some ten times what Asterisk sends. */
    static final int MOST_BYTES = 8192;

    private static final int MOST_HEADERS = 64;
    private static final Set<String> ENGINE_HEADERS = Set.of("host", "upgrade", "connection");

    /**
     * Reads up to the empty line, byte for byte, so that nothing behind it is taken.
     *
     * @return null if it is too long
     * @throws IOException if the connection ends first
     */
    static byte @Nullable [] read(InputStream in) throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        for (int length = 0; length < MOST_BYTES; ) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended before a request");
            }
            bytes[length++] = (byte) next;
            if (next == '\n' && endsWithEmptyLine(bytes, length)) {
                return java.util.Arrays.copyOf(bytes, length);
            }
        }
        return null;
    }

    private static boolean endsWithEmptyLine(byte[] bytes, int length) {
        return length >= 4 && bytes[length - 2] == '\r' && bytes[length - 3] == '\n' && bytes[length - 4] == '\r';
    }

    /** The request, or null if it is none. */
    static @Nullable RequestHead parse(byte[] bytes) {
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        String[] lines = head.strip().split("\r\n", MOST_HEADERS + 2);
        String[] request = lines[0].split(" ", -1);
        if (lines.length > MOST_HEADERS + 1
                || request.length != 3
                || !request[2].equals("HTTP/1.1")
                || !request[1].startsWith("/")) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0 || !isToken(lines[i], colon)) {
                return null;
            }
            headers.merge(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        int query = request[1].indexOf('?');
        return new RequestHead(request[0], query < 0 ? request[1] : request[1].substring(0, query), headers);
    }

    private static boolean isToken(String line, int end) {
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /**
     * The request again with no more than the WebSocket engine needs: it logs what it is given, and a password is none of
     * its business.
     */
    byte[] forEngine() {
        StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (ENGINE_HEADERS.contains(lower) || lower.startsWith("sec-websocket-")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Whether a comma list has this word, whatever the case. */
    boolean lists(String header, String word) {
        String value = headers.get(header);
        if (value == null) {
            return false;
        }
        for (String item : value.split(",", -1)) {
            if (item.strip().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }
}
