package io.voxari.testkit.internal;

import org.jspecify.annotations.Nullable;

/** What a request is answered with; a file over HTTP only. */
record Reply(
        int status,
        String reason,
        String body,
        @Nullable RecordingFile file,
        @Nullable String location) {
    static final Reply DONE = new Reply(204, "No Content", "");

    Reply(int status, String reason, String body) {
        this(status, reason, body, null, null);
    }

    static Reply ok(Object body) {
        return new Reply(200, "OK", Json.write(body));
    }

    static Reply created(Object body, String location) {
        return new Reply(201, "Created", Json.write(body), null, location);
    }

    static Reply file(RecordingFile file) {
        return new Reply(200, "OK", "", file, null);
    }

    static Reply refused(int status, String reason, String message) {
        return new Reply(status, reason, Json.write(Json.of("message", message)));
    }

    static Reply badRequest(String message) {
        return refused(400, "Bad Request", message);
    }

    static Reply notFound(String message) {
        return refused(404, "Not Found", message);
    }

    static Reply notInStasis() {
        return refused(409, "Conflict", "Channel not in Stasis application");
    }

    static Reply invalidMethod() {
        return refused(405, "Method Not Allowed", "Invalid method");
    }

    static Reply internalError() {
        return refused(500, "Internal Server Error", "An internal error prevented this request from being handled");
    }
}
