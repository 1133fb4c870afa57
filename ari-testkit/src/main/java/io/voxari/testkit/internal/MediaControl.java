package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the application and a {@code chan_websocket} channel tell each other in text: commands in, events out, as JSON or as
 * plain words. No socket, no clock; used by one thread.
 */
final class MediaControl {
    /** A longer command is ignored without a word. */
    static final int MOST_COMMAND_BYTES = 128;

    private static final Set<String> SOMETIMES_UNREAD = Set.of("PAUSE_MEDIA", "CONTINUE_MEDIA", "REPORT_QUEUE_DRAINED");
    private static final Set<String> NOT_WHEN_ONLY_LISTENING =
            Set.of("START_MEDIA_BUFFERING", "STOP_MEDIA_BUFFERING", "MARK_MEDIA", "PAUSE_MEDIA", "CONTINUE_MEDIA");

    private final boolean json;
    private final Release release;
    private final String channelId;
    /** As it is put behind what is said in words, where the release has it. */
    private final String channelWord;

    private final Output output;
    private final MediaQueue queue;
    private String direction;

    /** Where the words go, and the two commands that are about the channel. */
    interface Output {
        void text(String message);

        void answer();

        void hangup();
    }

    MediaControl(Release release, boolean json, String channelId, String direction, int frameBytes, Output output) {
        this.release = release;
        this.json = json;
        this.channelWord = release.namesChannels() ? " channel_id:" + channelId : "";
        this.channelId = channelId;
        this.direction = direction;
        this.output = output;
        this.queue = new MediaQueue(frameBytes, release.fillsWithSilence(), this::signalled);
    }

    /** Says hello. */
    void start(String connectionId, String name, String format, int frameBytes, Map<String, String> variables) {
        output.text(
                json
                        ? Json.write(Json.of(
                                "event", "MEDIA_START",
                                "connection_id", connectionId,
                                "channel", name,
                                "channel_id", channelId,
                                "format", format,
                                "optimal_frame_size", frameBytes,
                                "ptime", 20,
                                "channel_variables", variables))
                        : "MEDIA_START connection_id:" + connectionId + " channel:" + name + channelWord + " format:"
                                + format + " optimal_frame_size:" + frameBytes + " ptime:20");
    }

    void onAudio(byte[] message) {
        if (!direction.equals("in")) {
            boolean unused = queue.offer(message);
        }
    }

    /** Whether what the channel hears goes to the application. */
    boolean isHeard() {
        return !direction.equals("out");
    }

    byte @Nullable [] tick() {
        return queue.tick();
    }

    void dtmf(char digit) {
        output.text(
                json
                        ? Json.write(Json.of("event", "DTMF_END", "channel_id", channelId, "digit", "" + digit))
                        : "DTMF_END digit:" + digit + channelWord);
    }

    void onText(String message) {
        int bytes = message.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MOST_COMMAND_BYTES) {
            return;
        }
        if (!json) {
            int blank = message.indexOf(' ');
            command(
                    blank < 0 ? message : message.substring(0, blank),
                    blank < 0 ? "" : message.substring(blank + 1),
                    null);
            return;
        }
        JsonNode command = Json.object(message);
        if (command.isMissingNode()) {
            error("Unable to parse JSON command");
        } else {
            command(
                    command.path("command").asText(),
                    command.path("correlation_id").asText(),
                    command);
        }
    }

    private void command(String name, String id, @Nullable JsonNode fields) {
        if (direction.equals("in") && NOT_WHEN_ONLY_LISTENING.contains(name)) {
            error(name + " not supported while media direction is 'in'");
            return;
        }
        if (!release.readsAllCommands() && SOMETIMES_UNREAD.contains(name)) {
            return;
        }
        switch (name) {
            case "ANSWER" -> output.answer();
            case "HANGUP" -> output.hangup();
            case "START_MEDIA_BUFFERING" -> queue.startBuffering();
            case "STOP_MEDIA_BUFFERING" -> queue.stopBuffering(() -> reached("MEDIA_BUFFERING_COMPLETED", id));
            case "MARK_MEDIA" -> {
                if (release.hasMarks()) {
                    queue.mark(() -> reached("MEDIA_MARK_PROCESSED", id));
                }
            }
            case "FLUSH_MEDIA" -> queue.flush();
            case "PAUSE_MEDIA" -> queue.pause();
            case "CONTINUE_MEDIA" -> queue.resume();
            case "REPORT_QUEUE_DRAINED" -> queue.reportDrained();
            case "GET_STATUS" -> status();
            case "SET_MEDIA_DIRECTION" -> {
                if (release.hasDirections()) {
                    turn(fields);
                }
            }
            // An unknown command gets no answer.
            default -> {}
        }
    }

    private void turn(@Nullable JsonNode fields) {
        if (fields == null) {
            error("SET_MEDIA_DIRECTION only supports JSON format.\n");
        } else if (!fields.path("direction").isTextual()) {
            error("SET_MEDIA_DIRECTION requires a 'direction' parameter.\n");
        } else if (!isDirection(fields.path("direction").asText())) {
            error("'" + fields.path("direction").asText() + "' is not a valid direction for SET_MEDIA_DIRECTION.\n");
        } else {
            direction = fields.path("direction").asText();
        }
    }

    static boolean isDirection(String word) {
        return Set.of("both", "in", "out").contains(word);
    }

    private void status() {
        output.text(
                json
                        ? Json.write(Json.of(
                                "event",
                                "STATUS",
                                "channel_id",
                                channelId,
                                "queue_length",
                                queue.frames(),
                                "xon_level",
                                MediaQueue.XON_FRAMES,
                                "xoff_level",
                                MediaQueue.XOFF_FRAMES,
                                "queue_full",
                                queue.isFull(),
                                "bulk_media",
                                queue.isBuffering(),
                                "media_paused",
                                queue.isPaused()))
                        : "STATUS" + channelWord + " queue_length:" + queue.frames() + " xon_level:"
                                + MediaQueue.XON_FRAMES + " xoff_level:" + MediaQueue.XOFF_FRAMES + " queue_full:"
                                + queue.isFull() + " bulk_media:" + queue.isBuffering() + " media_paused:"
                                + queue.isPaused());
    }

    private void reached(String event, String id) {
        output.text(
                json
                        ? Json.write(Json.of("event", event, "channel_id", channelId, "correlation_id", id))
                        : id.isEmpty() ? event : event + " " + id);
    }

    private void signalled(MediaQueue.Signal signal) {
        String event = switch (signal) {
            case XOFF -> "MEDIA_XOFF";
            case XON -> "MEDIA_XON";
            case DRAINED -> "QUEUE_DRAINED";
        };
        output.text(json ? Json.write(Json.of("event", event, "channel_id", channelId)) : event);
    }

    private void error(String text) {
        output.text(
                json
                        ? Json.write(Json.of("event", "ERROR", "channel_id", channelId, "error_text", text))
                        : "ERROR channel_id:" + channelId + " error_text:" + text);
    }
}
