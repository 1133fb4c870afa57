package io.voxari.media.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxari.media.ControlFormat;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaFormat;
import io.voxari.media.MediaStart;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text → event, JSON and plain. Whatever cannot be read is an {@link MediaEvent.Unknown}: nothing a peer sends throws.
 * Stateless and thread-safe.
 */
final class MediaEventReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** More than 80 ms of 192 kHz linear audio; beyond it a frame size is nonsense, and would not fit a message. */
    private static final int MAX_FRAME_BYTES = 32_768;

    private static final int MAX_PTIME_MILLIS = 1_000;

    private MediaEventReader() {}

    /** Loads what reading needs, so that the first caller does not wait for it (some 150 ms in a fresh JVM). */
    static void warmUp() {
        read("{\"event\":\"MEDIA_START\",\"channel_id\":\"warm-up\",\"format\":\"ulaw\"}");
    }

    static MediaEvent read(String text) {
        if (text.startsWith("{")) {
            return readJson(text);
        }
        return readPlain(text);
    }

    private static MediaEvent readJson(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return new MediaEvent.Unknown(null, "", text);
        }
        if (node == null || !node.isObject()) {
            return new MediaEvent.Unknown(null, "", text);
        }
        Fields fields = new Fields() {
            @Override
            public @Nullable String get(String key) {
                JsonNode value = node.get(key);
                return value == null || value.isContainerNode() || value.isNull() ? null : value.asText();
            }

            @Override
            public Map<String, String> variables() {
                Map<String, String> variables = new LinkedHashMap<>();
                node.path("channel_variables")
                        .properties()
                        .forEach(entry -> variables.put(
                                entry.getKey(),
                                entry.getValue().isTextual()
                                        ? entry.getValue().asText()
                                        : entry.getValue().toString()));
                return variables;
            }
        };
        String name = fields.get("event");
        return event(name == null ? "" : name, fields, fields.get("correlation_id"), ControlFormat.JSON, text);
    }

    private static MediaEvent readPlain(String text) {
        String line = text.strip();
        int blank = line.indexOf(' ');
        String name = blank < 0 ? line : line.substring(0, blank);
        String rest = blank < 0 ? "" : line.substring(blank + 1).strip();
        Map<String, String> pairs = pairs(rest);
        return event(name, pairs::get, rest, ControlFormat.PLAIN_TEXT, text);
    }

    /** Blank-separated {@code key:value}, split at the first colon; {@code error_text} takes the rest of the line. */
    private static Map<String, String> pairs(String rest) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int at = 0;
        while (at < rest.length()) {
            int end = rest.indexOf(' ', at);
            end = end < 0 ? rest.length() : end;
            int colon = rest.indexOf(':', at);
            if (colon > at && colon < end) {
                String key = rest.substring(at, colon);
                if (key.equals("error_text")) {
                    end = rest.length();
                }
                pairs.putIfAbsent(key, rest.substring(colon + 1, end));
            }
            at = end + 1;
        }
        return pairs;
    }

    private static MediaEvent event(
            String name, Fields fields, @Nullable String correlationId, ControlFormat format, String text) {
        String channelId = fields.get("channel_id");
        String id = correlationId == null ? "" : correlationId;
        return switch (name) {
            case MediaProtocol.MEDIA_START -> start(channelId, fields, format, text);
            case MediaProtocol.MEDIA_XOFF -> new MediaEvent.Xoff(channelId);
            case MediaProtocol.MEDIA_XON -> new MediaEvent.Xon(channelId);
            case MediaProtocol.QUEUE_DRAINED -> new MediaEvent.QueueDrained(channelId);
            case MediaProtocol.STATUS -> status(channelId, fields, text);
            case MediaProtocol.MEDIA_BUFFERING_COMPLETED -> new MediaEvent.BufferingCompleted(channelId, id);
            case MediaProtocol.MEDIA_MARK_PROCESSED -> new MediaEvent.MarkProcessed(channelId, id);
            case MediaProtocol.DTMF_END -> dtmf(channelId, fields, text);
            case MediaProtocol.ERROR -> error(channelId, fields, text);
            default -> new MediaEvent.Unknown(null, name, text);
        };
    }

    private static MediaEvent start(@Nullable String channelId, Fields fields, ControlFormat control, String text) {
        String format = fields.get("format");
        int frameBytes = number(fields.get("optimal_frame_size"), MAX_FRAME_BYTES);
        int ptimeMillis = number(fields.get("ptime"), MAX_PTIME_MILLIS);
        if (format == null || format.isEmpty() || frameBytes < 0 || ptimeMillis <= 0) {
            return new MediaEvent.Unknown(null, MediaProtocol.MEDIA_START, text);
        }
        return new MediaStart(
                orEmpty(fields.get("connection_id")),
                orEmpty(fields.get("channel")),
                channelId == null || channelId.isEmpty() ? null : channelId,
                new MediaFormat(format, frameBytes, Duration.ofMillis(ptimeMillis)),
                control,
                fields.variables());
    }

    private static MediaEvent status(@Nullable String channelId, Fields fields, String text) {
        int queueLength = number(fields.get("queue_length"), Integer.MAX_VALUE);
        if (queueLength < 0) {
            return new MediaEvent.Unknown(null, MediaProtocol.STATUS, text);
        }
        return new MediaEvent.Status(
                channelId,
                queueLength,
                number(fields.get("xon_level"), Integer.MAX_VALUE),
                number(fields.get("xoff_level"), Integer.MAX_VALUE),
                Boolean.parseBoolean(fields.get("queue_full")),
                Boolean.parseBoolean(fields.get("bulk_media")),
                Boolean.parseBoolean(fields.get("media_paused")));
    }

    private static MediaEvent dtmf(@Nullable String channelId, Fields fields, String text) {
        String digit = fields.get("digit");
        if (digit == null || digit.length() != 1) {
            return new MediaEvent.Unknown(null, MediaProtocol.DTMF_END, text);
        }
        return new MediaEvent.DtmfEnd(channelId, digit.charAt(0));
    }

    private static MediaEvent error(@Nullable String channelId, Fields fields, String text) {
        String message = fields.get("error_text");
        // Some of Asterisk's texts end in a newline.
        return new MediaEvent.CommandError(channelId, message == null ? text : message.strip());
    }

    /** The number, or -1 if there is none in 0 to {@code max}. */
    private static int number(@Nullable String text, int max) {
        if (text == null || text.length() > 10) {
            return -1;
        }
        try {
            long value = Long.parseLong(text);
            return value >= 0 && value <= max ? (int) value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The fields of one event, whatever form it came in. */
    private interface Fields {
        @Nullable String get(String key);

        default Map<String, String> variables() {
            return Map.of();
        }
    }
}
