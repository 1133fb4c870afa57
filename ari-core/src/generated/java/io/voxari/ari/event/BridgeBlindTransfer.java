package io.voxari.ari.event;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Subjects;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A phone transferred a call without asking the target, and Asterisk carried that out.
 *
 * <p>Event {@code BridgeBlindTransfer}. Immutable.
 *
 * @param channel the channel of the transferring phone
 * @param replaceChannel the channel that takes the phone's place when the party itself cannot be
 *     transferred; null if absent
 * @param transferee the party that is transferred; null if absent
 * @param extension the extension that it is transferred to
 * @param context the context of that extension
 * @param result how it went: {@code Success}, {@code Fail}, {@code Invalid} or {@code Not Permitted}
 * @param isExternal whether it was asked for from outside, as by a SIP REFER
 * @param bridge the bridge that is transferred; null if absent
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record BridgeBlindTransfer(
        Channel channel,
        @Nullable Channel replaceChannel,
        @Nullable Channel transferee,
        String extension,
        String context,
        String result,
        boolean isExternal,
        @Nullable Bridge bridge,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param channel the channel of the transferring phone
     * @param replaceChannel the channel that takes the phone's place when the party itself cannot be
     *     transferred; null if absent
     * @param transferee the party that is transferred; null if absent
     * @param extension the extension that it is transferred to
     * @param context the context of that extension
     * @param result how it went: {@code Success}, {@code Fail}, {@code Invalid} or {@code Not Permitted}
     * @param isExternal whether it was asked for from outside, as by a SIP REFER
     * @param bridge the bridge that is transferred; null if absent
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public BridgeBlindTransfer {
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "BridgeBlindTransfer";
    }

    /**
     * The type and the message as it was received.
     */
    @Override
    public String toString() {
        return type() + raw;
    }

    @Override
    public List<ResourceId> resources() {
        return new Subjects()
                .add(channel)
                .add(transferee)
                .add(replaceChannel)
                .add(bridge)
                .list();
    }
}
