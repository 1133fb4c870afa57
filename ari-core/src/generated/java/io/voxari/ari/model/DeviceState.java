package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * The state of a device.
 *
 * <p>Model {@code DeviceState}. Immutable.
 *
 * @param name the name of the device
 * @param state its state
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record DeviceState(String name, DeviceStateValue state, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name the name of the device
     * @param state its state
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public DeviceState {
        otherFields = Copies.map(otherFields);
    }
}
