package io.voxari.testkit.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Has the world's thread take what comes through a pipe: so nobody has to wake up for it. What is on its way is a task of the
 * world, and with that under way.
 */
final class MemoryPump {
    private final World world;
    private final MemoryPipe pipe;
    private final Ground.Bytes bytes;
    /** Only the world's thread. */
    private boolean over;

    MemoryPump(World world, MemoryPipe pipe, Ground.Bytes bytes) {
        this.world = world;
        this.pipe = pipe;
        this.bytes = bytes;
    }

    void start() {
        pipe.onReadable(() -> {
            var unused = world.at(world.nowNanos(), this::take);
        });
    }

    private void take() {
        try {
            while (!over && pipe.isReadable()) {
                byte[] buffer = new byte[Math.max(1, Math.min(pipe.available(), Ground.PUMPED_BYTES))];
                int read = pipe.readNow(ByteBuffer.wrap(buffer));
                if (read < 0) {
                    end(new EOFException());
                } else {
                    bytes.came(buffer, read);
                }
            }
        } catch (IOException e) {
            end(e);
        }
    }

    private void end(IOException why) {
        if (!over) {
            over = true;
            bytes.ended(why);
        }
    }
}
