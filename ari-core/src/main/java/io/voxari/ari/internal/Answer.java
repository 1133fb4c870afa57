package io.voxari.ari.internal;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriProtocolException;
import io.voxari.ari.AriResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a request, before anyone read it. */
sealed interface Answer {
    /** For what concerns nobody. */
    Logger LOG = LoggerFactory.getLogger(Answer.class);

    /** Asterisk answered with a body that is complete. */
    final class Received implements Answer {
        private final int status;
        private final byte[] body;

        Received(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        String text() {
            return Answer.text(body);
        }
    }

    /** Asterisk answered with success, and the body is still coming. */
    record Coming(InputStream body) implements Answer {}

    /** Asterisk did not answer. */
    record Missing(String why, boolean wasSent, @Nullable Throwable cause) implements Answer {}

    /** The value, or the exception that fits, made here so that its stack trace shows who asked. */
    default <T extends @Nullable Object> T value(RestCall call, Reply<T> reply) {
        return value(Asked.of(call), reply);
    }

    /** As above, for when the call may have changed. */
    default <T extends @Nullable Object> T value(Asked asked, Reply<T> reply) {
        if (this instanceof Missing missing) {
            throw new AriConnectionException(asked + ": " + missing.why(), missing.wasSent(), missing.cause());
        } else if (this instanceof Coming coming) {
            return reply.hand(coming.body());
        }
        Received received = (Received) this;
        byte[] body = received.body;
        if (received.status < 200 || received.status > 299) {
            throw new AriResponseException(
                    received.status,
                    asked.method(),
                    asked.path(),
                    reason(body),
                    asked.namesResource(),
                    asked.wasSeen());
        }
        asked.succeeded();
        try {
            return reply.read(body);
        } catch (IOException | RuntimeException e) {
            throw new AriProtocolException(asked.toString(), text(body), e);
        }
    }

    /** Lets go of a body that nobody will read. */
    default void discard() {
        if (this instanceof Coming coming) {
            try {
                coming.body().close();
            } catch (IOException e) {
                LOG.debug("An unread answer could not be closed", e);
            }
        }
    }

    /** The words of Asterisk in an error's body, or the beginning of whatever came; a page says nothing. */
    static String reason(byte[] body) {
        String text = text(body);
        Map<String, Object> fields = Wire.object(text);
        if (fields != null) {
            Object message = fields.getOrDefault("message", fields.get("error"));
            if (message != null) {
                return message.toString();
            }
        }
        return text.startsWith("<") ? "an HTML page" : text;
    }

    private static String text(byte[] body) {
        return new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
    }
}
