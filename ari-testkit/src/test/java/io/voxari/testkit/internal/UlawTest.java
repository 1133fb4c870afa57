package io.voxari.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UlawTest {
    /** Values of the tables in G.711, scaled to 16 bits. */
    @ParameterizedTest
    @CsvSource({"0x00, -32124", "0x80, 32124", "0xFF, 0", "0x7F, 0", "0xFE, 8", "0x7E, -8", "0xF0, 120", "0xEF, 132"})
    void decodesByTheTable(int ulaw, int linear) {
        assertThat(Ulaw.decode((byte) ulaw)).isEqualTo((short) linear);
    }

    @Test
    void decodingAndEncodingIsNeutral() {
        for (int code = 0; code < 256; code++) {
            byte ulaw = (byte) code;
            assertThat(Ulaw.same(Ulaw.encode(Ulaw.decode(ulaw)), ulaw))
                    .as("code %02x", code)
                    .isTrue();
        }
    }

    @Test
    void encodingNeverOverflows() {
        for (int linear = Short.MIN_VALUE; linear <= Short.MAX_VALUE; linear++) {
            int error = Math.abs(Ulaw.decode(Ulaw.encode(linear)) - linear);
            assertThat(error).as("sample %d", linear).isLessThanOrEqualTo(Math.max(8, Math.abs(linear) / 16));
        }
    }

    /** Codes of G.711's A-law table with their values, scaled to 16 bits. */
    @ParameterizedTest
    @CsvSource({"0xD5, 8", "0x55, -8", "0xAA, 32256", "0x2A, -32256", "0xC5, 264", "0x85, 4224"})
    void readsAlawByTheTable(int alaw, int linear) {
        byte ulaw = Ulaw.fromAlaw((byte) alaw);
        assertThat(Math.abs(Ulaw.decode(ulaw) - linear)).isLessThanOrEqualTo(Math.max(8, Math.abs(linear) / 32));
    }

    @Test
    void alawKeepsTheShape() {
        for (int code = 0; code < 256; code++) {
            int linear = Ulaw.decode((byte) code);
            int there = Ulaw.decode(Ulaw.fromAlaw(Ulaw.toAlaw((byte) code)));
            assertThat(Math.abs(there - linear))
                    .as("code %02x", code)
                    .isLessThanOrEqualTo(Math.max(16, Math.abs(linear) / 10));
        }
    }
}
