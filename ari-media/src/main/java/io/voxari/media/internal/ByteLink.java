package io.voxari.media.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one connection, as they are or through TLS. Never blocks. Thread-safe where {@link #write} is concerned. */
interface ByteLink {
    /** Begins what comes before the first byte of ours, when the TCP connection is there. Only the loop's thread. */
    void begin() throws IOException;

    /** Whether bytes of ours can flow; until then {@link #read} brings none and {@link #write} takes none. */
    boolean isReady();

    /** How many bytes came; 0 if none did, -1 at the end. Only the loop's thread. */
    int read(ByteBuffer target) throws IOException;

    /** Whether another read brings more, though the socket may have nothing. Only the loop's thread. */
    boolean hasMore();

    /** Takes as much as the socket does. */
    void write(ByteBuffer source) throws IOException;

    /** Writes what the link itself holds. True when that is nothing. */
    boolean flush() throws IOException;

    /** Says that nothing more will come; to be called again while {@link #flush} is false. */
    void shutdownOutput() throws IOException;

    void close() throws IOException;
}
