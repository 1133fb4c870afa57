package io.voxari.testkit.internal;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * What lies between the two ends of a connection, seen from the one that accepted it: it can fail without a sign, so that
 * each end goes on sending, and neither hears anything. Thread-safe.
 */
final class Line {
    private static final int PING = 9;
    private static final int PONG = 10;

    private volatile boolean dead;
    private volatile boolean framed;
    private final Counter pings = new Counter(PING);
    private final Counter pongs = new Counter(PONG);

    /** A socket that knows its line. */
    interface End {
        Line line();
    }

    /** From now on nothing that is sent arrives, and nobody is told. */
    void fail() {
        dead = true;
    }

    /** From now on WebSocket frames go over it; true while a ping has no answer, which is the work of another thread. */
    BooleanSupplier framed() {
        framed = true;
        return () -> !dead && pongs.seen < pings.seen;
    }

    InputStream in(InputStream from) {
        return new FilterInputStream(from) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = super.read(target, offset, length);
                while (dead && read >= 0) {
                    read = super.read(target, offset, length);
                }
                if (framed && read > 0) {
                    pings.saw(target, offset, read);
                }
                return read;
            }
        };
    }

    OutputStream out(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                if (!dead) {
                    out.write(source, offset, length);
                }
                if (framed) {
                    pongs.saw(source, offset, length);
                }
            }
        };
    }

    /** Counts the frames of a kind in one direction. One thread writes. */
    private static final class Counter {
        private final FrameParser parser = new FrameParser(Integer.MAX_VALUE);
        private final int opcode;
        private volatile int seen;

        Counter(int opcode) {
            this.opcode = opcode;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
        synchronized void saw(byte[] bytes, int offset, int count) throws IOException {
            parser.offer(java.util.Arrays.copyOfRange(bytes, offset, offset + count), count);
            for (MediaSocket.Frame frame = parser.poll(); frame != null; frame = parser.poll()) {
                if (frame.opcode() == opcode) {
                    seen++;
                }
            }
        }
    }
}
