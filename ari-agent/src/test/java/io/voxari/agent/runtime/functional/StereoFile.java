package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.media.signal.Ulaw;
import io.voxari.testkit.asterisk.HeardAudio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A stereo WAV file of 8,000 samples a second: where in it something is. */
record StereoFile(HeardAudio left, HeardAudio right) {
    private static final int HEADER = 44;

    static StereoFile read(Path path) throws IOException {
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.getInt(40)).as("bytes of sound").isEqualTo(wav.capacity() - HEADER);
        assertThat(wav.getShort(22)).as("channels").isEqualTo((short) 2);
        assertThat(wav.getInt(24)).as("samples a second").isEqualTo(8_000);
        ShortBuffer both =
                wav.position(HEADER).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        byte[] left = new byte[both.remaining() / 2];
        byte[] right = new byte[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = Ulaw.encode(both.get());
            right[i] = Ulaw.encode(both.get());
        }
        return new StereoFile(audio(left), audio(right));
    }

    private static HeardAudio audio(byte[] ulaw) {
        return HeardAudio.of(List.of(new HeardAudio.Frame(0, ulaw, 0)));
    }

    /** {@return how long it is} */
    long millis() {
        return left.samples() / 8;
    }

    /** {@return where the other party says that, in milliseconds} */
    long left(byte[] words) {
        return at(left, words);
    }

    /** {@return where the agent says that, in milliseconds} */
    long right(byte[] words) {
        return at(right, words);
    }

    boolean hasLeft(byte[] words) {
        return left.find(words).isExact();
    }

    boolean hasRight(byte[] words) {
        return right.find(words).isExact();
    }

    private static long at(HeardAudio side, byte[] words) {
        HeardAudio.Match match = side.find(words);
        assertThat(match.isExact()).as("%s in %s", match, side).isTrue();
        return match.offset() / 8;
    }
}
