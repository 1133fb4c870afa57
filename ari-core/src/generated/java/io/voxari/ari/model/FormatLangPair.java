package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A format and language in which a sound exists.
 *
 * <p>Model {@code FormatLangPair}. Immutable.
 *
 * @param language the language
 * @param format the format
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record FormatLangPair(String language, String format, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param language the language
     * @param format the format
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public FormatLangPair {
        otherFields = Copies.map(otherFields);
    }
}
