package io.voxari.testkit.asterisk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a SIP message as a witness needs. Whatever the bytes are, reading them throws nothing. Immutable. */
final class SipMessage {
    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d) ?([^\\r\\n]*)");
    private static final Pattern Q850 = Pattern.compile("(?i)Q\\.850\\s*;.*?cause\\s*=\\s*(\\d{1,3})");
    private static final Pattern MEDIA = Pattern.compile("(?m)^m=audio (\\d{1,5}) RTP/AVP (\\d{1,3})");
    private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP4 (\\d{1,3}(?:\\.\\d{1,3}){3})");

    private final String text;

    private SipMessage(String text) {
        this.text = text;
    }

    static SipMessage parse(byte[] bytes) {
        // A character for each byte, so that what is passed on is what came, whatever it is.
        return new SipMessage(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    static SipMessage of(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the first line} */
    String startLine() {
        return text.lines().findFirst().orElse("");
    }

    /** {@return the status of a response; empty for a request} */
    OptionalInt status() {
        Matcher matcher = STATUS.matcher(startLine());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** {@return the method of a request, or the method that a response answers} */
    String method() {
        if (status().isEmpty()) {
            int blank = startLine().indexOf(' ');
            return startLine().substring(0, Math.max(0, blank));
        }
        String cseq = header("CSeq").orElse("");
        return cseq.substring(cseq.lastIndexOf(' ') + 1);
    }

    boolean isRequest(String method) {
        return status().isEmpty() && method().equals(method);
    }

    /** {@return a header's value by its long name, whatever its case} */
    Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return text.lines()
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).trim())
                .findFirst();
    }

    /** {@return the Q.850 cause of the Reason header} */
    OptionalInt q850Cause() {
        Matcher matcher = Q850.matcher(header("Reason").orElse(""));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** {@return where the sender wants to receive audio} */
    Optional<InetSocketAddress> mediaAddress() {
        Matcher media = MEDIA.matcher(text);
        Matcher connection = CONNECTION.matcher(text);
        if (!media.find() || !connection.find()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(media.group(1));
        try {
            // The pattern admits digits and dots only, so no name is looked up.
            return port > 0 && port < 65536
                    ? Optional.of(new InetSocketAddress(InetAddress.getByName(connection.group(1)), port))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** {@return the first payload type of the audio line: the one that was agreed upon} */
    OptionalInt payloadType() {
        Matcher media = MEDIA.matcher(text);
        return media.find() ? OptionalInt.of(Integer.parseInt(media.group(2))) : OptionalInt.empty();
    }

    SipMessage replace(String part, String other) {
        return new SipMessage(text.replace(part, other));
    }

    byte[] encode() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(encode(), StandardCharsets.UTF_8);
    }
}
