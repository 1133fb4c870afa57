package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The target of a transfer: a number, or a call to be replaced.
 *
 * <p>Model {@code RequiredDestination}. Immutable.
 *
 * @param protocolId the protocol's id of the call to be replaced, for an attended transfer; null if
 *     absent
 * @param destination the number to call, for a blind transfer; null if absent
 * @param additionalProtocolParameters what else the protocol said
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record RequiredDestination(
        @Nullable String protocolId,
        @Nullable String destination,
        List<AdditionalParam> additionalProtocolParameters,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param protocolId the protocol's id of the call to be replaced, for an attended transfer; null if
     *     absent
     * @param destination the number to call, for a blind transfer; null if absent
     * @param additionalProtocolParameters what else the protocol said
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public RequiredDestination {
        additionalProtocolParameters = Copies.list(additionalProtocolParameters);
        otherFields = Copies.map(otherFields);
    }
}
