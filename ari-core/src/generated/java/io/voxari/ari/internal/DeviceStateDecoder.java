package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.DeviceState;
import io.voxari.ari.model.DeviceStateValue;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link DeviceState}.
 */
@Generated("io.voxari.ari.codegen")
public final class DeviceStateDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final DeviceState NEUTRAL = Read.neutral(DeviceStateDecoder::decode);

    private DeviceStateDecoder() {}

    public static DeviceState decode(JsonParser parser) throws IOException {
        String name = "";
        DeviceStateValue state = DeviceStateValue.UNKNOWN;
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
                case "state" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        state = DeviceStateValue.fromWire(parser.getText());
                        if (state.wire().equals(parser.getText())) {
                            continue;
                        }
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new DeviceState(name, state, Others.done(others));
    }
}
