package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A peer of a channel technology that reports its own state.
 *
 * <p>Model {@code Peer}. Immutable.
 *
 * @param peerStatus its state, in words of the technology
 * @param cause why the state changed; null if absent
 * @param address its address; null if absent
 * @param port its port, as text; null if absent
 * @param time when it was last heard of, as text; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Peer(
        String peerStatus,
        @Nullable String cause,
        @Nullable String address,
        @Nullable String port,
        @Nullable String time,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param peerStatus its state, in words of the technology
     * @param cause why the state changed; null if absent
     * @param address its address; null if absent
     * @param port its port, as text; null if absent
     * @param time when it was last heard of, as text; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Peer {
        otherFields = Copies.map(otherFields);
    }
}
