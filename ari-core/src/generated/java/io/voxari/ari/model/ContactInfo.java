package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One contact of an endpoint: an address at which it can be called.
 *
 * <p>Model {@code ContactInfo}. Immutable.
 *
 * @param uri the address
 * @param contactStatus whether it answers
 * @param aor the address of record that it belongs to
 * @param roundtripMicros how long the last check took, in microseconds, as text; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record ContactInfo(
        String uri,
        ContactStatus contactStatus,
        String aor,
        @Nullable String roundtripMicros,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param uri the address
     * @param contactStatus whether it answers
     * @param aor the address of record that it belongs to
     * @param roundtripMicros how long the last check took, in microseconds, as text; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public ContactInfo {
        otherFields = Copies.map(otherFields);
    }
}
