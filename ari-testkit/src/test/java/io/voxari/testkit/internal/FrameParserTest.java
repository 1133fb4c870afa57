package io.voxari.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.testkit.internal.MediaSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameParserTest {
    private final FrameParser parser = new FrameParser();

    private List<Frame> offered(byte[] bytes, int pieceBytes) throws Exception {
        List<Frame> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceBytes));
            parser.offer(piece, piece.length);
            for (Frame frame = parser.poll(); frame != null; frame = parser.poll()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static byte[] hex(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    @Test
    void textIsRead() throws Exception {
        List<Frame> frames = offered(hex("81 02 48 69"), 4);
        assertThat(frames).singleElement().satisfies(frame -> {
            assertThat(frame.opcode()).isEqualTo(Frame.TEXT);
            assertThat(frame.isFinal()).isTrue();
            assertThat(frame.text()).isEqualTo("Hi");
        });
    }

    @Test
    void maskIsTakenOff() throws Exception {
        assertThat(offered(hex("82 83 01 02 03 04 11 22 33"), 9))
                .singleElement()
                .satisfies(frame -> assertThat(frame.payload()).containsExactly(0x10, 0x20, 0x30));
    }

    @Test
    void framesComeInAnyPieces() throws Exception {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int length : new int[] {0, 125, 126, 160, 5_000}) {
            many.write(0x82);
            if (length < 126) {
                many.write(length);
            } else {
                many.write(126);
                many.write(length >> 8);
                many.write(length & 0xFF);
            }
            many.write(new byte[length]);
        }
        for (int piece : new int[] {1, 3, 160, 10_000}) {
            assertThat(offered(many.toByteArray(), piece))
                    .as("in pieces of %d", piece)
                    .extracting(frame -> frame.payload().length)
                    .containsExactly(0, 125, 126, 160, 5_000);
        }
    }

    @Test
    void longerThanAsteriskTakesIsRefusedBeforeItHasCome() {
        assertThatThrownBy(() -> offered(hex("82 7F 00 00 00 00 00 01 00 00"), 10))
                .isInstanceOf(MediaSocket.TooLongException.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> offered(hex("82 7F FF FF FF FF FF FF FF FF"), 10))
                .isInstanceOf(MediaSocket.TooLongException.class);
    }
}
