package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operations on playbacks, and those that begin one. Only the loop's thread. */
final class PlaybackRest {
    private static final Set<String> OPERATIONS = Set.of("restart", "pause", "unpause", "reverse", "forward");
    private static final String DEFAULT_SKIP_MILLIS = "3000";

    private final Pbx pbx;

    PlaybackRest(Pbx pbx) {
        this.pbx = pbx;
    }

    /** Null for what is not simulated. */
    @Nullable Reply answer(AriRequest request) {
        if (!request.isAt("playbacks", "*") && !request.isAt("playbacks", "*", "control")) {
            return null;
        }
        boolean isControl = request.is("POST", "playbacks", "*", "control");
        String operation = request.get("operation");
        if (isControl && (operation == null || !OPERATIONS.contains(operation))) {
            return Reply.badRequest(operation == null ? "Missing operation" : "Invalid operation " + operation);
        }
        Playback playback = pbx.playbacks.find(request.path().get(1));
        if (playback == null) {
            return Reply.notFound("Playback not found");
        }
        if (request.is("GET", "playbacks", "*")) {
            return Reply.ok(playback.json());
        }
        if (request.is("DELETE", "playbacks", "*")) {
            pbx.playbacks.stop(playback);
            return Reply.DONE;
        }
        return isControl && operation != null ? control(playback, operation) : null;
    }

    private Reply control(Playback playback, String operation) {
        return pbx.playbacks.control(playback, operation)
                ? Reply.DONE
                : Reply.refused(409, "Conflict", "Can only " + operation + " while media is playing");
    }

    /** The channel is in an application, and in a state in which it can hear. */
    Reply play(AriRequest request, PbxChannel channel) {
        List<String> media = media(request);
        if (media.isEmpty()) {
            return Reply.refused(500, "Internal Server Error", "Failed to queue media for playback");
        }
        return play(request, channel.resource(), media, channel.player(pbx));
    }

    Reply play(AriRequest request, PbxBridge bridge) {
        List<String> media = media(request);
        if (media.isEmpty()) {
            return new Reply(500, "Internal Server Error", Json.write(Json.of("error", "Allocation failed")));
        }
        return play(request, bridge.resource(), media, pbx.announcements.announcer(bridge));
    }

    private Reply play(AriRequest request, String target, List<String> media, Player player) {
        request.only("media", "lang", "offsetms", "skipms", "playbackId");
        String id = request.path().size() > 3
                ? request.path().get(3)
                : request.get("playbackId", UUID.randomUUID().toString());
        Playback playback = new Playback(
                id,
                target,
                media,
                request.get("lang", "en"),
                Integer.parseInt(request.get("offsetms", "0")),
                Integer.parseInt(request.get("skipms", DEFAULT_SKIP_MILLIS)));
        pbx.playbacks.play(playback, player);
        return Reply.created(playback.json(), "/ari/playbacks/" + id);
    }

    private static List<String> media(AriRequest request) {
        JsonNode inBody = request.body().path("media");
        if (inBody.isArray()) {
            List<String> media = new ArrayList<>();
            inBody.forEach(one -> media.add(one.asText()));
            return media;
        }
        String media = request.get("media");
        return media == null ? List.of() : List.of(media.split(",", -1));
    }
}
