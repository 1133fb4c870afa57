package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.ContactInfo;
import io.voxari.ari.model.ContactStatus;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link ContactInfo}.
 */
@Generated("io.voxari.ari.codegen")
public final class ContactInfoDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final ContactInfo NEUTRAL = Read.neutral(ContactInfoDecoder::decode);

    private ContactInfoDecoder() {}

    public static ContactInfo decode(JsonParser parser) throws IOException {
        String uri = "";
        ContactStatus contactStatus = ContactStatus.UNKNOWN;
        String aor = "";
        String roundtripMicros = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "uri" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        uri = parser.getText();
                        continue;
                    }
                }
                case "contact_status" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        contactStatus = ContactStatus.fromWire(parser.getText());
                        if (contactStatus.wire().equals(parser.getText())) {
                            continue;
                        }
                    }
                }
                case "aor" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        aor = parser.getText();
                        continue;
                    }
                }
                case "roundtrip_usec" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        roundtripMicros = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new ContactInfo(uri, contactStatus, aor, roundtripMicros, Others.done(others));
    }
}
