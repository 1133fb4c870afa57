package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Mailbox;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link Mailbox}.
 */
@Generated("io.voxari.ari.codegen")
public final class MailboxDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Mailbox NEUTRAL = Read.neutral(MailboxDecoder::decode);

    private MailboxDecoder() {}

    public static Mailbox decode(JsonParser parser) throws IOException {
        String name = "";
        int oldMessages = 0;
        int newMessages = 0;
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
                case "old_messages" -> {
                    if (Read.isInt(parser)) {
                        oldMessages = parser.getIntValue();
                        continue;
                    }
                }
                case "new_messages" -> {
                    if (Read.isInt(parser)) {
                        newMessages = parser.getIntValue();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Mailbox(name, oldMessages, newMessages, Others.done(others));
    }
}
