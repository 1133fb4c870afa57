package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Peer;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link Peer}.
 */
@Generated("io.voxari.ari.codegen")
public final class PeerDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Peer NEUTRAL = Read.neutral(PeerDecoder::decode);

    private PeerDecoder() {}

    public static Peer decode(JsonParser parser) throws IOException {
        String peerStatus = "";
        String cause = null;
        String address = null;
        String port = null;
        String time = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "peer_status" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        peerStatus = parser.getText();
                        continue;
                    }
                }
                case "cause" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        cause = parser.getText();
                        continue;
                    }
                }
                case "address" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        address = parser.getText();
                        continue;
                    }
                }
                case "port" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        port = parser.getText();
                        continue;
                    }
                }
                case "time" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        time = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Peer(peerStatus, cause, address, port, time, Others.done(others));
    }
}
