package io.voxari.testkit.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The playbacks that are not over, and the events about them. Only the loop's thread. */
final class Playbacks {
    private record Known(Playback playback, Player player) {}

    private final Pbx pbx;
    private final Map<String, Known> known = new LinkedHashMap<>();

    Playbacks(Pbx pbx) {
        this.pbx = pbx;
    }

    void play(Playback playback, Player player) {
        if (known.putIfAbsent(playback.id, new Known(playback, player)) != null) {
            throw new UnsupportedOperationException("the id " + playback.id + " of a playback is in use");
        }
        player.add(playback);
    }

    @Nullable Playback find(String id) {
        return Optional.ofNullable(known.get(id)).map(Known::playback).orElse(null);
    }

    void stop(Playback playback) {
        Known one = known.get(playback.id);
        if (one != null) {
            one.player.stop(playback);
        }
    }

    /** {@return whether it could be done: it plays, or is paused} */
    boolean control(Playback playback, String operation) {
        boolean live = playback.is("playing") || playback.is("paused");
        switch (operation) {
            case "pause" -> {
                if (live) {
                    playback.become("paused");
                }
            }
            case "unpause" -> {
                if (playback.is("paused")) {
                    playback.become("playing");
                    tell(playback, "PlaybackStarted");
                }
            }
            case "restart" -> playback.restart();
            case "forward" -> playback.skip(1);
            default -> playback.skip(-1);
        }
        return live;
    }

    void tell(Playback playback, String type) {
        pbx.emit(List.of(playback.target), type, Json.of("playback", playback.json()));
    }

    void finished(Playback playback, String state) {
        known.remove(playback.id);
        playback.become(state);
        tell(playback, "PlaybackFinished");
    }

    void forget(Playback playback) {
        known.remove(playback.id);
    }
}
