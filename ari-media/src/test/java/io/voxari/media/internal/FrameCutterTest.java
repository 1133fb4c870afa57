package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.java_websocket.exceptions.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameCutterTest {
    private static final HexFormat HEX = HexFormat.of();

    private final Recorder sink = new Recorder();
    private final FrameCutter cutter = new FrameCutter(1_000);

    @Test
    void aWholeBinaryMessageIsUnmasked() throws Exception {
        cut("82850102030401010101FF");
        assertThat(sink.lines).containsExactly("binary 00030205fe");
    }

    @Test
    void everythingElseGoesOnAsItCame() throws Exception {
        cut("81810102030440" + "898001020304" + "888001020304" + "C2810102030441");
        assertThat(sink.lines)
                .containsExactly(
                        "other 81810102030440", "other 898001020304", "other 888001020304", "other c2810102030441");
    }

    @Test
    void whileAMessageIsInPiecesNothingTakesTheShortWay() throws Exception {
        cut("02810000000041" + "8280000000 00".replace(" ", "") + "898000000000" + "80810000000042" + "82810000000043");
        assertThat(sink.lines)
                .containsExactly(
                        "other 02810000000041",
                        "other 828000000000",
                        // A control frame in between ends nothing.
                        "other 898000000000",
                        "other 80810000000042",
                        "binary 43");
    }

    @ParameterizedTest
    @CsvSource({
        "8200, 1002", // Not masked.
        "897E, 1002", // Nor is this.
        "89FE, 1002", // A ping that is too large, known before its length has come.
        "82FE03E900000000, 1009",
        "82FF000000000000040000000000, 1009",
        "82FFFFFFFFFFFFFFFFFF00000000, 1009",
        "82FF7FFFFFFFFFFFFFFF00000000, 1009",
    })
    void aHeaderThatCannotBeIsRefusedWithItsCode(String hex, int code) {
        assertThatThrownBy(() -> cut(hex))
                .isInstanceOfSatisfying(
                        InvalidDataException.class,
                        e -> assertThat(e.getCloseCode()).isEqualTo(code));
        assertThat(sink.lines).isEmpty();
    }

    @Test
    void whoWantsNoMoreGetsNoMore() throws Exception {
        sink.wanted = 2;
        cut("828100000000AA" + "828100000000BB" + "828100000000CC");
        assertThat(sink.lines).containsExactly("binary aa", "binary bb");
    }

    @Test
    void theBufferIsAsNewEachTimeWhateverWasDoneToIt() throws Exception {
        List<String> seen = new ArrayList<>();
        FrameCutter.Sink rude = new FrameCutter.Sink() {
            @Override
            public boolean binary(ByteBuffer payload) {
                seen.add(payload.order() + " " + payload.remaining() + " " + payload.isReadOnly());
                payload.order(ByteOrder.LITTLE_ENDIAN).clear().position(3).mark();
                return true;
            }

            @Override
            public boolean other(ByteBuffer frame) {
                return false;
            }
        };
        cutter.cut(ByteBuffer.wrap(HEX.parseHex("828100000000AA828200000000BBBB")), rude);
        assertThat(seen).containsExactly("BIG_ENDIAN 1 true", "BIG_ENDIAN 2 true");
    }

    /** Whatever the pieces it comes in, what comes out is the same. */
    @Test
    void piecesDoNotMatter() throws Exception {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            List<String> expected = new ArrayList<>();
            for (int frame = random.nextInt(12); frame >= 0; frame--) {
                byte[] payload = new byte[random.nextBoolean() ? random.nextInt(1_001) : random.nextInt(130)];
                random.nextBytes(payload);
                boolean text = random.nextInt(5) == 0;
                byte[] encoded = encode(text ? 0x81 : 0x82, payload, random);
                wire.writeBytes(encoded);
                expected.add(text ? "other " + HEX.formatHex(encoded) : "binary " + HEX.formatHex(payload));
            }
            Recorder recorder = new Recorder();
            FrameCutter each = new FrameCutter(1_000);
            byte[] bytes = wire.toByteArray();
            int piece = 1 + random.nextInt(random.nextBoolean() ? 5 : 2_000);
            for (int at = 0; at < bytes.length; at += piece) {
                // The loop's buffer: the same array for everything, and not from its beginning.
                byte[] shared = new byte[piece + 7];
                int count = Math.min(piece, bytes.length - at);
                System.arraycopy(bytes, at, shared, 7, count);
                each.cut(ByteBuffer.wrap(shared, 7, count), recorder);
            }
            assertThat(recorder.lines).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void noiseIsCutOrRefused() {
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            FrameCutter each = new FrameCutter(200);
            try {
                each.cut(ByteBuffer.wrap(noise), new Recorder());
            } catch (InvalidDataException e) {
                refused++;
                assertThat(e.getCloseCode()).isIn(1002, 1009);
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private void cut(String hex) throws InvalidDataException {
        cutter.cut(ByteBuffer.wrap(HEX.parseHex(hex)), sink);
    }

    private static byte[] encode(int first, byte[] payload, Random random) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) first);
        if (payload.length <= 125) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static final class Recorder implements FrameCutter.Sink {
        private final List<String> lines = new ArrayList<>();
        private int wanted = Integer.MAX_VALUE;

        @Override
        public boolean binary(ByteBuffer payload) {
            return line("binary ", payload);
        }

        @Override
        public boolean other(ByteBuffer frame) {
            return line("other ", frame);
        }

        private boolean line(String kind, ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            lines.add(kind + HEX.formatHex(bytes));
            return lines.size() < wanted;
        }
    }
}
