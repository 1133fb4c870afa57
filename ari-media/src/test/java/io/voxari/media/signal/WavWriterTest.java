package io.voxari.media.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WavWriterTest {
    @TempDir
    private Path folder;

    private static short[] ramp(int from, int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (from + i);
        }
        return samples;
    }

    /** What a player reads: the samples that the header tells of, all of which must be there. */
    private static ShortBuffer play(Path path, int rate, int channels) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(text(file, 0)).isEqualTo("RIFF");
        assertThat(text(file, 8)).isEqualTo("WAVE");
        assertThat(text(file, 12)).isEqualTo("fmt ");
        assertThat(file.getInt(16)).isEqualTo(16);
        assertThat(file.getShort(20)).isEqualTo((short) 1);
        assertThat(file.getShort(22)).isEqualTo((short) channels);
        assertThat(file.getInt(24)).isEqualTo(rate);
        assertThat(file.getInt(28)).isEqualTo(rate * channels * 2);
        assertThat(file.getShort(32)).isEqualTo((short) (channels * 2));
        assertThat(file.getShort(34)).isEqualTo((short) 16);
        assertThat(text(file, 36)).isEqualTo("data");
        int bytes = file.getInt(40);
        assertThat(file.getInt(4)).isEqualTo(bytes + 36);
        assertThat(file.capacity()).isGreaterThanOrEqualTo(44 + bytes);
        return file.position(44)
                .limit(44 + bytes)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }

    private static String text(ByteBuffer file, int at) {
        byte[] word = new byte[4];
        file.get(at, word);
        return new String(word, StandardCharsets.US_ASCII);
    }

    @Test
    void twoSidesBecomeLeftAndRight() throws IOException {
        Path path = folder.resolve("call.wav");
        try (WavWriter writer = WavWriter.create(path, 8_000, 2)) {
            ShortBuffer left = ShortBuffer.wrap(ramp(0, 500));
            ShortBuffer right = ShortBuffer.wrap(ramp(10_000, 300));
            writer.write(left, right);
            assertThat(left.remaining()).isEqualTo(200);
            writer.write(left, ShortBuffer.wrap(ramp(10_300, 200)));
            assertThat(writer.samples()).isEqualTo(500);
        }
        ShortBuffer played = play(path, 8_000, 2);
        assertThat(played.remaining()).isEqualTo(1_000);
        for (int i = 0; i < 500; i++) {
            assertThat(played.get(2 * i)).isEqualTo((short) i);
            assertThat(played.get(2 * i + 1)).isEqualTo((short) (10_000 + i));
        }
    }

    /** A killed process leaves the file as the last write left it: at each moment it must be one that plays. */
    @Test
    void theFilePlaysAtAnyMomentUpToTheLastSecond() throws IOException {
        Path path = folder.resolve("killed.wav");
        try (WavWriter writer = WavWriter.create(path, 8_000, 1)) {
            for (int written = 0; written < 30_000; ) {
                writer.write(ShortBuffer.wrap(ramp(written, 373)));
                written += 373;
                ShortBuffer played = play(path, 8_000, 1);
                assertThat(played.remaining()).isBetween(written - 8_000, written);
                if (played.hasRemaining()) {
                    int last = played.remaining() - 1;
                    assertThat(played.get(last)).isEqualTo((short) last);
                }
            }
            writer.flush();
            assertThat(play(path, 8_000, 1).remaining()).isEqualTo((int) writer.samples());
        }
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        Path path = folder.resolve("empty.wav");
        WavWriter writer = WavWriter.create(path, 16_000, 2);
        assertThat(play(path, 16_000, 2).hasRemaining()).isFalse();
        writer.close();
        writer.close();
        assertThat(play(path, 16_000, 2).hasRemaining()).isFalse();
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        assertThatThrownBy(() -> WavWriter.create(folder.resolve("x"), 0, 1)).hasMessageContaining("sampleRateHz is 0");
        assertThatThrownBy(() -> WavWriter.create(folder.resolve("x"), 8_000, 3))
                .hasMessageContaining("channels is 3");
        try (WavWriter mono = WavWriter.create(folder.resolve("mono"), 8_000, 1);
                WavWriter stereo = WavWriter.create(folder.resolve("stereo"), 8_000, 2)) {
            ShortBuffer one = ShortBuffer.allocate(1);
            assertThatThrownBy(() -> mono.write(one, one)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> stereo.write(one)).hasMessageContaining("1 samples");
        }
    }
}
