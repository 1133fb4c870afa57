package io.voxari.ari.internal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the responses of one HTTP/1.1 connection (RFC 9112), one after another. Whatever comes, it ends with an answer or an
 * {@link IOException}, and holds no more than it is told to. Not thread-safe.
 */
final class ResponseReader {
    /** Status line and headers; Asterisk sends some 300 bytes. */
    private static final int MOST_HEAD_BYTES = 64 << 10;

    private static final int PIECE = 8 << 10;

    private final InputStream in;
    private final int mostBodyBytes;
    private final byte[] buffer = new byte[PIECE];
    private int position;
    private int limit;

    // Of the response that is being read.
    private int headBytes;
    private int status;
    private long length;
    private boolean chunked;
    private boolean persistent;

    ResponseReader(InputStream in, int mostBodyBytes) {
        this.in = in;
        this.mostBodyBytes = mostBodyBytes;
    }

    /** Reads the next response to its end, or up to the bytes of a body that are too many. */
    Answer read() throws IOException {
        headBytes = 0;
        do {
            readHead();
        } while (status / 100 == 1); // What comes before the response.
        if (status == 204 || status == 205 || status == 304) {
            // None of these has a body; if there is one all the same, what follows is not the next response.
            persistent &= !chunked && length <= 0;
            return new Answer.Received(status, new byte[0]);
        }
        // Who says both may be understood in two ways.
        persistent &= !chunked || length < 0;
        ByteArrayOutputStream body = new ByteArrayOutputStream(length > 0 && length <= PIECE ? (int) length : 64);
        boolean whole = chunked ? readChunks(body) : length >= 0 ? readBytes(length, body) : readToTheEnd(body);
        if (!whole) {
            persistent = false;
            return new Answer.Missing("an answer of more than " + mostBodyBytes + " bytes", true, null);
        }
        return new Answer.Received(status, body.toByteArray());
    }

    /** Whether the connection may be used again after the response that was read. */
    boolean isPersistent() {
        return persistent && position == limit;
    }

    /** Whether something has come that nobody asked for. */
    boolean hasMore() throws IOException {
        return position < limit || in.available() > 0;
    }

    private void readHead() throws IOException {
        String line = readLine();
        boolean isResponse = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
        if (!isResponse || !line.substring(9, 12).chars().allMatch(ResponseReader::isDigit)) {
            throw new ProtocolException("Not the beginning of an HTTP response: " + head(line));
        }
        status = Integer.parseInt(line, 9, 12, 10);
        persistent = line.charAt(7) != '0';
        chunked = false;
        length = -1;
        for (line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("Not a header: " + head(line));
            }
            header(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private void header(String name, String value) throws ProtocolException {
        switch (name) {
            case "content-length" -> {
                boolean isNumber = !value.isEmpty()
                        && value.length() <= 18
                        && value.chars().allMatch(ResponseReader::isDigit);
                if (!isNumber || (length >= 0 && length != Long.parseLong(value))) {
                    throw new ProtocolException("Not the length of a body: " + head(value));
                }
                length = Long.parseLong(value);
            }
            case "transfer-encoding" -> {
                if (!value.equalsIgnoreCase("chunked")) {
                    throw new ProtocolException("An encoding that was not asked for: " + head(value));
                }
                chunked = true;
            }
            case "connection" -> persistent &= !value.toLowerCase(Locale.ROOT).contains("close");
            default -> {}
        }
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static String head(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private boolean readChunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String line = readLine();
            int end = line.indexOf(';');
            String digits = (end < 0 ? line : line.substring(0, end)).strip();
            if (digits.isEmpty()
                    || digits.length() > 15
                    || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                throw new ProtocolException("Not the size of a chunk: " + head(line));
            }
            long size = Long.parseLong(digits, 16);
            if (size == 0) {
                break;
            }
            if (!readBytes(size, body)) {
                return false;
            }
            if (!readLine().isEmpty()) {
                throw new ProtocolException("A chunk is longer than it says");
            }
            headBytes = 0; // It bounds a line here, not the number of chunks.
        }
        String trailer;
        do {
            trailer = readLine(); // Nobody asked for one.
        } while (!trailer.isEmpty());
        return true;
    }

    /** False if that is more than may be held. */
    private boolean readBytes(long count, ByteArrayOutputStream body) throws IOException {
        if (count > mostBodyBytes - body.size()) {
            return false;
        }
        for (long left = count; left > 0; ) {
            if (position == limit && !fill()) {
                throw new EOFException("The connection ended within a body");
            }
            int piece = (int) Math.min(left, limit - position);
            body.write(buffer, position, piece);
            position += piece;
            left -= piece;
        }
        return true;
    }

    private boolean readToTheEnd(ByteArrayOutputStream body) throws IOException {
        persistent = false;
        while (position < limit || fill()) {
            if (limit - position > mostBodyBytes - body.size()) {
                return false;
            }
            body.write(buffer, position, limit - position);
            position = limit;
        }
        return true;
    }

    /** Up to a line feed, without it and the carriage return before it. */
    private String readLine() throws IOException {
        StringBuilder line = null;
        while (true) {
            if (position == limit && !fill()) {
                throw new EOFException("The connection ended before a response was complete");
            }
            int begin = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            headBytes += position - begin + 1;
            if (headBytes > MOST_HEAD_BYTES) {
                throw new ProtocolException("The head of a response is longer than " + MOST_HEAD_BYTES + " bytes");
            }
            String piece = new String(buffer, begin, position - begin, StandardCharsets.ISO_8859_1);
            if (position < limit) {
                position++;
                String whole = line == null ? piece : line.append(piece).toString();
                return whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
            }
            line = line == null ? new StringBuilder(piece) : line.append(piece);
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
