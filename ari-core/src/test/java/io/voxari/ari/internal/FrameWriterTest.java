package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {
    private final Buffer out = new Buffer();
    private final List<Runnable> handedOver = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();
    private final FrameWriter writer = new FrameWriter(out, handedOver::add, failures::add);

    /** Undoes the mask; the payload, after it has been checked that it has one. */
    private byte[] payload(int first) throws IOException {
        assertThat(out.readByte() & 0xff).isEqualTo(first);
        int second = out.readByte() & 0xff;
        assertThat(second & 0x80).as("masked").isEqualTo(0x80);
        int length = second & 127;
        if (length == 126) {
            length = out.readShort() & 0xffff;
        } else if (length == 127) {
            length = (int) out.readLong();
        }
        byte[] mask = out.readByteArray(4);
        byte[] payload = out.readByteArray(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
    void writesMaskedFramesOfEveryLength(int length) throws IOException {
        byte[] bytes = "x".repeat(length).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(writer.send(FrameReader.TEXT, bytes)).isTrue();
        handedOver.forEach(Runnable::run);
        assertThat(payload(0x81)).isEqualTo(bytes);
        assertThat(out.exhausted()).isTrue();
    }

    @Test
    void whatMightBlockIsWrittenByAnotherThreadUntilTheOtherSideIsHeard() throws IOException {
        byte[] half = new byte[4_500];
        writer.send(FrameReader.TEXT, half);
        assertThat(handedOver).as("written by who gave it").isEmpty();
        assertThat(payload(0x81)).hasSize(4_500);

        writer.send(FrameReader.TEXT, half);
        writer.send(FrameReader.PING, new byte[0]);
        assertThat(out.exhausted()).isTrue();
        handedOver.forEach(Runnable::run);
        assertThat(payload(0x81)).hasSize(4_500);
        assertThat(payload(0x89)).isEmpty();

        handedOver.clear();
        writer.onHeard();
        writer.send(FrameReader.TEXT, half);
        assertThat(handedOver).isEmpty();
    }

    @Test
    void takesNoMoreThanItMayHold() {
        byte[] megabyte = new byte[1 << 20];
        List<Boolean> taken = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> writer.send(FrameReader.TEXT, megabyte))
                .collect(Collectors.toList());
        assertThat(taken).containsExactly(true, true, true, true, false, false);
        handedOver.forEach(Runnable::run);
        assertThat(writer.send(FrameReader.TEXT, megabyte)).isTrue();
        assertThat(failures).isEmpty();
    }
}
