package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on bridges. Only the loop's thread. */
final class BridgeRest {
    private final Pbx pbx;
    private final RecordingRest recordings;
    private final PlaybackRest playbacks;

    BridgeRest(Pbx pbx, RecordingRest recordings, PlaybackRest playbacks) {
        this.pbx = pbx;
        this.playbacks = playbacks;
        this.recordings = recordings;
    }

    /** Null for what is not simulated. */
    @Nullable Reply answer(AriRequest request) {
        if (request.is("GET", "bridges")) {
            return Reply.ok(pbx.bridges.values().stream().map(PbxBridge::json).toList());
        }
        if (request.is("POST", "bridges")) {
            return createBridge(
                    request, request.get("bridgeId", UUID.randomUUID().toString()));
        }
        if (request.is("POST", "bridges", "*")) {
            return createBridge(request, request.path().get(1));
        }
        if (request.is("GET", "bridges", "*")) {
            return withBridge(request, "Not Found", bridge -> Reply.ok(bridge.json()));
        }
        if (request.is("DELETE", "bridges", "*")) {
            return withBridge(request, "Not found", bridge -> {
                pbx.bridging.destroy(bridge);
                return Reply.DONE;
            });
        }
        if (request.is("POST", "bridges", "*", "addChannel")) {
            // No connected line updates are simulated, so there are none to inhibit.
            request.only("channel", "inhibitConnectedLineUpdates");
            return withBridge(request, "Not found", bridge -> addChannels(request, bridge));
        }
        if (request.is("POST", "bridges", "*", "removeChannel")) {
            return withBridge(request, "Not found", bridge -> removeChannels(request, bridge));
        }
        if (request.is("POST", "bridges", "*", "record")) {
            return withBridge(request, "Not found", bridge -> recordings.record(request, bridge));
        }
        if (request.is("POST", "bridges", "*", "play") || request.is("POST", "bridges", "*", "play", "*")) {
            return withBridge(request, "Not Found", bridge -> playbacks.play(request, bridge));
        }
        if (request.isAt("bridges", "*", "moh")) {
            return withBridge(request, "Not Found", bridge -> music(request, bridge));
        }
        return request.isAt("bridges") && !request.method().equals("POST") ? Reply.invalidMethod() : null;
    }

    private Reply withBridge(AriRequest request, String reason, Function<PbxBridge, Reply> operation) {
        PbxBridge bridge = pbx.bridges.get(request.path().get(1));
        return bridge == null ? Reply.refused(404, reason, "Bridge not found") : operation.apply(bridge);
    }

    private Reply createBridge(AriRequest request, String id) {
        request.only("type", "name", "bridgeId");
        if (pbx.bridges.containsKey(id)) {
            return Reply.refused(409, "Conflict", "Bridge with id '" + id + "' already exists");
        }
        String type = request.get("type", "mixing");
        if (type.equals("holding") || type.contains(",") || type.startsWith("video")) {
            throw new UnsupportedOperationException("the bridge type " + type);
        }
        if (!type.equals("mixing")) {
            return Reply.refused(500, "Internal Error", "Unable to create bridge");
        }
        PbxBridge bridge = pbx.bridging.create(id, request.get("name", ""));
        return request.path().size() > 1 ? Reply.ok(bridge.json()) : withVariables(request, bridge);
    }

    /** Where no id is in the address, Asterisk takes every field of the body for a variable of the bridge. */
    private static Reply withVariables(AriRequest request, PbxBridge bridge) {
        for (JsonNode variable : request.body()) {
            if (variable.isObject() && !variable.path("value").isTextual()) {
                return Reply.badRequest("Each object value in 'variables' must include string field 'value'");
            }
            if (!variable.isTextual() && !variable.isObject()) {
                return Reply.badRequest("Each value in 'variables' must be a string or an object with 'value' and"
                        + " optional 'report_events'");
            }
        }
        return Reply.ok(bridge.json());
    }

    private Reply addChannels(AriRequest request, PbxBridge bridge) {
        String ids = request.get("channel");
        if (ids == null) {
            return Reply.badRequest("Missing parameter channel");
        }
        List<String> wanted = List.of(ids.split(",", -1));
        for (String id : wanted) {
            PbxChannel channel = pbx.channels.get(id);
            if (channel == null) {
                return Reply.badRequest("Channel not found");
            }
            if (channel.stasis == null) {
                return Reply.refused(422, "Unprocessable Entity", "Channel not in Stasis application");
            }
            if (channel.recording != null) {
                return Reply.refused(409, "Conflict", "Channel " + id + " currently recording");
            }
        }
        return enter(wanted, bridge);
    }

    /** One after the other, each when it is free. */
    private Reply enter(List<String> ids, PbxBridge bridge) {
        PbxChannel channel = ids.isEmpty() ? null : pbx.channels.get(ids.get(0));
        if (channel == null) {
            return Reply.DONE;
        }
        return channel.whenFree(() -> {
            if (pbx.bridges.get(bridge.id) == bridge) {
                pbx.bridging.enter(bridge, channel);
            }
            return enter(ids.subList(1, ids.size()), bridge);
        });
    }

    private Reply music(AriRequest request, PbxBridge bridge) {
        boolean begins = request.method().equals("POST");
        if (!begins && bridge.music == null) {
            return Reply.refused(409, "Conflict", "Bridge isn't playing music");
        }
        pbx.announcements.music(bridge, begins);
        return Reply.DONE;
    }

    private Reply removeChannels(AriRequest request, PbxBridge bridge) {
        String ids = request.get("channel");
        if (ids == null) {
            return Reply.badRequest("Missing parameter channel");
        }
        for (String id : ids.split(",", -1)) {
            PbxChannel channel = pbx.channels.get(id);
            if (channel == null) {
                return Reply.badRequest("Channel not found");
            }
            if (channel.bridge != bridge) {
                return Reply.refused(422, "Unprocessable Entity", "Channel not in this bridge");
            }
        }
        return leave(List.of(ids.split(",", -1)));
    }

    private Reply leave(List<String> ids) {
        PbxChannel channel = ids.isEmpty() ? null : pbx.channels.get(ids.get(0));
        if (channel == null) {
            return Reply.DONE;
        }
        return channel.whenFree(() -> {
            pbx.bridging.leave(channel);
            return leave(ids.subList(1, ids.size()));
        });
    }
}
