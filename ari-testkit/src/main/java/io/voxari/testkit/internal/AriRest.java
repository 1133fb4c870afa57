package io.voxari.testkit.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations of ARI that are simulated, each with the answers seen on Asterisk 22.10.1. Only the loop's thread. */
final class AriRest {
    private static final Set<String> RESOURCES = Set.of(
            "applications",
            "asterisk",
            "bridges",
            "channels",
            "deviceStates",
            "endpoints",
            "events",
            "mailboxes",
            "playbacks",
            "recordings",
            "sounds");

    private final Pbx pbx;
    private final ExternalMedia externalMedia;

    AriRest(Pbx pbx) {
        this.pbx = pbx;
        this.externalMedia = new ExternalMedia(pbx);
    }

    Reply answer(AriRequest request) {
        String last = request.path().isEmpty()
                ? ""
                : request.path().get(request.path().size() - 1);
        if (last.isEmpty()) {
            String path = String.join(
                    "/", request.path().subList(0, Math.max(0, request.path().size() - 1)));
            return Reply.notFound("ARI URLs do not end with a slash. Try /ari/" + path);
        }
        try {
            Reply reply = switch (request.path().get(0)) {
                case "asterisk" -> asterisk(request);
                case "applications" -> applications(request);
                case "channels" -> channels(request);
                case "bridges" -> bridges(request);
                default -> null;
            };
            if (reply != null) {
                return reply;
            }
        } catch (UnsupportedOperationException missing) {
            return notSimulated(request + ": " + missing.getMessage());
        }
        return RESOURCES.contains(request.path().get(0))
                ? notSimulated(request.toString())
                : Reply.notFound("Resource not found");
    }

    private Reply notSimulated(String what) {
        String message = "not simulated: " + what;
        pbx.fault(message);
        return Reply.refused(501, "Not Implemented", message);
    }

    private static void only(AriRequest request, String... known) {
        String other = request.otherThan(known);
        if (other != null) {
            throw new UnsupportedOperationException("the parameter " + other);
        }
    }

    // ---- asterisk

    private @Nullable Reply asterisk(AriRequest request) {
        if (request.is("GET", "asterisk", "ping")) {
            return Reply.ok(Json.of("ping", "pong", "timestamp", Pbx.now(), "asterisk_id", Pbx.ENTITY_ID));
        }
        if (request.is("GET", "asterisk", "info")) {
            Map<String, Object> parts = Json.of(
                    "build",
                            Json.of(
                                    "os", "Linux",
                                    "kernel", "unknown",
                                    "machine", "unknown",
                                    "options", "",
                                    "date", "1970-01-01 00:00:00 UTC",
                                    "user", "nobody"),
                    "system", Json.of("version", pbx.settings.version(), "entity_id", Pbx.ENTITY_ID),
                    "config",
                            Json.of(
                                    "name", "",
                                    "default_language", "en",
                                    "setid", Json.of("user", "", "group", "")),
                    "status", Json.of("startup_time", pbx.started, "last_reload_time", pbx.started));
            String only = request.get("only");
            if (only != null) {
                parts.keySet().retainAll(Arrays.asList(only.split(",", -1)));
            }
            return Reply.ok(parts);
        }
        return null;
    }

    // ---- applications

    private @Nullable Reply applications(AriRequest request) {
        if (request.is("GET", "applications")) {
            return Reply.ok(pbx.apps.values().stream().map(StasisApp::json).toList());
        }
        if (request.is("GET", "applications", "*")) {
            return withApp(request, app -> Reply.ok(app.json()));
        }
        if (request.isAt("applications", "*", "subscription")) {
            return withApp(request, app -> subscription(request, app));
        }
        return null;
    }

    private Reply withApp(AriRequest request, Function<StasisApp, Reply> operation) {
        StasisApp app = pbx.apps.get(request.path().get(1));
        return app == null ? Reply.notFound("Application not found") : operation.apply(app);
    }

    private Reply subscription(AriRequest request, StasisApp app) {
        String source = request.get("eventSource", "");
        String id = source.substring(source.indexOf(':') + 1);
        boolean exists;
        if (source.startsWith("channel:") && !id.isEmpty()) {
            exists = pbx.channels.containsKey(id);
        } else if (source.startsWith("bridge:") && !id.isEmpty()) {
            exists = pbx.bridges.containsKey(id);
        } else {
            throw new UnsupportedOperationException("the event source \"" + source + "\"");
        }
        if (!exists) {
            return Reply.refused(422, "Unprocessable Entity", "Event source does not exist");
        }
        if (request.method().equals("POST")) {
            app.subscribe(source);
        } else {
            app.unsubscribe(source);
        }
        return Reply.ok(app.json());
    }

    // ---- channels

    private @Nullable Reply channels(AriRequest request) {
        if (request.is("GET", "channels")) {
            return Reply.ok(pbx.channels.values().stream().map(PbxChannel::json).toList());
        }
        if (request.is("POST", "channels", "externalMedia")) {
            return externalMedia.create(request);
        }
        if (request.is("GET", "channels", "*")) {
            return withChannel(request, channel -> Reply.ok(channel.json()));
        }
        if (request.is("DELETE", "channels", "*")) {
            return withChannel(request, channel -> hangUp(request, channel));
        }
        if (request.is("GET", "channels", "*", "variable")) {
            return variable(request);
        }
        if (request.is("POST", "channels", "*", "answer")) {
            return inStasis(request, pbx::answer);
        }
        if (request.is("POST", "channels", "*", "ring")) {
            return inStasis(request, channel -> channel.leg.ringing());
        }
        if (request.is("POST", "channels", "*", "variable")) {
            String name = request.get("variable");
            if (name == null) {
                return Reply.badRequest("Variable name is required");
            }
            return inStasis(request, channel -> pbx.setVariable(channel, name, request.get("value", "")));
        }
        if (request.is("POST", "channels", "*", "continue")) {
            only(request, "context", "extension", "priority");
            return inStasis(
                    request,
                    channel -> pbx.loop.execute(() -> {
                        if (!channel.gone) {
                            pbx.proceed(channel, request.get("context"), request.get("extension"));
                        }
                    }));
        }
        return request.isAt("channels") && !request.method().equals("POST") ? invalidMethod() : null;
    }

    private static Reply invalidMethod() {
        return Reply.refused(405, "Method Not Allowed", "Invalid method");
    }

    private Reply withChannel(AriRequest request, Function<PbxChannel, Reply> operation) {
        PbxChannel channel = pbx.channels.get(request.path().get(1));
        return channel == null ? Reply.notFound("Channel not found") : operation.apply(channel);
    }

    private Reply inStasis(AriRequest request, java.util.function.Consumer<PbxChannel> operation) {
        return withChannel(request, channel -> {
            if (channel.stasis == null) {
                return Reply.notInStasis();
            }
            operation.accept(channel);
            return Reply.DONE;
        });
    }

    private Reply hangUp(AriRequest request, PbxChannel channel) {
        String reason = request.get("reason");
        String code = request.get("reason_code");
        if (reason != null && code != null) {
            return Reply.badRequest("The reason and reason_code can't both be specified");
        }
        OptionalInt cause = OptionalInt.of(HangupCauses.NORMAL);
        if (reason != null) {
            cause = HangupCauses.ofReason(reason);
        } else if (code != null && code.matches("\\d{1,3}")) {
            cause = OptionalInt.of(Integer.parseInt(code));
        }
        if (cause.isEmpty()) {
            return Reply.refused(400, "Invalid Reason", "Invalid reason for hangup reason provided");
        }
        pbx.requestHangUp(channel, cause.getAsInt());
        return Reply.DONE;
    }

    private Reply variable(AriRequest request) {
        String name = request.get("variable");
        if (name == null) {
            return Reply.badRequest("Variable name is required");
        }
        if (name.endsWith(")")) {
            throw new UnsupportedOperationException("the function " + name);
        }
        PbxChannel channel = pbx.channels.get(request.path().get(1));
        if (channel == null) {
            return Reply.refused(404, "Channel Not Found", "Provided channel was not found");
        }
        String value = channel.variables.get(name);
        return value == null || value.isEmpty()
                ? Reply.refused(404, "Variable Not Found", "Provided variable was not found")
                : Reply.ok(Json.of("value", value));
    }

    // ---- bridges

    private @Nullable Reply bridges(AriRequest request) {
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
                pbx.destroyBridge(bridge);
                return Reply.DONE;
            });
        }
        if (request.is("POST", "bridges", "*", "addChannel")) {
            only(request, "channel");
            return withBridge(request, "Not found", bridge -> addChannels(request, bridge));
        }
        if (request.is("POST", "bridges", "*", "removeChannel")) {
            return withBridge(request, "Not found", bridge -> removeChannels(request, bridge));
        }
        return request.isAt("bridges") && !request.method().equals("POST") ? invalidMethod() : null;
    }

    private Reply withBridge(AriRequest request, String reason, Function<PbxBridge, Reply> operation) {
        PbxBridge bridge = pbx.bridges.get(request.path().get(1));
        return bridge == null ? Reply.refused(404, reason, "Bridge not found") : operation.apply(bridge);
    }

    private Reply createBridge(AriRequest request, String id) {
        only(request, "type", "name", "bridgeId");
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
        return Reply.ok(pbx.createBridge(id, request.get("name", "")).json());
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
        }
        long members = bridge.channels.stream()
                .filter(member -> !wanted.contains(member.id))
                .count();
        if (members + wanted.size() > 2) {
            throw new UnsupportedOperationException("a bridge of more than two");
        }
        wanted.forEach(id -> pbx.enterBridge(bridge, java.util.Objects.requireNonNull(pbx.channels.get(id))));
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
            pbx.leaveBridge(channel);
        }
        return Reply.DONE;
    }
}
