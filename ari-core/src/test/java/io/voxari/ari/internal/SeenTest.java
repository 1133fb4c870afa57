package io.voxari.ari.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voxari.ari.AriResponseException;
import io.voxari.ari.ResourceId;
import io.voxari.ari.model.Channel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenTest {
    private int status = 404;

    private final Seen seen = new Seen(new RestTransport() {
        @Override
        public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
            String body = status == 404 ? "{\"message\":\"Channel not found\"}" : "{\"id\":\"c1\"}";
            return new Answer.Received(status, body.getBytes(StandardCharsets.UTF_8)).value(call, reply);
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
            return CompletableFuture.completedFuture(send(call, reply));
        }
    });

    private Channel get(String path, String... ids) {
        return seen.send(new RestCall("GET", path, ids), Reply.object(ChannelDecoder::decode));
    }

    private boolean hasVanished(String path, String... ids) {
        AriResponseException e = catchThrowableOfType(AriResponseException.class, () -> get(path, ids));
        assertThat(e.isGone()).isTrue();
        return e.hasVanished();
    }

    @ParameterizedTest
    @CsvSource({
        "StasisStart, channel, id, /channels/{channelId}",
        "ChannelDestroyed, channel, id, /channels/{channelId}/play/{playbackId}",
        "BridgeCreated, bridge, id, /bridges/{bridgeId}",
        "PlaybackStarted, playback, id, /playbacks/{playbackId}/control",
        "RecordingFinished, recording, name, /recordings/live/{recordingName}"
    })
    void whatAnEventToldOfHasVanished(String type, String field, String key, String path) {
        String json = "{\"type\":\"" + type + "\",\"" + field + "\":{\"" + key + "\":\"c1\"}}";
        assertThat(hasVanished(path, "c1", "c1")).isFalse();
        seen.note(requireNonNull(Wire.event(json)));

        assertThat(hasVanished(path, "c1", "c1")).isTrue();
        assertThat(hasVanished(path, "c2", "c1")).as("another id").isFalse();
        assertThat(hasVanished("/recordings/stored/{recordingName}", "c1"))
                .as("another kind")
                .isFalse();
    }

    @Test
    void whatAnAnswerShowedHasVanished() {
        status = 200;
        assertThat(get("/channels/{channelId}", "c1").id()).isEqualTo("c1");
        status = 404;

        assertThat(hasVanished("/channels/{channelId}", "c1")).isTrue();
        assertThat(hasVanished("/bridges/{bridgeId}", "c1")).isFalse();
    }

    @Test
    void otherRefusalsAreNoEnd() {
        seen.add(ResourceId.channel("c1"));
        status = 409;
        AriResponseException e =
                catchThrowableOfType(AriResponseException.class, () -> get("/channels/{channelId}", "c1"));

        assertThat(e.hasVanished()).isFalse();
    }

    @Test
    void remembersTheMostRecentOnly() {
        seen.add(ResourceId.channel("kept"));
        seen.add(ResourceId.channel("old"));
        for (int i = 1; i < Seen.MOST; i++) {
            seen.add(ResourceId.channel("c" + i));
            seen.add(ResourceId.channel("kept"));
        }

        assertThat(seen.has(ResourceId.channel("old"))).isFalse();
        assertThat(seen.has(ResourceId.channel("kept"))).isTrue();
        assertThat(seen.has(ResourceId.channel("c1"))).isTrue();
    }

    @Test
    void remembersWhatWasSentAwayThoughAsteriskDidNotAnswer() {
        assertThat(hasVanished("/channels/{channelId}/redirect", "c1")).isFalse();
        assertThat(hasVanished("/channels/{channelId}", "c2")).isFalse();

        assertThat(seen.wasSentAway("c1")).isTrue();
        assertThat(seen.wasSentAway("c2")).isFalse();
    }
}
