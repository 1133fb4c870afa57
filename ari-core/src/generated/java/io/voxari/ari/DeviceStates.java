package io.voxari.ari;

import io.voxari.ari.internal.DeviceStateDecoder;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.model.DeviceState;
import io.voxari.ari.model.DeviceStateValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Device states that applications own; their names begin with {@code Stasis:}.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class DeviceStates {
    private static final Reply<List<DeviceState>> DEVICE_STATE_LIST = Reply.list(DeviceStateDecoder::decode);

    private static final Reply<DeviceState> DEVICE_STATE = Reply.object(DeviceStateDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private final RestTransport transport;

    DeviceStates(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists the device states that applications own.
     *
     * <p>{@code GET /deviceStates}, since Asterisk 12.0.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.DeviceState}
     */
    public AriRequest<List<DeviceState>> list() {
        return new AriRequest<>(transport, new RestCall("GET", "/deviceStates"), DEVICE_STATE_LIST);
    }

    /**
     * Gets the state of a device.
     *
     * <p>{@code GET /deviceStates/{deviceName}}, since Asterisk 12.0.0.
     *
     * @param deviceName the name of the device; one that applications own begins with {@code Stasis:}
     * @return the request; answers a {@link io.voxari.ari.model.DeviceState}
     */
    public AriRequest<DeviceState> get(String deviceName) {
        return new AriRequest<>(transport, new RestCall("GET", "/deviceStates/{deviceName}", deviceName), DEVICE_STATE);
    }

    /**
     * Sets the state of a device that applications own; phones that watch it are told.
     *
     * <p>{@code PUT /deviceStates/{deviceName}}, since Asterisk 12.0.0. Declared errors: 404, 409.
     *
     * @param deviceName the name of the device; one that applications own begins with {@code Stasis:}
     * @param deviceState the state to show
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> update(String deviceName, String deviceState) {
        return new AriRequest<>(
                transport,
                new RestCall("PUT", "/deviceStates/{deviceName}", deviceName).query("deviceState", deviceState),
                NOTHING);
    }

    /**
     * Sets the state of a device that applications own; phones that watch it are told.
     *
     * <p>{@code PUT /deviceStates/{deviceName}}, since Asterisk 12.0.0. Declared errors: 404, 409.
     *
     * @param deviceName the name of the device; one that applications own begins with {@code Stasis:}
     * @param deviceState the state to show
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> update(String deviceName, DeviceStateValue deviceState) {
        return update(deviceName, deviceState.wire());
    }

    /**
     * Gives up a device state.
     *
     * <p>{@code DELETE /deviceStates/{deviceName}}, since Asterisk 12.0.0. Declared errors: 404, 409.
     *
     * @param deviceName the name of the device; one that applications own begins with {@code Stasis:}
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> delete(String deviceName) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/deviceStates/{deviceName}", deviceName), NOTHING);
    }
}
