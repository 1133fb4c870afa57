package io.voxari.testkit.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
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

    private static final Set<String> SOURCES = Set.of("channel", "bridge", "endpoint", "deviceState");

    private final Pbx pbx;
    private final ChannelRest channels;
    private final BridgeRest bridges;
    private final RecordingRest recordings;
    private final PlaybackRest playbacks;

    AriRest(Pbx pbx) {
        this.pbx = pbx;
        this.recordings = new RecordingRest(pbx);
        this.playbacks = new PlaybackRest(pbx);
        this.channels = new ChannelRest(pbx, recordings, playbacks);
        this.bridges = new BridgeRest(pbx, recordings, playbacks);
    }

    Reply answer(AriRequest request) {
        pbx.asked(request.toString());
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
                case "events" -> events(request);
                case "channels" -> channels.answer(request);
                case "bridges" -> bridges.answer(request);
                case "playbacks" -> playbacks.answer(request);
                case "recordings" -> recordings.answer(request);
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

    // ---- asterisk

    private @Nullable Reply asterisk(AriRequest request) {
        if (request.is("GET", "asterisk", "ping")) {
            return Reply.ok(Json.of("ping", "pong", "timestamp", pbx.now(), "asterisk_id", Pbx.ENTITY_ID));
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
        if (request.is("PUT", "applications", "*", "eventFilter")) {
            return withApp(request, app -> {
                app.filter(request.body());
                return Reply.ok(app.json());
            });
        }
        return null;
    }

    // ---- events

    private @Nullable Reply events(AriRequest request) {
        if (!request.is("POST", "events", "user", "*")) {
            return null;
        }
        request.only("application");
        String name = request.get("application");
        if (name == null) {
            return Reply.badRequest("Missing parameter application");
        }
        StasisApp app = pbx.apps.get(name);
        if (app == null) {
            return Reply.notFound("Application not found");
        }
        String event = request.path().get(2);
        // Asterisk repeats the name among what the event carries.
        pbx.emit(app, "ChannelUserevent", Json.of("eventname", event, "userevent", Json.of("eventname", event)));
        return Reply.DONE;
    }

    private Reply withApp(AriRequest request, Function<StasisApp, Reply> operation) {
        StasisApp app = pbx.apps.get(request.path().get(1));
        return app == null ? Reply.notFound("Application not found") : operation.apply(app);
    }

    private Reply subscription(AriRequest request, StasisApp app) {
        String source = request.get("eventSource");
        if (source == null) {
            return Reply.badRequest("Missing parameter eventSource");
        }
        if (!SOURCES.contains(source.split(":", 2)[0])) {
            return Reply.badRequest("Invalid event source URI scheme");
        }
        String id = source.substring(source.indexOf(':') + 1);
        boolean exists;
        if (source.startsWith("channel:") && !id.isEmpty()) {
            exists = pbx.channels.containsKey(id);
        } else if (source.startsWith("bridge:") && !id.isEmpty()) {
            exists = pbx.bridges.containsKey(id);
        } else {
            throw new UnsupportedOperationException("the event source \"" + source + "\"");
        }
        if (request.method().equals("DELETE") && !app.isSubscribed(source)) {
            return Reply.refused(422, "Unprocessable Entity", "Event source was not subscribed to");
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
}
