package io.voxari.ari.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the body of a successful answer becomes a value.
 *
 * <p>Immutable and stateless; shared by all requests of an operation.
 */
public abstract class Reply<T extends @Nullable Object> {
    private Reply() {}

    /** Whether the body must be handed over as it comes, unread, and only HTTP can carry it. */
    public boolean isStream() {
        return false;
    }

    /**
     * Reads a body that is complete.
     *
     * @throws IOException if it is not the JSON that was expected; the message says what was wrong
     */
    public abstract T read(String body) throws IOException;

    /** As {@link #read(String)}, from UTF-8. */
    public abstract T read(byte[] body) throws IOException;

    /** Hands over a body that is still coming; only for a reply that {@link #isStream()}. Whoever gets it closes it. */
    public T hand(InputStream body) {
        throw new IllegalStateException("This reply is read, not streamed");
    }

    /** An answer without a body; what may come is ignored. */
    // NullAway outside its JSpecify mode does not see that T may be null here.
    @SuppressWarnings("NullAway")
    public static Reply<@Nullable Void> nothing() {
        return new Reply<>() {
            @Override
            public @Nullable Void read(String body) {
                return null;
            }

            @Override
            public @Nullable Void read(byte[] body) {
                return null;
            }
        };
    }

    /** A body of bytes, such as a recording. */
    public static Reply<InputStream> stream() {
        return new Reply<>() {
            @Override
            public boolean isStream() {
                return true;
            }

            @Override
            public InputStream read(String body) throws IOException {
                throw new IOException("Bytes expected, text came");
            }

            @Override
            public InputStream read(byte[] body) {
                return new ByteArrayInputStream(body);
            }

            @Override
            public InputStream hand(InputStream body) {
                return body;
            }
        };
    }

    /** One JSON object. */
    public static <T> Reply<T> object(Decoder<T> decoder) {
        return new Reply<>() {
            @Override
            public T read(String body) throws IOException {
                return Wire.readObject(body, decoder);
            }

            @Override
            public T read(byte[] body) throws IOException {
                return Wire.readObject(body, decoder);
            }
        };
    }

    /** A JSON array of objects. */
    public static <T> Reply<List<T>> list(Decoder<T> decoder) {
        return new Reply<>() {
            @Override
            public List<T> read(String body) throws IOException {
                return Wire.readList(body, decoder);
            }

            @Override
            public List<T> read(byte[] body) throws IOException {
                return Wire.readList(body, decoder);
            }
        };
    }
}
