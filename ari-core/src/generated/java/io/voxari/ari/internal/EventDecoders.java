package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import io.voxari.ari.AriEvent;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * From the type of an event to its decoder.
 */
@Generated("io.voxari.ari.codegen")
final class EventDecoders {
    private EventDecoders() {}

    /**
     * Reads an event of that type; null if the type is not known. Its channel is the known one, unless the text
     * has another.
     */
    static @Nullable AriEvent decode(String type, JsonParser parser, String raw, @Nullable Channel known)
            throws IOException {
        return switch (type) {
            case "ApplicationMoveFailed" -> ApplicationMoveFailedDecoder.decode(parser, raw, known);
            case "ApplicationRegistered" -> ApplicationRegisteredDecoder.decode(parser, raw);
            case "ApplicationReplaced" -> ApplicationReplacedDecoder.decode(parser, raw);
            case "ApplicationUnregistered" -> ApplicationUnregisteredDecoder.decode(parser, raw);
            case "BridgeAttendedTransfer" -> BridgeAttendedTransferDecoder.decode(parser, raw);
            case "BridgeBlindTransfer" -> BridgeBlindTransferDecoder.decode(parser, raw, known);
            case "BridgeCreated" -> BridgeCreatedDecoder.decode(parser, raw);
            case "BridgeDestroyed" -> BridgeDestroyedDecoder.decode(parser, raw);
            case "BridgeMerged" -> BridgeMergedDecoder.decode(parser, raw);
            case "BridgeVideoSourceChanged" -> BridgeVideoSourceChangedDecoder.decode(parser, raw);
            case "CallBroadcast" -> CallBroadcastDecoder.decode(parser, raw, known);
            case "CallClaimed" -> CallClaimedDecoder.decode(parser, raw, known);
            case "ChannelCallerId" -> ChannelCallerIdDecoder.decode(parser, raw, known);
            case "ChannelConnectedLine" -> ChannelConnectedLineDecoder.decode(parser, raw, known);
            case "ChannelCreated" -> ChannelCreatedDecoder.decode(parser, raw, known);
            case "ChannelDestroyed" -> ChannelDestroyedDecoder.decode(parser, raw, known);
            case "ChannelDialplan" -> ChannelDialplanDecoder.decode(parser, raw, known);
            case "ChannelDtmfReceived" -> ChannelDtmfReceivedDecoder.decode(parser, raw, known);
            case "ChannelEnteredBridge" -> ChannelEnteredBridgeDecoder.decode(parser, raw, known);
            case "ChannelHangupRequest" -> ChannelHangupRequestDecoder.decode(parser, raw, known);
            case "ChannelHold" -> ChannelHoldDecoder.decode(parser, raw, known);
            case "ChannelLeftBridge" -> ChannelLeftBridgeDecoder.decode(parser, raw, known);
            case "ChannelStateChange" -> ChannelStateChangeDecoder.decode(parser, raw, known);
            case "ChannelTalkingFinished" -> ChannelTalkingFinishedDecoder.decode(parser, raw, known);
            case "ChannelTalkingStarted" -> ChannelTalkingStartedDecoder.decode(parser, raw, known);
            case "ChannelToneDetected" -> ChannelToneDetectedDecoder.decode(parser, raw, known);
            case "ChannelTransfer" -> ChannelTransferDecoder.decode(parser, raw);
            case "ChannelUnhold" -> ChannelUnholdDecoder.decode(parser, raw, known);
            case "ChannelUserevent" -> ChannelUsereventDecoder.decode(parser, raw, known);
            case "ChannelVarset" -> ChannelVarsetDecoder.decode(parser, raw, known);
            case "ContactStatusChange" -> ContactStatusChangeDecoder.decode(parser, raw);
            case "DeviceStateChanged" -> DeviceStateChangedDecoder.decode(parser, raw);
            case "Dial" -> DialDecoder.decode(parser, raw);
            case "EndpointStateChange" -> EndpointStateChangeDecoder.decode(parser, raw);
            case "MissingParams" -> MissingParamsDecoder.decode(parser, raw);
            case "PeerStatusChange" -> PeerStatusChangeDecoder.decode(parser, raw);
            case "PlaybackContinuing" -> PlaybackContinuingDecoder.decode(parser, raw);
            case "PlaybackFinished" -> PlaybackFinishedDecoder.decode(parser, raw);
            case "PlaybackStarted" -> PlaybackStartedDecoder.decode(parser, raw);
            case "RESTResponse" -> RestResponseDecoder.decode(parser, raw);
            case "RecordingFailed" -> RecordingFailedDecoder.decode(parser, raw);
            case "RecordingFinished" -> RecordingFinishedDecoder.decode(parser, raw);
            case "RecordingStarted" -> RecordingStartedDecoder.decode(parser, raw);
            case "StasisEnd" -> StasisEndDecoder.decode(parser, raw, known);
            case "StasisStart" -> StasisStartDecoder.decode(parser, raw, known);
            case "TextMessageReceived" -> TextMessageReceivedDecoder.decode(parser, raw);
            default -> null;
        };
    }
}
