package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.LiveRecording;
import io.voxari.ari.model.RecordingState;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link LiveRecording}.
 */
@Generated("io.voxari.ari.codegen")
public final class LiveRecordingDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final LiveRecording NEUTRAL = Read.neutral(LiveRecordingDecoder::decode);

    private LiveRecordingDecoder() {}

    public static LiveRecording decode(JsonParser parser) throws IOException {
        String name = "";
        String format = "";
        String targetUri = "";
        RecordingState state = RecordingState.UNKNOWN;
        Integer durationSeconds = null;
        Integer talkingDurationSeconds = null;
        Integer silenceDurationSeconds = null;
        String cause = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "name" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        name = parser.getText();
                        continue;
                    }
                }
                case "format" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        format = parser.getText();
                        continue;
                    }
                }
                case "target_uri" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        targetUri = parser.getText();
                        continue;
                    }
                }
                case "state" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        state = RecordingState.fromWire(parser.getText());
                        if (state.wire().equals(parser.getText())) {
                            continue;
                        }
                    }
                }
                case "duration" -> {
                    if (Read.isInt(parser)) {
                        durationSeconds = parser.getIntValue();
                        continue;
                    }
                }
                case "talking_duration" -> {
                    if (Read.isInt(parser)) {
                        talkingDurationSeconds = parser.getIntValue();
                        continue;
                    }
                }
                case "silence_duration" -> {
                    if (Read.isInt(parser)) {
                        silenceDurationSeconds = parser.getIntValue();
                        continue;
                    }
                }
                case "cause" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        cause = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new LiveRecording(
                name,
                format,
                targetUri,
                state,
                durationSeconds,
                talkingDurationSeconds,
                silenceDurationSeconds,
                cause,
                Others.done(others));
    }
}
