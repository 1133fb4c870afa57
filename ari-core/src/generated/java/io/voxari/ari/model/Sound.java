package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sound that is installed.
 *
 * <p>Model {@code Sound}. Immutable.
 *
 * @param id its id, under which it is played
 * @param text what is said in it; null if absent
 * @param formats in which formats and languages it exists
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Sound(String id, @Nullable String text, List<FormatLangPair> formats, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param id its id, under which it is played
     * @param text what is said in it; null if absent
     * @param formats in which formats and languages it exists
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Sound {
        formats = Copies.list(formats);
        otherFields = Copies.map(otherFields);
    }
}
