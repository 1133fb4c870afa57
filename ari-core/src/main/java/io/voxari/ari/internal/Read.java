package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What generated decoders ask of a parser: is the value of this shape, and what is it. */
final class Read {
    private Read() {}

    static boolean isInt(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT;
    }

    static boolean isLong(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    static boolean isNumber(JsonParser parser) {
        return parser.currentToken().isNumeric();
    }

    static boolean isBoolean(JsonParser parser) {
        return parser.currentToken().isBoolean();
    }

    /** A time, or null if the value is none. */
    static @Nullable Instant time(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? WireTime.parse(parser.getText()) : null;
    }

    /** The texts of an array; numbers and booleans count as texts, nulls and nested values are left out. */
    static List<String> texts(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        do {
            if (parser.currentToken().isStructStart()) {
                parser.skipChildren();
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                texts.add(parser.getText());
            }
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return List.copyOf(texts);
    }

    /** The objects of an array; anything else in it is left out. */
    static <T> List<T> list(JsonParser parser, Decoder<T> decoder) throws IOException {
        List<T> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                values.add(decoder.decode(parser));
            } else {
                parser.skipChildren();
            }
        }
        return List.copyOf(values);
    }

    /** The objects of an array, each as a map. */
    static List<Map<String, Object>> maps(JsonParser parser) throws IOException {
        return list(parser, WireValues::map);
    }

    /** The members of an object as texts; those that are null are left out, nested ones are JSON again. */
    static Map<String, String> textMap(JsonParser parser) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                map.put(name, Wire.text(WireValues.value(parser)));
            } else if (token != JsonToken.VALUE_NULL) {
                map.put(name, parser.getText());
            }
        }
        return map;
    }

    /** What a decoder makes of an object without fields. */
    static <T> T neutral(Decoder<T> decoder) {
        try {
            return Wire.readObject("{}", decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
