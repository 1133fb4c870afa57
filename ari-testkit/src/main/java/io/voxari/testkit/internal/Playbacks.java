package io.voxari.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The playbacks that are not over, and the events about them. Only the loop's thread. */
final class Playbacks {
    private record Known(Playback playback, Player player) {}

    private final Pbx pbx;
    /** More than one may have the same id: then what is asked of it is asked of the first. */
    private final List<Known> known = new ArrayList<>();

    Playbacks(Pbx pbx) {
        this.pbx = pbx;
    }

    void play(Playback playback, Player player) {
        known.add(new Known(playback, player));
        player.add(playback);
    }

    @Nullable Playback find(String id) {
        return known.stream()
                .map(Known::playback)
                .filter(playback -> playback.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    void stop(Playback playback) {
        known.stream().filter(one -> one.playback == playback).findFirst().ifPresent(one -> one.player.stop(playback));
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
        forget(playback);
        playback.become(state);
        tell(playback, "PlaybackFinished");
    }

    void forget(Playback playback) {
        known.removeIf(one -> one.playback == playback);
    }
}
