package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.internal.Ulaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallRecordingTest {
    private static HeardAudio packet(byte[] sound, long millis) {
        return HeardAudio.of(
                List.of(new TimedRtp(millis * 1_000_000, new RtpPacket(0, false, 0, 0, 1, sound))), Codec.PCMU);
    }

    @Test
    void sidesAreAsFarApartAsTheyWere() {
        byte[] left = SpeechFixture.tone(400, Duration.ofMillis(20));
        byte[] right = SpeechFixture.tone(700, Duration.ofMillis(20));
        ByteBuffer wav = ByteBuffer.wrap(CallRecording.of(packet(left, 1000), packet(right, 1040))
                        .wav())
                .order(ByteOrder.LITTLE_ENDIAN);

        assertThat(wav.capacity()).isEqualTo(44 + 480 * 4);
        for (int i = 0; i < 480; i++) {
            short expectedLeft = i < 160 ? Ulaw.decode(left[i]) : 0;
            short expectedRight = i >= 320 ? Ulaw.decode(right[i - 320]) : 0;
            assertThat(wav.getShort(44 + 4 * i)).isEqualTo(expectedLeft);
            assertThat(wav.getShort(46 + 4 * i)).isEqualTo(expectedRight);
        }
    }

    @Test
    void headerSaysWhatFollows() {
        byte[] wav = CallRecording.of(packet(new byte[160], 0), packet(new byte[160], 0))
                .wav();

        assertThat(Arrays.copyOf(wav, 44)).asHexString().isEqualTo("""
                52494646A402000057415645666D7420100000000100020040\
                1F0000007D0000040010006461746180020000""");
    }

    @Test
    void aCallWithoutSoundIsAnEmptyFile() {
        HeardAudio nothing = HeardAudio.of(List.of(), Codec.PCMU);
        assertThat(CallRecording.of(nothing, nothing).wav()).hasSize(44);
    }

    @Test
    void oneSideIsEnough() {
        HeardAudio nothing = HeardAudio.of(List.of(), Codec.PCMU);
        assertThat(CallRecording.of(nothing, packet(new byte[160], 77)).wav()).hasSize(44 + 160 * 4);
    }
}
