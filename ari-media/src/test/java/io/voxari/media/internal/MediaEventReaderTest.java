package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.media.ControlFormat;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaFormat;
import io.voxari.media.MediaStart;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaEventReaderTest {
    @Test
    void startInJson() {
        assertThat(read(
                        "{\"event\":\"MEDIA_START\",\"connection_id\":\"voxari\",\"channel\":\"WebSocket/voxari/0x7fb0\","
                                + "\"channel_id\":\"media-a\",\"format\":\"slin16\",\"optimal_frame_size\":640,\"ptime\":20,"
                                + "\"channel_variables\":{\"A\":\"1\",\"B\":\"\",\"C\":{\"value\":3}}}"))
                .isEqualTo(new MediaStart(
                        "voxari",
                        "WebSocket/voxari/0x7fb0",
                        "media-a",
                        MediaFormat.SLIN16,
                        ControlFormat.JSON,
                        Map.of("A", "1", "B", "", "C", "{\"value\":3}")));
    }

    @Test
    void startInPlainTextSince227() {
        assertThat(read("MEDIA_START connection_id:voxari channel:WebSocket/voxari/0x7fb0 channel_id:1700.5:x"
                        + " format:ulaw optimal_frame_size:160 ptime:20"))
                .isEqualTo(new MediaStart(
                        "voxari",
                        "WebSocket/voxari/0x7fb0",
                        "1700.5:x",
                        MediaFormat.ULAW,
                        ControlFormat.PLAIN_TEXT,
                        Map.of()));
    }

    @Test
    void startInPlainTextOf226HasNoChannelId() {
        MediaStart start = (MediaStart) read("MEDIA_START connection_id:4f66 channel:WebSocket/INCOMING/0x1"
                + " format:opus optimal_frame_size:0 ptime:20");
        assertThat(start.channelId()).isNull();
        assertThat(start.format()).isEqualTo(new MediaFormat("opus", 0, Duration.ofMillis(20)));
        assertThat(start.format().isPassthrough()).isTrue();
    }

    @Test
    void plainTextPairsMayComeInAnyOrderAndNumber() {
        MediaStart start = (MediaStart)
                read("MEDIA_START ptime:30  new_thing:7 optimal_frame_size:20 oddity format:g723 channel_id:c");
        assertThat(start.format()).isEqualTo(new MediaFormat("g723", 20, Duration.ofMillis(30)));
        assertThat(start.connectionId()).isEmpty();
    }

    @Test
    void flowEvents() {
        assertThat(read("{\"event\":\"MEDIA_XOFF\",\"channel_id\":\"c\"}")).isEqualTo(new MediaEvent.Xoff("c"));
        assertThat(read("MEDIA_XOFF")).isEqualTo(new MediaEvent.Xoff(null));
        assertThat(read("{\"event\":\"MEDIA_XON\",\"channel_id\":\"c\"}")).isEqualTo(new MediaEvent.Xon("c"));
        assertThat(read("MEDIA_XON")).isEqualTo(new MediaEvent.Xon(null));
        assertThat(read("{\"event\":\"QUEUE_DRAINED\",\"channel_id\":\"c\"}"))
                .isEqualTo(new MediaEvent.QueueDrained("c"));
        assertThat(read("QUEUE_DRAINED\n")).isEqualTo(new MediaEvent.QueueDrained(null));
    }

    @Test
    void status() {
        assertThat(read("{\"event\":\"STATUS\",\"channel_id\":\"c\",\"queue_length\":24,\"xon_level\":800,"
                        + "\"xoff_level\":900,\"queue_full\":false,\"bulk_media\":true,\"media_paused\":true}"))
                .isEqualTo(new MediaEvent.Status("c", 24, 800, 900, false, true, true));
        assertThat(read("STATUS channel_id:c queue_length:901 xon_level:800 xoff_level:900 queue_full:true"
                        + " bulk_media:false media_paused:false"))
                .isEqualTo(new MediaEvent.Status("c", 901, 800, 900, true, false, false));
    }

    @Test
    void marksAndBuffering() {
        assertThat(read("{\"event\":\"MEDIA_MARK_PROCESSED\",\"channel_id\":\"c\",\"correlation_id\":\"v1\"}"))
                .isEqualTo(new MediaEvent.MarkProcessed("c", "v1"));
        assertThat(read("MEDIA_MARK_PROCESSED v1")).isEqualTo(new MediaEvent.MarkProcessed(null, "v1"));
        assertThat(read("MEDIA_MARK_PROCESSED")).isEqualTo(new MediaEvent.MarkProcessed(null, ""));
        assertThat(read("{\"event\":\"MEDIA_BUFFERING_COMPLETED\",\"channel_id\":\"c\",\"correlation_id\":\"\"}"))
                .isEqualTo(new MediaEvent.BufferingCompleted("c", ""));
        assertThat(read("MEDIA_BUFFERING_COMPLETED my id")).isEqualTo(new MediaEvent.BufferingCompleted(null, "my id"));
    }

    @Test
    void digits() {
        assertThat(read("{\"event\":\"DTMF_END\",\"channel_id\":\"c\",\"digit\":\"5\"}"))
                .isEqualTo(new MediaEvent.DtmfEnd("c", '5'));
        assertThat(read("DTMF_END digit:# channel_id:c")).isEqualTo(new MediaEvent.DtmfEnd("c", '#'));
        assertThat(read("DTMF_END digit:*")).isEqualTo(new MediaEvent.DtmfEnd(null, '*'));
    }

    @Test
    void errors() {
        assertThat(read("{\"event\":\"ERROR\",\"channel_id\":\"c\",\"error_text\":\"Unable to parse JSON command\"}"))
                .isEqualTo(new MediaEvent.CommandError("c", "Unable to parse JSON command"));
        assertThat(read("ERROR channel_id:c error_text:SET_MEDIA_DIRECTION only supports JSON: format.\n"))
                .isEqualTo(new MediaEvent.CommandError("c", "SET_MEDIA_DIRECTION only supports JSON: format."));
        assertThat(read("{\"event\":\"ERROR\"}")).isEqualTo(new MediaEvent.CommandError(null, "{\"event\":\"ERROR\"}"));
    }

    @Test
    void whatIsNotKnownIsKept() {
        assertThat(read("{\"event\":\"MEDIA_DANCED\",\"steps\":3}"))
                .isEqualTo(new MediaEvent.Unknown(null, "MEDIA_DANCED", "{\"event\":\"MEDIA_DANCED\",\"steps\":3}"));
        assertThat(read("MEDIA_DANCED steps:3"))
                .isEqualTo(new MediaEvent.Unknown(null, "MEDIA_DANCED", "MEDIA_DANCED steps:3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "{",
                "{}",
                "[]",
                "null",
                "{\"event\":null}",
                "{\"event\":{}}",
                "{\"event\":\"MEDIA_START\"}",
                "{\"event\":\"MEDIA_START\"}}",
                "{\"event\":\"MEDIA_START\",\"format\":\"ulaw\",\"optimal_frame_size\":-1,\"ptime\":20}",
                "{\"event\":\"MEDIA_START\",\"format\":\"ulaw\",\"optimal_frame_size\":160,\"ptime\":0}",
                "{\"event\":\"MEDIA_START\",\"format\":\"ulaw\",\"optimal_frame_size\":99999999999,\"ptime\":20}",
                "{\"event\":\"MEDIA_START\",\"format\":\"ulaw\",\"optimal_frame_size\":1e9,\"ptime\":20}",
                "{\"event\":\"MEDIA_START\",\"format\":\"\",\"optimal_frame_size\":160,\"ptime\":20}",
                "{\"event\":\"MEDIA_START\",\"format\":[],\"optimal_frame_size\":160,\"ptime\":20}",
                "{\"event\":\"STATUS\"}",
                "{\"event\":\"STATUS\",\"queue_length\":\"many\"}",
                "{\"event\":\"DTMF_END\",\"digit\":\"\"}",
                "{\"event\":\"DTMF_END\",\"digit\":\"12\"}",
                "MEDIA_START",
                "MEDIA_START format:ulaw optimal_frame_size: ptime:20",
                "MEDIA_START format:ulaw optimal_frame_size:160 ptime:9999999",
                "MEDIA_START :::: : :a b: format:",
                "media_xoff",
                "STATUS queue_length:99999999999999999999",
                "DTMF_END digit:",
                "\u0000\u0001\u0002",
                "{\"event\":\"\\ud800\"}",
            })
    void malformedTextIsUnknown(String text) {
        assertThat(read(text))
                .isInstanceOfSatisfying(
                        MediaEvent.Unknown.class,
                        unknown -> assertThat(unknown.text()).isEqualTo(text));
    }

    @Test
    void deepNestingIsUnknown() {
        String text = "{\"event\":" + "[".repeat(60_000);
        assertThat(read(text)).isInstanceOf(MediaEvent.Unknown.class);
    }

    @Test
    void nothingThrows() {
        String alphabet = "{}[]\":,\\ \n0123456789MEDIASTRXOFNQUKPH_eventchannel_id:true\u0000\uD83D\uDE00";
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(
                    switch (random.nextInt(5)) {
                        case 0 ->
                            "{\"event\":\"MEDIA_START\",\"format\":\"ulaw\",\"optimal_frame_size\":160,\"ptime\":20}";
                        case 1 -> "STATUS channel_id:c queue_length:24 queue_full:false";
                        case 2 -> "{\"event\":\"STATUS\",\"queue_length\":24}";
                        case 3 -> "{\"event\":";
                        default -> "";
                    });
            for (int change = random.nextInt(20); change > 0; change--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                if (random.nextBoolean() || text.isEmpty()) {
                    text.insert(random.nextInt(text.length() + 1), c);
                } else {
                    text.setCharAt(random.nextInt(text.length()), c);
                }
            }
            assertThat(read(text.toString())).as("seed %d", seed).isNotNull();
        }
    }

    private static MediaEvent read(String text) {
        return MediaEventReader.read(text);
    }
}
