package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A recording that is stored.
 *
 * <p>Model {@code StoredRecording}. Immutable.
 *
 * @param name its name
 * @param format the file format
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record StoredRecording(String name, String format, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name its name
     * @param format the file format
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public StoredRecording {
        otherFields = Copies.map(otherFields);
    }
}
