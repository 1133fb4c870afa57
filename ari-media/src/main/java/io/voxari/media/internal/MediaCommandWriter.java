package io.voxari.media.internal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.voxari.media.ControlFormat;
import io.voxari.media.MediaCommand;
import java.nio.charset.StandardCharsets;

/** Command → text. Stateless. */
final class MediaCommandWriter {
    private MediaCommandWriter() {}

    /**
     * Writes a command.
     *
     * @throws IllegalArgumentException if the text is over 128 bytes, or the format has no such command
     */
    static String write(MediaCommand command, ControlFormat format) {
        String text = format == ControlFormat.JSON ? json(command) : plain(command);
        // A UTF-16 unit takes at most three bytes: short texts need no encoding to know.
        if (text.length() * 3 > MediaProtocol.MAX_COMMAND_BYTES) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MediaProtocol.MAX_COMMAND_BYTES) {
                throw new IllegalArgumentException(name(command) + " takes " + bytes + " bytes as " + format
                        + ", Asterisk reads at most " + MediaProtocol.MAX_COMMAND_BYTES);
            }
        }
        return text;
    }

    static String name(MediaCommand command) {
        if (command instanceof MediaCommand.Answer) {
            return MediaProtocol.ANSWER;
        } else if (command instanceof MediaCommand.Hangup) {
            return MediaProtocol.HANGUP;
        } else if (command instanceof MediaCommand.StartBuffering) {
            return MediaProtocol.START_MEDIA_BUFFERING;
        } else if (command instanceof MediaCommand.StopBuffering) {
            return MediaProtocol.STOP_MEDIA_BUFFERING;
        } else if (command instanceof MediaCommand.Mark) {
            return MediaProtocol.MARK_MEDIA;
        } else if (command instanceof MediaCommand.Flush) {
            return MediaProtocol.FLUSH_MEDIA;
        } else if (command instanceof MediaCommand.Pause) {
            return MediaProtocol.PAUSE_MEDIA;
        } else if (command instanceof MediaCommand.Continue) {
            return MediaProtocol.CONTINUE_MEDIA;
        } else if (command instanceof MediaCommand.ReportQueueDrained) {
            return MediaProtocol.REPORT_QUEUE_DRAINED;
        } else if (command instanceof MediaCommand.GetStatus) {
            return MediaProtocol.GET_STATUS;
        } else if (command instanceof MediaCommand.SetDirection) {
            return MediaProtocol.SET_MEDIA_DIRECTION;
        }
        // Unreachable: the interface is sealed. Java 17 has no switch over types to say so.
        throw new AssertionError(command);
    }

    private static String json(MediaCommand command) {
        StringBuilder text = new StringBuilder(96);
        text.append("{\"command\":\"").append(name(command)).append('"');
        String id = correlationId(command);
        if (!id.isEmpty()) {
            text.append(",\"correlation_id\":\"");
            JsonStringEncoder.getInstance().quoteAsString(id, text);
            text.append('"');
        } else if (command instanceof MediaCommand.SetDirection set) {
            text.append(",\"direction\":\"").append(set.direction().wire()).append('"');
        }
        return text.append('}').toString();
    }

    private static String plain(MediaCommand command) {
        if (command instanceof MediaCommand.SetDirection) {
            throw new IllegalArgumentException(
                    MediaProtocol.SET_MEDIA_DIRECTION + " exists in JSON only; this session is in plain text");
        }
        String id = correlationId(command);
        return id.isEmpty() ? name(command) : name(command) + ' ' + id;
    }

    private static String correlationId(MediaCommand command) {
        if (command instanceof MediaCommand.Mark mark) {
            return mark.correlationId();
        } else if (command instanceof MediaCommand.StopBuffering stop) {
            return stop.correlationId();
        }
        return "";
    }
}
