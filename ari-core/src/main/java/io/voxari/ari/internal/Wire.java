package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.voxari.ari.AriEvent;
import io.voxari.ari.UnknownEvent;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to values and back: the one place that makes parsers.
 *
 * <p>Thread-safe; all methods are functions of their arguments.
 */
public final class Wire {
    /** Deeper than anything Asterisk sends, and shallow enough for the readers that call themselves. */
    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            // What is not UTF-8 is not from Asterisk, and need not be guessed at for each message.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // The text of a broken message may hold a secret: it does not go into exceptions.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Wire() {}

    /**
     * Reads a message of the event WebSocket.
     *
     * @return null if the text is not a JSON object; never throws
     */
    public static @Nullable AriEvent event(String text) {
        return event(text, Glance.at(text).type());
    }

    /** As above, for who has looked at it. */
    static @Nullable AriEvent event(String text, @Nullable String type) {
        // In bytes the parser knows a field by a few numbers, in characters by a hash of its name: a sixth of the time.
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        return event(json, json.length, text, type, null);
    }

    /**
     * As above, for who has its bytes, or what is left of them: with a known channel they are those of the text without it.
     */
    static @Nullable AriEvent event(
            byte[] json, int length, String text, @Nullable String type, @Nullable Channel known) {
        try (JsonParser parser = JSON.createParser(json, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            AriEvent event = type == null ? null : EventDecoders.decode(type, parser, text, known);
            return event == null ? unknown(text) : ended(parser, event);
        } catch (IOException | RuntimeException e) {
            // Besides malformed text also what a bug of ours may throw: the reader thread must live.
            return null;
        }
    }

    /**
     * Reads a channel that begins there.
     *
     * @return it, and where its text ends; null if there is none
     */
    static @Nullable Piece channel(byte[] json, int from) {
        try (JsonParser parser = JSON.createParser(json, from, json.length - from)) {
            expect(parser, JsonToken.START_OBJECT);
            Channel channel = ChannelDecoder.decode(parser);
            return new Piece(channel, from + (int) parser.currentLocation().getByteOffset());
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** A channel, and the index behind its text. */
    record Piece(Channel channel, int end) {}

    private static AriEvent ended(JsonParser parser, AriEvent event) throws IOException {
        end(parser);
        return event;
    }

    private static UnknownEvent unknown(String text) throws IOException {
        return UnknownEvents.of(readObject(text, WireValues::map), text);
    }

    /** Reads any JSON object into maps, lists and plain values; null if the text is none. Never throws. */
    public static @Nullable Map<String, Object> object(String text) {
        try {
            return readObject(text, WireValues::map);
        } catch (IOException e) {
            return null;
        }
    }

    /** Writes maps, lists, texts, numbers, booleans and nulls as JSON text. */
    public static String json(Map<String, ?> value) {
        return text(value);
    }

    static String text(@Nullable Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            WireValues.write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static <T> T readObject(String text, Decoder<T> decoder) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return object(parser, decoder);
        }
    }

    static <T> T readObject(byte[] utf8, Decoder<T> decoder) throws IOException {
        try (JsonParser parser = JSON.createParser(utf8)) {
            return object(parser, decoder);
        }
    }

    static <T> List<T> readList(String text, Decoder<T> decoder) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return list(parser, decoder);
        }
    }

    static <T> List<T> readList(byte[] utf8, Decoder<T> decoder) throws IOException {
        try (JsonParser parser = JSON.createParser(utf8)) {
            return list(parser, decoder);
        }
    }

    private static <T> T object(JsonParser parser, Decoder<T> decoder) throws IOException {
        expect(parser, JsonToken.START_OBJECT);
        T value = decoder.decode(parser);
        end(parser);
        return value;
    }

    private static <T> List<T> list(JsonParser parser, Decoder<T> decoder) throws IOException {
        expect(parser, JsonToken.START_ARRAY);
        List<T> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                values.add(decoder.decode(parser));
            } else {
                throw new IOException("An array of objects expected, in it came " + parser.currentToken());
            }
        }
        end(parser);
        return List.copyOf(values);
    }

    private static void expect(JsonParser parser, JsonToken wanted) throws IOException {
        JsonToken token = parser.nextToken();
        if (token != wanted) {
            throw new IOException(wanted + " expected, " + (token == null ? "nothing" : token) + " came");
        }
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("More came after the end of the JSON value");
        }
    }
}
