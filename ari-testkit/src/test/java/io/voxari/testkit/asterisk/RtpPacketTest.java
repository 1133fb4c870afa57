package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void readsWhatIsOnTheWire() {
        RtpPacket packet =
                RtpPacket.parse(hex("80 80 fffe 89abcdef 01020304 7f80ff")).orElseThrow();

        assertThat(packet.payloadType()).isZero();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.sequence()).isEqualTo(0xfffe);
        assertThat(packet.timestamp()).isEqualTo(0x89abcdef);
        assertThat(packet.ssrc()).isEqualTo(0x01020304);
        assertThat(packet.payload()).asHexString().isEqualTo("7F80FF");
    }

    @Test
    void writesWhatItReads() {
        String wire = "80e5fffe89abcdef0102030407808000";
        assertThat(RtpPacket.parse(hex(wire)).orElseThrow().encode())
                .asHexString()
                .isEqualToIgnoringCase(wire);
    }

    @ParameterizedTest
    @CsvSource({
        "one contributing source, 81 00 0001 00000002 00000003 aabbccdd 55",
        "a header extension of one word, 90 00 0001 00000002 00000003 bede0001 aabbccdd 55",
        "an empty header extension, 90 00 0001 00000002 00000003 bede0000 55",
        "two bytes of padding, a0 00 0001 00000002 00000003 55 00 02",
        "all of them, b1 00 0001 00000002 00000003 11223344 bede0001 aabbccdd 55 000003",
    })
    void skipsWhatIsNotPayload(String what, String wire) {
        assertThat(RtpPacket.parse(hex(wire)).orElseThrow().payload())
                .as(what)
                .asHexString()
                .isEqualTo("55");
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, ''",
        "half a header, 80 00 0001 0000",
        "version 1, 40 00 0001 00000002 00000003 55",
        "STUN, 00 01 0000 2112a442 00000003 55",
        "RTCP sender report, 80 c8 0006 00000002 00000003 55",
        "more sources than bytes, 8f 00 0001 00000002 00000003 55",
        "an extension without a length, 90 00 0001 00000002 00000003 be",
        "an extension longer than the packet, 90 00 0001 00000002 00000003 bedeffff 55",
        "more padding than bytes, a0 00 0001 00000002 00000003 55 ff",
        "padding of nothing, a0 00 0001 00000002 00000003 55 00",
    })
    void refusesWhatIsNoPacket(String what, String wire) {
        assertThat(RtpPacket.parse(hex(wire))).as(what).isEmpty();
    }

    @Test
    void noiseIsHarmless() {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
            }
            RtpPacket.parse(ByteBuffer.wrap(noise))
                    .ifPresent(packet -> assertThat(packet.payload().length + RtpPacket.HEADER_BYTES)
                            .isLessThanOrEqualTo(noise.length));
        }
    }
}
