package io.voxari.media.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against the tables of G.711, built here from their rule: eight segments of sixteen steps, each twice as wide. */
final class G711Test {
    /** Tables 2a and 2b: decision and output values count in units of a quarter sample, biased by 33. */
    @Test
    void ulawFollowsTheTablesForEveryCodeAndEverySample() {
        TreeMap<Integer, Integer> codeFrom = new TreeMap<>();
        for (int segment = 0; segment < 8; segment++) {
            for (int step = 0; step < 16; step++) {
                int code = 0xFF - (segment * 16 + step);
                int decision = (1 << segment) * (32 + 2 * step) - 33;
                codeFrom.put(Math.max(0, decision) * 4, code);
                int output = ((1 << segment) * (33 + 2 * step) - 33) * 4;
                assertThat(Ulaw.decode((byte) code)).as("code %02x", code).isEqualTo((short) output);
                assertThat(Ulaw.decode((byte) (code & 0x7F)))
                        .as("code %02x", code & 0x7F)
                        .isEqualTo((short) -output);
            }
        }
        List<String> wrong = new ArrayList<>();
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int code = codeFrom.floorEntry(sample < 0 ? ~sample : sample).getValue() & (sample < 0 ? 0x7F : 0xFF);
            if (Ulaw.encode((short) sample) != (byte) code) {
                wrong.add(sample + " gives " + Ulaw.encode((short) sample) + ", expected " + (byte) code);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Tables 1a and 1b: the first two segments are equally wide; every other bit is inverted on the line. */
    @Test
    void alawFollowsTheTablesForEveryCodeAndEverySample() {
        TreeMap<Integer, Integer> codeFrom = new TreeMap<>();
        int decision = 0;
        for (int index = 0; index < 128; index++) {
            int width = 16 << Math.max(0, index / 16 - 1);
            int code = (index ^ 0x55) | 0x80;
            codeFrom.put(decision, code);
            int output = decision + width / 2;
            assertThat(Alaw.decode((byte) code)).as("code %02x", code).isEqualTo((short) output);
            assertThat(Alaw.decode((byte) (code & 0x7F)))
                    .as("code %02x", code & 0x7F)
                    .isEqualTo((short) -output);
            decision += width;
        }
        assertThat(decision).isEqualTo(32_768);
        List<String> wrong = new ArrayList<>();
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int code = codeFrom.floorEntry(sample < 0 ? ~sample : sample).getValue() & (sample < 0 ? 0x7F : 0xFF);
            if (Alaw.encode((short) sample) != (byte) code) {
                wrong.add(sample + " gives " + Alaw.encode((short) sample) + ", expected " + (byte) code);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void landmarksOfTheRecommendation() {
        assertThat(Ulaw.decode((byte) 0x80)).isEqualTo((short) 32_124);
        assertThat(Ulaw.decode((byte) 0x00)).isEqualTo((short) -32_124);
        assertThat(Ulaw.decode(Ulaw.SILENCE)).isZero();
        assertThat(Ulaw.encode((short) 0)).isEqualTo(Ulaw.SILENCE);
        assertThat(Alaw.decode((byte) 0xAA)).isEqualTo((short) 32_256);
        assertThat(Alaw.encode((short) 0)).isEqualTo(Alaw.SILENCE);
        // A 1 kHz sine at 0 dBm0 (table 5 and 6 of G.711) comes back as itself.
        byte[] ulaw = {0x1E, 0x0B, 0x0B, 0x1E, (byte) 0x9E, (byte) 0x8B, (byte) 0x8B, (byte) 0x9E};
        byte[] alaw = {0x34, 0x21, 0x21, 0x34, (byte) 0xB4, (byte) 0xA1, (byte) 0xA1, (byte) 0xB4};
        for (int i = 0; i < 8; i++) {
            assertThat(Ulaw.encode(Ulaw.decode(ulaw[i]))).isEqualTo(ulaw[i]);
            assertThat(Alaw.encode(Alaw.decode(alaw[i]))).isEqualTo(alaw[i]);
        }
    }

    @Test
    void everyCodeComesBackButTheSecondZero() {
        for (int code = 0; code < 256; code++) {
            int expected = code == 0x7F ? 0xFF : code;
            assertThat(Ulaw.encode(Ulaw.decode((byte) code))).isEqualTo((byte) expected);
            assertThat(Alaw.encode(Alaw.decode((byte) code))).isEqualTo((byte) code);
        }
    }

    @Test
    void buffersMoveTogetherAndStopAtTheShorter() {
        ShortBuffer samples = ShortBuffer.wrap(new short[] {0, 1_000, -1_000, 32_767});
        ByteBuffer codes = ByteBuffer.allocate(3);
        Ulaw.encode(samples, codes);
        assertThat(samples.remaining()).isEqualTo(1);
        codes.flip();
        ShortBuffer back = ShortBuffer.allocate(8);
        Ulaw.decode(codes, back);
        assertThat(back.position()).isEqualTo(3);
        assertThat(back.get(1)).isCloseTo((short) 1_000, org.assertj.core.data.Offset.offset((short) 32));

        ByteBuffer acodes = ByteBuffer.allocate(8);
        Alaw.encode(back.flip(), acodes);
        ShortBuffer aback = ShortBuffer.allocate(2);
        Alaw.decode(acodes.flip(), aback);
        assertThat(acodes.remaining()).isEqualTo(1);
    }
}
