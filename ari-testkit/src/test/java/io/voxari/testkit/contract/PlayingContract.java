package io.voxari.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Means to have something played, and to see what is told of it. */
abstract class PlayingContract extends Contract {
    TestAri.Answer play(String what, String playback, String media) {
        return ari.ask("POST", what + "/play/" + playback + "?media=" + media);
    }

    JsonNode told(String type, String playback) {
        return ari.await(
                        type,
                        event -> event.path("playback").path("id").asText().equals(playback))
                .path("playback");
    }

    /** What was told of a playback so far: the type of event without its first word, and what is played. */
    List<String> story(String playback) {
        return ari.events().stream()
                .filter(event -> event.path("playback").path("id").asText().equals(playback))
                .map(event -> event.path("type").asText().substring("Playback".length()) + " "
                        + event.path("playback").path("media_uri").asText() + " "
                        + event.path("playback").path("state").asText())
                .toList();
    }

    /** Of the rule before, something may still come. */
    boolean isOfThisRule(JsonNode event) {
        return event.path("channel").path("id").asText().equals(id)
                || event.path("playback").path("id").asText().startsWith(id);
    }

    String state(String playback) {
        return ari.ask("GET", "playbacks/" + playback).body().path("state").asText();
    }
}
