package io.voxari.ari.internal;

import java.nio.charset.StandardCharsets;

/** Percent-encoding that leaves nothing to the reader's taste: all but letters, digits and {@code - . _ ~}. */
final class Percent {
    private static final String HEX = "0123456789ABCDEF";

    private Percent() {}

    /** Encodes one path segment, query name or query value. */
    static String encode(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(utf8.length + 8);
        for (byte b : utf8) {
            if (isPlain(b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }

    /** Fills the {@code {holes}} of a path template with encoded values. */
    static String path(RestCall call) {
        StringBuilder out = new StringBuilder();
        int values = 0;
        for (String segment : call.path().split("/", -1)) {
            String value = segment;
            if (segment.startsWith("{")) {
                value = checked(call.pathValues().get(values++), segment, call);
            }
            out.append(out.isEmpty() && segment.isEmpty() ? "" : "/").append(encode(value));
        }
        return out.toString();
    }

    // Encoded or not, they cannot be told from steps in a path.
    private static String checked(String value, String hole, RestCall call) {
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(hole + " of " + call + " cannot be '" + value + "'");
        }
        return value;
    }

    /** The parameters as {@code name=value&name=value}; empty if there are none. */
    static String query(RestCall call) {
        StringBuilder out = new StringBuilder();
        call.query()
                .forEach((name, value) -> out.append(out.isEmpty() ? "" : "&")
                        .append(encode(name))
                        .append('=')
                        .append(encode(value)));
        return out.toString();
    }
}
