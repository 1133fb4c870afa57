package io.voxari.testkit.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes media channels, or says why not in Asterisk's words. Only the loop's thread. */
final class ExternalMedia {
    private static final String INCOMING = "INCOMING";

    private final Pbx pbx;

    ExternalMedia(Pbx pbx) {
        this.pbx = pbx;
    }

    Reply create(AriRequest request) {
        String app = request.get("app");
        String formatName = request.get("format");
        String client = request.get("external_host");
        String direction = pbx.release.hasDirections() ? request.get("direction") : null;
        if (app == null) {
            return Reply.badRequest("app cannot be empty");
        }
        boolean asServer = !request.get("connection_type", "client").equals("client");
        boolean isWebSocket = request.get("transport", "udp").equals("websocket");
        if (asServer && !isWebSocket) {
            return Reply.badRequest("'server' connection_type can only be used with the websocket transport");
        }
        if (!isWebSocket) {
            throw new UnsupportedOperationException("a transport other than websocket");
        }
        if (!request.get("encapsulation", "rtp").equals("none")) {
            return Reply.badRequest("encapsulation must be 'none' for websocket transport");
        }
        if (client == null && !asServer) {
            return Reply.badRequest("external_host is required for all but websocket server connections");
        }
        if (formatName == null) {
            return Reply.badRequest("format cannot be empty");
        }
        if (direction != null && !MediaControl.isDirection(direction)) {
            return Reply.badRequest("Invalid direction specified");
        }
        URI address = client == null ? null : pbx.settings.websocketClients().get(client);
        // The type of the connection only says what to do without a host: with one, Asterisk dials it.
        boolean isServer = asServer && (client == null || client.equals(INCOMING));
        if (address == null && !asServer) {
            return Reply.badRequest("external_host must be a valid websocket_client connection id.");
        }
        String id = request.get("channelId", UUID.randomUUID().toString());
        if (pbx.channels.containsKey(id)) {
            throw new UnsupportedOperationException(
                    "the id " + id + " is in use; Asterisk 22.10.1 was seen to crash at that");
        }
        String transportData = pbx.release.hasMarks() ? request.get("transport_data", "") : "";
        @Nullable MediaOptions options = options(transportData, direction);
        boolean isNowhere = address == null && !isServer;
        if (options == null || isNowhere || (isServer && !options.query().isEmpty())) {
            return Reply.internalError();
        }
        Optional<WireFormat> format = WireFormat.of(options.format().orElse(formatName));
        if (format.isEmpty()) {
            return Reply.internalError();
        }
        String data = request.get("data");
        List<String> args = data == null ? List.of() : List.of(data.split(",", -1));
        String place = isServer || client == null ? INCOMING : client;
        String connectionId = isServer ? UUID.randomUUID().toString() : place;
        String dialString = place
                + ((pbx.release.hasMarks() && request.parameters().containsKey("transport_data")) || direction != null
                        ? "/"
                        : "")
                + transportData
                + (direction == null ? "" : "d(" + direction + ")");
        MediaLeg leg = new MediaLeg(pbx, id, connectionId, isServer, app, args, format.get(), options, dialString);
        PbxChannel channel = new PbxChannel(id, "WebSocket/" + place + "/" + pbx.newPointer(), leg, pbx.now(), "", "");
        request.variables(channel.variables);
        Map<String, String> own = Map.of(
                "MEDIA_WEBSOCKET_CONNECTION_ID",
                connectionId,
                "MEDIA_WEBSOCKET_OPTIMAL_FRAME_SIZE",
                String.valueOf(format.get().frameBytes));
        channel.variables.putAll(own);
        pbx.channels.put(id, channel);
        StasisApp subscriber = pbx.apps.get(app);
        if (subscriber != null) {
            subscriber.subscribe(channel.resource());
        }
        if (address == null || isServer) {
            pbx.incoming.put(connectionId, leg);
            leg.expect(channel);
        } else {
            leg.dial(channel, address);
        }
        Map<String, Object> json = channel.json();
        json.put("channelvars", new java.util.TreeMap<>(own));
        return Reply.ok(json);
    }

    private static @Nullable MediaOptions options(String transportData, @Nullable String direction) {
        try {
            return MediaOptions.parse(transportData + (direction == null ? "" : "d(" + direction + ")"));
        } catch (UnsupportedOperationException notSimulated) {
            throw notSimulated;
        } catch (IllegalArgumentException wrong) {
            return null;
        }
    }
}
