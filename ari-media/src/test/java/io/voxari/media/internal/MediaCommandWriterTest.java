package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.media.ControlFormat;
import io.voxari.media.MediaCommand;
import io.voxari.media.MediaDirection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaCommandWriterTest {
    @Test
    void bareCommands() {
        assertWritten(new MediaCommand.Answer(), "{\"command\":\"ANSWER\"}", "ANSWER");
        assertWritten(new MediaCommand.Hangup(), "{\"command\":\"HANGUP\"}", "HANGUP");
        assertWritten(
                new MediaCommand.StartBuffering(), "{\"command\":\"START_MEDIA_BUFFERING\"}", "START_MEDIA_BUFFERING");
        assertWritten(new MediaCommand.Flush(), "{\"command\":\"FLUSH_MEDIA\"}", "FLUSH_MEDIA");
        assertWritten(new MediaCommand.Pause(), "{\"command\":\"PAUSE_MEDIA\"}", "PAUSE_MEDIA");
        assertWritten(new MediaCommand.Continue(), "{\"command\":\"CONTINUE_MEDIA\"}", "CONTINUE_MEDIA");
        assertWritten(
                new MediaCommand.ReportQueueDrained(),
                "{\"command\":\"REPORT_QUEUE_DRAINED\"}",
                "REPORT_QUEUE_DRAINED");
        assertWritten(new MediaCommand.GetStatus(), "{\"command\":\"GET_STATUS\"}", "GET_STATUS");
    }

    @Test
    void commandsWithAnId() {
        assertWritten(
                new MediaCommand.Mark("v1"), "{\"command\":\"MARK_MEDIA\",\"correlation_id\":\"v1\"}", "MARK_MEDIA v1");
        assertWritten(new MediaCommand.Mark(""), "{\"command\":\"MARK_MEDIA\"}", "MARK_MEDIA");
        assertWritten(
                new MediaCommand.StopBuffering("a \"b\" \\"),
                "{\"command\":\"STOP_MEDIA_BUFFERING\",\"correlation_id\":\"a \\\"b\\\" \\\\\"}",
                "STOP_MEDIA_BUFFERING a \"b\" \\");
    }

    @Test
    void directionExistsInJsonOnly() {
        MediaCommand command = new MediaCommand.SetDirection(MediaDirection.OUT);
        assertThat(MediaCommandWriter.write(command, ControlFormat.JSON))
                .isEqualTo("{\"command\":\"SET_MEDIA_DIRECTION\",\"direction\":\"out\"}");
        assertThatThrownBy(() -> MediaCommandWriter.write(command, ControlFormat.PLAIN_TEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON only");
    }

    @Test
    void aCommandOf128BytesGoesAndOneMoreIsRefused() {
        int room = 128 - "{\"command\":\"MARK_MEDIA\",\"correlation_id\":\"\"}".length();
        MediaCommand fits = new MediaCommand.Mark("x".repeat(room));
        assertThat(MediaCommandWriter.write(fits, ControlFormat.JSON)).hasSize(128);
        MediaCommand tooLong = new MediaCommand.Mark("x".repeat(room + 1));
        assertThatThrownBy(() -> MediaCommandWriter.write(tooLong, ControlFormat.JSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MARK_MEDIA takes 129 bytes as JSON, Asterisk reads at most 128");
        assertThat(MediaCommandWriter.write(tooLong, ControlFormat.PLAIN_TEXT)).startsWith("MARK_MEDIA xx");
    }

    @Test
    void bytesCountNotCharacters() {
        MediaCommand command = new MediaCommand.Mark("ü".repeat(50));
        assertThatThrownBy(() -> MediaCommandWriter.write(command, ControlFormat.JSON))
                .hasMessageContaining("takes 144 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "a\u0000", "a\rHANGUP", "\u007F"})
    void anIdCannotSmuggleAnything(String id) {
        assertThatThrownBy(() -> new MediaCommand.Mark(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MediaCommand.StopBuffering(id)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertWritten(MediaCommand command, String json, String plain) {
        assertThat(MediaCommandWriter.write(command, ControlFormat.JSON)).isEqualTo(json);
        assertThat(MediaCommandWriter.write(command, ControlFormat.PLAIN_TEXT)).isEqualTo(plain);
    }
}
