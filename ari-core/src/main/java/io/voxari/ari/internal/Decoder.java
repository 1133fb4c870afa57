package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one JSON object into a value. The parser stands at its opening brace, and afterwards at its closing one. */
@FunctionalInterface
public interface Decoder<T> {
    T decode(JsonParser parser) throws IOException;
}
