package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AudioFormat;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
    static List<AudioFormat> formats() {
        return List.of(AudioFormat.ULAW_8K, AudioFormat.ALAW_8K, AudioFormat.PCM_8K, AudioFormat.PCM_16K);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyFormatBecomesEveryOther(AudioFormat from) {
        byte[] sound = new byte[160 * from.bytesPerSample()];
        for (AudioFormat to : formats()) {
            assertThat(Samples.convert(from, sound, to).remaining())
                    .as("to %s", to)
                    .isEqualTo(160 * to.bytesPerSample() * to.sampleRateHz() / from.sampleRateHz());
            assertThat(Samples.convert(from, new byte[0], to).remaining()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void silenceIsNotHeard(AudioFormat format) {
        byte[] quiet = new byte[format.bytesPerSample()];
        java.util.Arrays.fill(quiet, Samples.silence(format));
        ShortBuffer samples = ShortBuffer.allocate(1);
        Samples.decode(format, ByteBuffer.wrap(quiet), samples);
        assertThat(Math.abs(samples.get(0))).isLessThanOrEqualTo(8);
    }
}
