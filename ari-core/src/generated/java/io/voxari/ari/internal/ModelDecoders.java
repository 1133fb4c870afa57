package io.voxari.ari.internal;

import java.util.Map;

/**
 * The decoders of all models that are not events.
 */
@Generated("io.voxari.ari.codegen")
final class ModelDecoders {
    private ModelDecoders() {}

    /**
     * Every decoder by the name of its model on the wire.
     */
    static Map<String, Decoder<?>> all() {
        return Map.ofEntries(
                Map.<String, Decoder<?>>entry("AdditionalParam", AdditionalParamDecoder::decode),
                Map.<String, Decoder<?>>entry("Application", ApplicationDecoder::decode),
                Map.<String, Decoder<?>>entry("AsteriskInfo", AsteriskInfoDecoder::decode),
                Map.<String, Decoder<?>>entry("AsteriskPing", AsteriskPingDecoder::decode),
                Map.<String, Decoder<?>>entry("Bridge", BridgeDecoder::decode),
                Map.<String, Decoder<?>>entry("BuildInfo", BuildInfoDecoder::decode),
                Map.<String, Decoder<?>>entry("CallerID", CallerIdDecoder::decode),
                Map.<String, Decoder<?>>entry("Channel", ChannelDecoder::decode),
                Map.<String, Decoder<?>>entry("ConfigInfo", ConfigInfoDecoder::decode),
                Map.<String, Decoder<?>>entry("ConfigTuple", ConfigTupleDecoder::decode),
                Map.<String, Decoder<?>>entry("ContactInfo", ContactInfoDecoder::decode),
                Map.<String, Decoder<?>>entry("DeviceState", DeviceStateDecoder::decode),
                Map.<String, Decoder<?>>entry("Dialed", DialedDecoder::decode),
                Map.<String, Decoder<?>>entry("DialplanCEP", DialplanLocationDecoder::decode),
                Map.<String, Decoder<?>>entry("Endpoint", EndpointDecoder::decode),
                Map.<String, Decoder<?>>entry("FormatLangPair", FormatLangPairDecoder::decode),
                Map.<String, Decoder<?>>entry("LiveRecording", LiveRecordingDecoder::decode),
                Map.<String, Decoder<?>>entry("LogChannel", LogChannelDecoder::decode),
                Map.<String, Decoder<?>>entry("Mailbox", MailboxDecoder::decode),
                Map.<String, Decoder<?>>entry("Module", AsteriskModuleDecoder::decode),
                Map.<String, Decoder<?>>entry("Peer", PeerDecoder::decode),
                Map.<String, Decoder<?>>entry("Playback", PlaybackDecoder::decode),
                Map.<String, Decoder<?>>entry("RESTHeader", RestHeaderDecoder::decode),
                Map.<String, Decoder<?>>entry("RESTQueryStringParameter", RestQueryParameterDecoder::decode),
                Map.<String, Decoder<?>>entry("RESTRequest", RestRequestDecoder::decode),
                Map.<String, Decoder<?>>entry("RTPstat", RtpStatisticsDecoder::decode),
                Map.<String, Decoder<?>>entry("ReferTo", ReferToDecoder::decode),
                Map.<String, Decoder<?>>entry("ReferredBy", ReferredByDecoder::decode),
                Map.<String, Decoder<?>>entry("RequiredDestination", RequiredDestinationDecoder::decode),
                Map.<String, Decoder<?>>entry("SetId", SetIdDecoder::decode),
                Map.<String, Decoder<?>>entry("Sound", SoundDecoder::decode),
                Map.<String, Decoder<?>>entry("StatusInfo", StatusInfoDecoder::decode),
                Map.<String, Decoder<?>>entry("StoredRecording", StoredRecordingDecoder::decode),
                Map.<String, Decoder<?>>entry("SystemInfo", SystemInfoDecoder::decode),
                Map.<String, Decoder<?>>entry("TextMessage", TextMessageDecoder::decode),
                Map.<String, Decoder<?>>entry("Variable", VariableDecoder::decode),
                Map.<String, Decoder<?>>entry("Variables", VariablesDecoder::decode));
    }
}
