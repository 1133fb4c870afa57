package io.voxari.testkit.internal;

/** What a request is answered with. */
record Reply(int status, String reason, String body) {
    static final Reply DONE = new Reply(204, "No Content", "");

    static Reply ok(Object body) {
        return new Reply(200, "OK", Json.write(body));
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
