package io.voxari.agent.runtime;

import io.voxari.agent.RecordingSink;
import io.voxari.media.signal.WavWriter;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A recording's WAV file, brought up to date several times a second; the folder is made if it is not there. Not thread-safe. */
final class WavSink implements RecordingSink {
    private final Path path;
    private @Nullable WavWriter file;
    private long flushEvery;
    private long flushed;

    WavSink(Path path) {
        this.path = path;
    }

    @Override
    public void begin(int sampleRateHz) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            java.nio.file.Files.createDirectories(folder);
        }
        file = WavWriter.create(path, sampleRateHz, 2);
        flushEvery = sampleRateHz / 5;
    }

    @Override
    public void write(ShortBuffer stereo) throws IOException {
        WavWriter out = Call.present(file);
        out.write(stereo);
        if (out.samples() - flushed >= flushEvery) {
            out.flush();
            flushed = out.samples();
        }
    }

    @Override
    public void end() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
