package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private final List<String> heard = new ArrayList<>();
    private final FrameReader.Handler handler = new FrameReader.Handler() {
        @Override
        public void onText(String text) {
            heard.add("text " + text);
        }

        @Override
        public void onBinary() {
            heard.add("binary");
        }

        @Override
        public void onPing(byte[] payload) {
            heard.add("ping " + payload.length);
        }

        @Override
        public void onPong() {
            heard.add("pong");
        }

        @Override
        public void onDrained() {}
    };

    private int read(String hex) throws IOException {
        return new FrameReader(new Buffer().write(ByteString.decodeHex(hex.replace(" ", ""))), handler).run();
    }

    @Test
    void readsWholeMessages() throws IOException {
        assertThat(read("8103 616263  8200  8100  880203e8")).isEqualTo(1000);
        assertThat(heard).containsExactly("text abc", "binary", "text ");
    }

    @Test
    void putsPartsTogetherAroundControlFrames() throws IOException {
        assertThat(read("0101 61  8901 00  0001 62  8a00  8001 63  0201 00 8000 8800"))
                .isEqualTo(1005);
        assertThat(heard).containsExactly("ping 1", "pong", "text abc", "binary");
    }

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 127, 65_535, 65_536, 70_000})
    void readsEveryFormOfLength(int length) throws IOException {
        Buffer frame = new Buffer().writeByte(0x81);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 65_536) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
        frame.writeUtf8("x".repeat(length)).write(ByteString.decodeHex("8800"));
        new FrameReader(frame, handler).run();
        assertThat(heard).containsExactly("text " + "x".repeat(length));
    }

    @ParameterizedTest
    @CsvSource({
        "c100,extension", // RSV1: compression that nobody agreed on
        "9100,extension",
        "818000000000,mask",
        "8000,inside", // goes on with nothing
        "01016181016 2,inside", // begins before the end of another
        "8300,inside", // reserved
        "8b00,unknown",
        "0900,parts", // a control frame must be whole
        "897e0080,128 bytes",
        "817f0000000001000001,16777216 bytes",
        "817f8000000000000000,16777216 bytes", // negative
    })
    void refusesWhatIsNoWebSocket(String hex, String why) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(hex))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "81", "8105 6162", "817e00", "0101 61"})
    void endsWhereTheConnectionDoes(String hex) {
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(hex));
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] &= (byte) 0x8f;
            }
            try {
                new FrameReader(new Buffer().write(bytes), handler).run();
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            }
        }
        assertThat(heard).as("some of it is good").isNotEmpty();
    }
}
