package io.voxari.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/** A recording of a channel or of a bridge, as it is made. Only the loop's thread. */
final class Recording {
    private static final int SAMPLES_PER_SECOND = 8_000;

    final String name;
    final RecordingFile.Format format;
    /** {@code channel:…} or {@code bridge:…}. */
    final String target;
    /** The channel that Asterisk makes for the recording of a bridge; no application sees more of it than the name. */
    final String recorder;

    private final ByteArrayOutputStream ulaw = new ByteArrayOutputStream();
    private final long mostSeconds;
    private final String endingDigits;
    private String state = "queued";

    /**
     * Not begun yet.
     *
     * @param mostSeconds how long at most; 0 for as long as it takes
     * @param endingDigits those that end it
     */
    Recording(
            String name,
            RecordingFile.Format format,
            String target,
            String recorder,
            long mostSeconds,
            String endingDigits) {
        this.name = name;
        this.format = format;
        this.target = target;
        this.recorder = recorder;
        this.mostSeconds = mostSeconds;
        this.endingDigits = endingDigits;
    }

    void begin() {
        state = "recording";
    }

    void fail() {
        state = "failed";
    }

    void pause(boolean yes) {
        state = yes ? "paused" : "recording";
    }

    void end() {
        state = "done";
    }

    boolean isLive() {
        return state.equals("queued") || state.equals("recording") || state.equals("paused");
    }

    long mostSeconds() {
        return mostSeconds;
    }

    boolean endsWith(char digit) {
        return endingDigits.indexOf(digit) >= 0;
    }

    /** What is to be heard on it. */
    void hear(byte[] frame) {
        if (state.equals("recording")) {
            ulaw.writeBytes(frame);
        }
    }

    RecordingFile file() {
        return new RecordingFile(format, ulaw.toByteArray());
    }

    Map<String, Object> json() {
        return Json.of("name", name, "format", format.asteriskName, "state", state, "target_uri", target);
    }

    /** As it is told at the end. */
    Map<String, Object> ended() {
        Map<String, Object> json = json();
        json.put("duration", ulaw.size() / SAMPLES_PER_SECOND);
        return json;
    }
}
