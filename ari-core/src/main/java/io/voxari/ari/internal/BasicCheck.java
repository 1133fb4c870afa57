package io.voxari.ari.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** User and password that HTTP Basic must show; holds only a digest of both. Immutable. */
public final class BasicCheck {
    private final byte[] digest;

    /**
     * @throws IllegalArgumentException if the user has a colon
     */
    public BasicCheck(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("A user name with a colon cannot be sent by HTTP Basic");
        }
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        this.digest = sha256(Base64.getEncoder().encode(pair));
    }

    /** Whether the value of an {@code Authorization} header shows them. Takes the same time wherever it differs. */
    boolean isShownBy(@Nullable String header) {
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
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
