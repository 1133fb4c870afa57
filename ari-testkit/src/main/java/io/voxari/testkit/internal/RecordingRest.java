package io.voxari.testkit.internal;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations on recordings, and those that begin one. Only the loop's thread. */
final class RecordingRest {
    private static final Reply MISSING = Reply.notFound("Recording not found");
    private static final Reply UNREADABLE = Reply.refused(500, "Internal Server Error", "Error parsing request");

    private final Recordings recordings;

    RecordingRest(Pbx pbx) {
        this.recordings = pbx.recordings;
    }

    /** Null for what is not simulated. */
    @Nullable Reply answer(AriRequest request) {
        if (request.isAt("recordings", "live", "*") || request.isAt("recordings", "live", "*", "*")) {
            Recording recording = recordings.live(request.path().get(2));
            return recording == null ? MISSING : live(request, recording);
        }
        if (request.is("GET", "recordings", "stored")) {
            return Reply.ok(recordings.stored.entrySet().stream()
                    .map(entry -> entry.getValue().json(entry.getKey()))
                    .toList());
        }
        if (request.isAt("recordings", "stored", "*") || request.isAt("recordings", "stored", "*", "*")) {
            String name = request.path().get(2);
            RecordingFile file = recordings.stored.get(name);
            return file == null ? MISSING : stored(request, name, file);
        }
        return null;
    }

    private @Nullable Reply live(AriRequest request, Recording recording) {
        if (request.is("GET", "recordings", "live", "*")) {
            return Reply.ok(recording.json());
        }
        if (request.is("DELETE", "recordings", "live", "*")) {
            recordings.end(recording, false);
            return Reply.DONE;
        }
        if (request.is("POST", "recordings", "live", "*", "stop")) {
            recordings.end(recording, true);
            return Reply.DONE;
        }
        if (request.isAt("recordings", "live", "*", "pause")) {
            recording.pause(request.method().equals("POST"));
            return Reply.DONE;
        }
        return null;
    }

    private @Nullable Reply stored(AriRequest request, String name, RecordingFile file) {
        if (request.is("GET", "recordings", "stored", "*")) {
            return Reply.ok(file.json(name));
        }
        if (request.is("GET", "recordings", "stored", "*", "file")) {
            return Reply.file(file);
        }
        if (request.is("DELETE", "recordings", "stored", "*")) {
            recordings.stored.remove(name);
            return Reply.DONE;
        }
        return null;
    }

    Reply record(AriRequest request, PbxChannel channel) {
        Reply refused = refusal(request);
        if (refused == null) {
            refused = channel.stasis == null ? Reply.notInStasis() : null;
        }
        if (refused != null) {
            return refused;
        }
        Recording recording = recording(request, channel.resource(), "");
        recordings.ofChannel(recording, channel);
        return made(recording);
    }

    Reply record(AriRequest request, PbxBridge bridge) {
        Reply refused = refusal(request);
        if (refused != null) {
            return refused;
        }
        if (!request.get("terminateOn", "none").equals("none")) {
            throw new UnsupportedOperationException("a recording of a bridge that a digit ends");
        }
        Recording recording = recording(request, bridge.resource(), recordings.nextRecorder());
        recordings.ofBridge(recording, bridge);
        return made(recording);
    }

    private static Reply made(Recording recording) {
        return Reply.created(recording.json(), "/ari/recordings/live/" + recording.name.replace("/", "%2F"));
    }

    private @Nullable Reply refusal(AriRequest request) {
        request.only("name", "format", "maxDurationSeconds", "maxSilenceSeconds", "ifExists", "beep", "terminateOn");
        if (request.get("format") == null) {
            throw new UnsupportedOperationException("a recording without a format, at which Asterisk 22.10.1 crashes");
        }
        if (!request.get("maxSilenceSeconds", "0").equals("0")
                || !request.get("beep", "false").equals("false")) {
            throw new UnsupportedOperationException("a recording with a beep, or that silence ends");
        }
        String name = request.get("name");
        if (name == null || !request.get("maxDurationSeconds", "0").matches("\\d{1,9}")) {
            return UNREADABLE;
        }
        String ifExists = request.get("ifExists", "fail");
        if (!Set.of("fail", "overwrite", "append").contains(ifExists)) {
            return Reply.badRequest("ifExists invalid");
        }
        if (!Set.of("none", "any", "*", "#").contains(request.get("terminateOn", "none"))) {
            return Reply.badRequest("terminateOn invalid");
        }
        if (RecordingFile.Format.of(request.get("format", "")).isEmpty()) {
            return Reply.refused(422, "Unprocessable Entity", "specified format is unknown on this system");
        }
        boolean exists = recordings.live(name) != null || recordings.stored.containsKey(name);
        if (exists && ifExists.equals("append")) {
            throw new UnsupportedOperationException("a recording that is appended to");
        }
        if (recordings.live(name) != null || (exists && ifExists.equals("fail"))) {
            return Reply.refused(409, "Conflict", "Recording '" + name + "' already exists and can not be overwritten");
        }
        return null;
    }

    private static Recording recording(AriRequest request, String target, String recorder) {
        Optional<RecordingFile.Format> format = RecordingFile.Format.of(request.get("format", ""));
        String ending = request.get("terminateOn", "none");
        return new Recording(
                request.get("name", ""),
                format.orElseThrow(),
                target,
                recorder,
                Long.parseLong(request.get("maxDurationSeconds", "0")),
                ending.equals("any") ? "0123456789*#ABCD" : ending.equals("none") ? "" : ending);
    }
}
