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
 * A phone transferred a call after it had asked the target, and Asterisk carried that out.
 *
 * <p>Event {@code BridgeAttendedTransfer}. Immutable.
 *
 * @param transfererFirstLeg the transferring phone's channel to the first party
 * @param transfererSecondLeg the transferring phone's channel to the target
 * @param replaceChannel the channel that takes the place of the first leg; null if absent
 * @param transferee the party that is transferred; null if absent
 * @param transferTarget the party that it is transferred to; null if absent
 * @param result how it went: {@code Success}, {@code Fail}, {@code Invalid} or {@code Not Permitted}
 * @param isExternal whether it was asked for from outside, as by a SIP REFER
 * @param transfererFirstLegBridge the bridge that the first leg was in; null if absent
 * @param transfererSecondLegBridge the bridge that the second leg was in; null if absent
 * @param destinationType how it was done: {@code bridge}, {@code application}, {@code link},
 *     {@code threeway} or {@code fail}
 * @param destinationBridge the id of the bridge that is left when two were merged; null if absent
 * @param destinationApplication the dialplan application that it was transferred into; null if absent
 * @param destinationLinkFirstLeg the first of two channels that link the bridges; null if absent
 * @param destinationLinkSecondLeg the second of two channels that link the bridges; null if absent
 * @param destinationThreewayChannel the channel of the transferring phone that is left in a call of
 *     three; null if absent
 * @param destinationThreewayBridge the bridge of a call of three; null if absent
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record BridgeAttendedTransfer(
        Channel transfererFirstLeg,
        Channel transfererSecondLeg,
        @Nullable Channel replaceChannel,
        @Nullable Channel transferee,
        @Nullable Channel transferTarget,
        String result,
        boolean isExternal,
        @Nullable Bridge transfererFirstLegBridge,
        @Nullable Bridge transfererSecondLegBridge,
        String destinationType,
        @Nullable String destinationBridge,
        @Nullable String destinationApplication,
        @Nullable Channel destinationLinkFirstLeg,
        @Nullable Channel destinationLinkSecondLeg,
        @Nullable Channel destinationThreewayChannel,
        @Nullable Bridge destinationThreewayBridge,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param transfererFirstLeg the transferring phone's channel to the first party
     * @param transfererSecondLeg the transferring phone's channel to the target
     * @param replaceChannel the channel that takes the place of the first leg; null if absent
     * @param transferee the party that is transferred; null if absent
     * @param transferTarget the party that it is transferred to; null if absent
     * @param result how it went: {@code Success}, {@code Fail}, {@code Invalid} or {@code Not Permitted}
     * @param isExternal whether it was asked for from outside, as by a SIP REFER
     * @param transfererFirstLegBridge the bridge that the first leg was in; null if absent
     * @param transfererSecondLegBridge the bridge that the second leg was in; null if absent
     * @param destinationType how it was done: {@code bridge}, {@code application}, {@code link},
     *     {@code threeway} or {@code fail}
     * @param destinationBridge the id of the bridge that is left when two were merged; null if absent
     * @param destinationApplication the dialplan application that it was transferred into; null if absent
     * @param destinationLinkFirstLeg the first of two channels that link the bridges; null if absent
     * @param destinationLinkSecondLeg the second of two channels that link the bridges; null if absent
     * @param destinationThreewayChannel the channel of the transferring phone that is left in a call of
     *     three; null if absent
     * @param destinationThreewayBridge the bridge of a call of three; null if absent
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public BridgeAttendedTransfer {
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "BridgeAttendedTransfer";
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
                .add(transfererFirstLeg)
                .add(transfererSecondLeg)
                .add(transferee)
                .add(transferTarget)
                .add(replaceChannel)
                .add(destinationLinkFirstLeg)
                .add(destinationLinkSecondLeg)
                .add(destinationThreewayChannel)
                .add(transfererFirstLegBridge)
                .add(transfererSecondLegBridge)
                .add(destinationThreewayBridge)
                .list();
    }
}
