package io.voxari.benchmarks.media;

import io.voxari.media.MediaListener;
import io.voxari.media.MediaServer;
import io.voxari.media.MediaSession;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Ours: a whole session for each connection, and what comes goes back through its playout. */
final class VoxariEcho {
    private static final MediaListener ECHO = new MediaListener() {
        @Override
        public void onAudio(MediaSession session, ByteBuffer audio) {
            session.playout().write(audio);
        }
    };

    private VoxariEcho() {}

    public static void main(String[] args) throws IOException {
        try (MediaServer server =
                MediaServer.builder().unexpected(start -> ECHO).build()) {
            server.start();
            EchoReport.serve(server.port(), () -> 0);
        }
    }
}
