package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import io.voxari.ari.AriEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * From the type of an event to its decoder.
 */
@Generated("io.voxari.ari.codegen")
final class EventDecoders {
    private EventDecoders() {}

    /**
     * Reads an event of that type; null if the type is not known.
     */
    static @Nullable AriEvent decode(String type, JsonParser parser, String raw) throws IOException {
        return switch (type) {
            case "ApplicationMoveFailed" -> ApplicationMoveFailedDecoder.decode(parser, raw);
            case "ApplicationRegistered" -> ApplicationRegisteredDecoder.decode(parser, raw);
            case "ApplicationReplaced" -> ApplicationReplacedDecoder.decode(parser, raw);
            case "ApplicationUnregistered" -> ApplicationUnregisteredDecoder.decode(parser, raw);
            case "BridgeAttendedTransfer" -> BridgeAttendedTransferDecoder.decode(parser, raw);
            case "BridgeBlindTransfer" -> BridgeBlindTransferDecoder.decode(parser, raw);
            case "BridgeCreated" -> BridgeCreatedDecoder.decode(parser, raw);
            case "BridgeDestroyed" -> BridgeDestroyedDecoder.decode(parser, raw);
            case "BridgeMerged" -> BridgeMergedDecoder.decode(parser, raw);
            case "BridgeVideoSourceChanged" -> BridgeVideoSourceChangedDecoder.decode(parser, raw);
            case "CallBroadcast" -> CallBroadcastDecoder.decode(parser, raw);
            case "CallClaimed" -> CallClaimedDecoder.decode(parser, raw);
            case "ChannelCallerId" -> ChannelCallerIdDecoder.decode(parser, raw);
            case "ChannelConnectedLine" -> ChannelConnectedLineDecoder.decode(parser, raw);
            case "ChannelCreated" -> ChannelCreatedDecoder.decode(parser, raw);
            case "ChannelDestroyed" -> ChannelDestroyedDecoder.decode(parser, raw);
            case "ChannelDialplan" -> ChannelDialplanDecoder.decode(parser, raw);
            case "ChannelDtmfReceived" -> ChannelDtmfReceivedDecoder.decode(parser, raw);
            case "ChannelEnteredBridge" -> ChannelEnteredBridgeDecoder.decode(parser, raw);
            case "ChannelHangupRequest" -> ChannelHangupRequestDecoder.decode(parser, raw);
            case "ChannelHold" -> ChannelHoldDecoder.decode(parser, raw);
            case "ChannelLeftBridge" -> ChannelLeftBridgeDecoder.decode(parser, raw);
            case "ChannelStateChange" -> ChannelStateChangeDecoder.decode(parser, raw);
            case "ChannelTalkingFinished" -> ChannelTalkingFinishedDecoder.decode(parser, raw);
            case "ChannelTalkingStarted" -> ChannelTalkingStartedDecoder.decode(parser, raw);
            case "ChannelToneDetected" -> ChannelToneDetectedDecoder.decode(parser, raw);
            case "ChannelTransfer" -> ChannelTransferDecoder.decode(parser, raw);
            case "ChannelUnhold" -> ChannelUnholdDecoder.decode(parser, raw);
            case "ChannelUserevent" -> ChannelUsereventDecoder.decode(parser, raw);
            case "ChannelVarset" -> ChannelVarsetDecoder.decode(parser, raw);
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
            case "StasisEnd" -> StasisEndDecoder.decode(parser, raw);
            case "StasisStart" -> StasisStartDecoder.decode(parser, raw);
            case "TextMessageReceived" -> TextMessageReceivedDecoder.decode(parser, raw);
            default -> null;
        };
    }
}
