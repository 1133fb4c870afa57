package io.voxari.testkit.internal;

import java.util.List;
import java.util.Map;

/** One playback: a row of things to be played, and where it is in them. Only the loop's thread. */
final class Playback {
    private static final int FRAME_MILLIS = 20;

    final String id;
    final String target;
    private final List<String> media;
    private final String language;
    private final int skipFrames;
    private final int offsetFrames;
    private String state = "queued";
    private int item;
    private int frame;

    Playback(String id, String target, List<String> media, String language, int offsetMillis, int skipMillis) {
        this.id = id;
        this.target = target;
        this.media = media;
        this.language = language;
        this.offsetFrames = offsetMillis / FRAME_MILLIS;
        this.skipFrames = skipMillis / FRAME_MILLIS;
    }

    String mediaUri() {
        return media.get(item);
    }

    boolean hasNext() {
        return item + 1 < media.size();
    }

    void next() {
        item++;
    }

    /** It plays what it has come to, from the beginning. */
    void begin() {
        state = "playing";
        frame = item == 0 ? offsetFrames : 0;
    }

    void become(String newState) {
        state = newState;
    }

    boolean is(String one) {
        return state.equals(one);
    }

    int nextFrame() {
        return frame++;
    }

    void restart() {
        frame = 0;
    }

    void skip(int times) {
        frame = Math.max(0, frame + times * skipFrames);
    }

    Map<String, Object> json() {
        Map<String, Object> json = Json.of("id", id, "media_uri", mediaUri());
        if (hasNext()) {
            json.put("next_media_uri", media.get(item + 1));
        }
        json.putAll(Json.of("target_uri", target, "language", language, "state", state));
        return json;
    }
}
