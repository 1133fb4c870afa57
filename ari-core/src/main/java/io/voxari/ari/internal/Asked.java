package io.voxari.ari.internal;

import io.voxari.ari.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, in words for a log or an exception: the ids are in it, parameters and bodies are not.
 *
 * @param subject what it is about, and {@code seen} whether that was there before; null if nobody keeps record
 */
record Asked(
        String method,
        String path,
        boolean namesResource,
        @Nullable ResourceId subject,
        @Nullable Seen seen) {
    static Asked of(RestCall call) {
        StringBuilder path = new StringBuilder();
        int values = 0;
        for (String segment : call.path().split("/", -1)) {
            boolean hole = segment.startsWith("{") && values < call.pathValues().size();
            path.append(path.isEmpty() && segment.isEmpty() ? "" : "/")
                    .append(hole ? call.pathValues().get(values++) : segment);
        }
        Seen seen = call.watcher();
        return new Asked(call.method(), path.toString(), values > 0, seen == null ? null : Seen.subject(call), seen);
    }

    /** The request was a success: what it is about was there. */
    void succeeded() {
        if (seen != null) {
            seen.add(subject);
        }
    }

    boolean wasSeen() {
        return seen != null && seen.has(subject);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
