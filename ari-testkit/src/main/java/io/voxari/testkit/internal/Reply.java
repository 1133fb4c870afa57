package io.voxari.testkit.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with; a file over HTTP only. With {@code later} that is not known yet, and all else means
 * nothing.
 */
record Reply(
        int status,
        String reason,
        String body,
        @Nullable RecordingFile file,
        @Nullable String location,
        @Nullable CompletableFuture<Reply> later) {
    static final Reply DONE = new Reply(204, "No Content", "");

    Reply(int status, String reason, String body) {
        this(status, reason, body, null, null, null);
    }

    static Reply later(CompletableFuture<Reply> later) {
        return new Reply(0, "", "", null, null, later);
    }

    /** {@return what the answer is in the end} */
    CompletableFuture<Reply> whole() {
        return later == null ? CompletableFuture.completedFuture(this) : later;
    }

    static Reply ok(Object body) {
        return new Reply(200, "OK", Json.write(body));
    }

    static Reply created(Object body, String location) {
        return new Reply(201, "Created", Json.write(body), null, location, null);
    }

    static Reply file(RecordingFile file) {
        return new Reply(200, "OK", "", file, null, null);
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
