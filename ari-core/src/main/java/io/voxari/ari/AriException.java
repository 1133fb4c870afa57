package io.voxari.ari;

import org.jspecify.annotations.Nullable;

/**
 * A request to Asterisk, or the connection to it, did not do what was asked.
 *
 * <p>Catch this type to treat every failure alike, or one of its three kinds: {@link AriResponseException} (Asterisk
 * said no), {@link AriConnectionException} (Asterisk said nothing), {@link AriProtocolException} (Asterisk said something
 * that could not be read). No message of any of them holds a credential.
 */
public abstract sealed class AriException extends RuntimeException
        permits AriResponseException, AriConnectionException, AriProtocolException {
    /** The most characters of what Asterisk sent that an exception repeats. */
    static final int QUOTED_CHARS = 200;

    private static final long serialVersionUID = 1L;

    AriException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Shortens text from the wire for a message: one line, no control characters, at most 200 characters. */
    static String quoted(String text) {
        String head = text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + "…";
        return head.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
