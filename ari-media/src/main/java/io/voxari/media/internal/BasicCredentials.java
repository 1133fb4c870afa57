package io.voxari.media.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** User and password as HTTP Basic carries them; holds only a digest of both. Immutable. */
final class BasicCredentials {
    private final byte[] digest;

    BasicCredentials(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        digest = sha256(Base64.getEncoder().encode(pair));
    }

    /** Whether the value of an {@code Authorization} header has them. Takes the same time wherever it differs. */
    boolean match(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        byte[] given = header.substring(6).strip().getBytes(StandardCharsets.ISO_8859_1);
        return MessageDigest.isEqual(digest, sha256(given));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
