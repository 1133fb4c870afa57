package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.java_websocket.exceptions.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameHeadsTest {
    private static final int MOST = 1_000;

    private static byte[] frame(int length) {
        ByteBuffer frame = ByteBuffer.allocate(14 + length).put((byte) 0x81);
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else if (length % 2 == 0) {
            frame.put((byte) 0xFE).putShort((short) length);
        } else {
            frame.put((byte) 0xFF).putLong(length);
        }
        // What could be taken for a head where none is.
        for (int i = 0; i < 4 + length; i++) {
            frame.put((byte) 0x7F);
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** However the bytes are cut, the frames end where they end. */
    @Test
    void findsTheEndsOfFramesInPiecesOfAnySize() throws Exception {
        Random random = new Random(20261123);
        for (int round = 0; round < 200; round++) {
            ByteBuffer stream = ByteBuffer.allocate(20_000);
            List<Integer> ends = new ArrayList<>();
            for (int frames = 0; frames < 15; frames++) {
                stream.put(frame(random.nextInt(random.nextBoolean() ? 130 : MOST)));
                ends.add(stream.position());
            }
            stream.flip();
            FrameHeads heads = new FrameHeads();
            List<Integer> stops = new ArrayList<>();
            while (stream.hasRemaining()) {
                int piece = Math.min(stream.remaining(), 1 + random.nextInt(random.nextBoolean() ? 3 : 700));
                ByteBuffer bytes = stream.duplicate().limit(stream.position() + piece);
                int taken = heads.next(bytes, MOST);
                assertThat(taken).isBetween(1, piece);
                stream.position(stream.position() + taken);
                stops.add(stream.position());
            }
            assertThat(stops).containsAll(ends);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8100, 1002",
        "817E0001, 1002",
        "81FE03E9, 1009",
        "81FF00000000000003E9, 1009",
        "81FF7FFFFFFFFFFFFFFF, 1009",
        "81FFFFFFFFFFFFFFFFFF, 1009"
    })
    void refusesAsSoonAsTheHeadSaysIt(String hex, int code) throws Exception {
        byte[] head = HexFormat.of().parseHex(hex);
        FrameHeads heads = new FrameHeads();
        ByteBuffer good = ByteBuffer.wrap(frame(300));
        assertThat(heads.next(good, MOST)).isEqualTo(good.limit());

        assertThatThrownBy(() -> heads.next(ByteBuffer.wrap(head), MOST))
                .isInstanceOfSatisfying(
                        InvalidDataException.class,
                        e -> assertThat(e.getCloseCode()).isEqualTo(code));
    }
}
