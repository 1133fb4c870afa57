package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel: one leg of a call, as it was at one moment.
 *
 * <p>Model {@code Channel}. Immutable.
 *
 * @param id the id of the channel
 * @param protocolId the id of the call in the channel's own protocol, such as the SIP Call-ID; empty
 *     if it has none
 * @param name the name, such as {@code PJSIP/6001-00000001}; it may change, unlike the id
 * @param state how far it has come
 * @param caller who this party is
 * @param connected who this party is talking to
 * @param accountCode the account that it is billed to; may be empty
 * @param dialplan where it is in the dialplan
 * @param creationTime when it was made; null if absent
 * @param language the language of sounds
 * @param channelVars the variables that are set to be reported
 * @param callerRdnis the number from which the call was forwarded; null if absent
 * @param tenantId the tenant that it belongs to; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Channel(
        String id,
        String protocolId,
        String name,
        ChannelState state,
        CallerId caller,
        CallerId connected,
        String accountCode,
        DialplanLocation dialplan,
        @Nullable Instant creationTime,
        String language,
        Map<String, String> channelVars,
        @Nullable String callerRdnis,
        @Nullable String tenantId,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param id the id of the channel
     * @param protocolId the id of the call in the channel's own protocol, such as the SIP Call-ID; empty
     *     if it has none
     * @param name the name, such as {@code PJSIP/6001-00000001}; it may change, unlike the id
     * @param state how far it has come
     * @param caller who this party is
     * @param connected who this party is talking to
     * @param accountCode the account that it is billed to; may be empty
     * @param dialplan where it is in the dialplan
     * @param creationTime when it was made; null if absent
     * @param language the language of sounds
     * @param channelVars the variables that are set to be reported
     * @param callerRdnis the number from which the call was forwarded; null if absent
     * @param tenantId the tenant that it belongs to; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Channel {
        channelVars = Copies.map(channelVars);
        otherFields = Copies.map(otherFields);
    }
}
