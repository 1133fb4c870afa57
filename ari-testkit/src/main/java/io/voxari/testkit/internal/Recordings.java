package io.voxari.testkit.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What Asterisk records, and what it has recorded. Only the loop's thread. */
final class Recordings {
    /** Asterisk looks at the time when a frame comes. */
    private static final long FULL_NANOS = 2 * MediaLeg.TICK_NANOS;

    private final Pbx pbx;
    private final Map<String, Recording> live = new LinkedHashMap<>();
    final Map<String, RecordingFile> stored = new TreeMap<>();

    Recordings(Pbx pbx) {
        this.pbx = pbx;
    }

    @Nullable Recording live(String name) {
        return live.get(name);
    }

    /** {@return a stored one in µ-law} */
    Optional<byte[]> audio(String name) {
        return Optional.ofNullable(stored.get(name)).map(RecordingFile::audio);
    }

    List<Recording> live() {
        return List.copyOf(live.values());
    }

    /** {@return a name for the channel that records the next bridge} */
    String nextRecorder() {
        return pbx.hiddenChannel("Recorder/ARI");
    }

    void ofBridge(Recording recording, PbxBridge bridge) {
        live.put(recording.name, recording);
        // Asterisk's recorder is in the bridge before the answer to the request.
        bridge.recordings.add(recording);
        pbx.bridging.membersChanged(bridge);
        begin(recording);
    }

    void ofChannel(Recording recording, PbxChannel channel) {
        live.put(recording.name, recording);
        if (channel.bridge != null) {
            pbx.loop.execute(() -> fail(recording, "Cannot record channel while in bridge"));
        } else {
            channel.recording = recording;
            begin(recording);
        }
    }

    private void begin(Recording recording) {
        pbx.loop.execute(() -> {
            if (recording.isLive()) {
                recording.begin();
                tell(recording, "RecordingStarted", recording.json());
            }
        });
        if (recording.mostSeconds() > 0) {
            pbx.loop.at(
                    pbx.loop.nowNanos() + TimeUnit.SECONDS.toNanos(recording.mostSeconds()) + FULL_NANOS,
                    () -> end(recording, true));
        }
    }

    private void fail(Recording recording, String cause) {
        live.remove(recording.name);
        recording.fail();
        Map<String, Object> told = recording.json();
        told.put("cause", cause);
        tell(recording, "RecordingFailed", told);
    }

    /** Ends it, if it has not ended; what was recorded is kept or not. */
    void end(@Nullable Recording recording, boolean kept) {
        if (recording == null || !recording.isLive()) {
            return;
        }
        live.remove(recording.name);
        recording.end();
        if (kept) {
            stored.put(recording.name, recording.file());
        }
        tell(recording, "RecordingFinished", recording.ended());
        for (PbxBridge bridge : pbx.bridges.values()) {
            if (bridge.recordings.remove(recording)) {
                pbx.bridging.membersChanged(bridge);
            }
        }
        for (PbxChannel channel : pbx.channels.values()) {
            if (channel.recording == recording) {
                channel.recording = null;
            }
        }
    }

    private void tell(Recording recording, String type, Map<String, Object> told) {
        pbx.emit(List.of(recording.target), type, Json.of("recording", told));
    }
}
