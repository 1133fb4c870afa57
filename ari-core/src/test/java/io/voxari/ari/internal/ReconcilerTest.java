package io.voxari.ari.internal;

import static io.voxari.ari.ResourceId.channel;
import static io.voxari.ari.ResourceId.playback;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private final FakeTimers timers = new FakeTimers();
    private final StepExecutor executor = new StepExecutor();
    private final List<String> heard = new ArrayList<>();
    private final Lanes lanes = new Lanes(
            new AriListener() {
                @Override
                public void onEvent(AriEvent event, EventLane lane) {
                    heard.add(lane.id() + " " + event.type());
                }
            },
            executor,
            timers,
            100);

    private CompletableFuture<List<String>> list = new CompletableFuture<>();
    /** What the application has; null where that is what is listed. */
    private @Nullable CompletableFuture<List<String>> candidates;

    private final Map<String, CompletableFuture<String>> each = new HashMap<>();
    private boolean wanted = true;

    private Reconciler.Source<String> channels(boolean lists) {
        return new Reconciler.Source<>(
                ResourceId.Kind.CHANNEL,
                lists ? () -> list : null,
                this::get,
                id -> id,
                id -> FakeEvent.of("ChannelGone", 0, channel(id)),
                new Reconciler.Missed<>(
                        () -> candidates == null ? list : candidates,
                        id -> !id.startsWith("foreign"),
                        id -> id.startsWith("referred"),
                        (id, isOurs) -> FakeEvent.of(isOurs ? "ChannelResynced" : "ChannelElsewhere", 0, channel(id))));
    }

    private Reconciler.Source<String> playbacks() {
        return new Reconciler.Source<>(
                ResourceId.Kind.PLAYBACK,
                null,
                this::get,
                id -> id,
                id -> FakeEvent.of("PlaybackGone", 0, playback(id)),
                null);
    }

    private CompletableFuture<String> get(String id) {
        return each.computeIfAbsent(id, any -> new CompletableFuture<>());
    }

    private void begin(Reconciler.Source<?>... sources) {
        lanes.newEpoch();
        new Reconciler(lanes, timers, List.of(sources)).begin(() -> wanted);
    }

    private void route(String type, ResourceId... about) {
        lanes.route(FakeEvent.of(type, 0, about));
        executor.runAll();
    }

    private static AriResponseException refusal(int status) {
        return new AriResponseException(status, "GET", "/channels/x", "Channel not found", true);
    }

    private void pass(Duration time) {
        timers.advance(time);
        executor.runAll();
    }

    @Test
    void callThatEndsWhileTheListIsFetchedIsNotThereAgain() {
        route("StasisStart", channel("c"));
        begin(channels(true));
        route("ChannelDestroyed", channel("c"));
        list.complete(List.of("c"));
        pass(Reconciler.GRACE);
        get("c").complete("c");
        executor.runAll();

        assertThat(heard).containsExactly("c StasisStart", "c ChannelDestroyed");
        assertThat(lanes.size()).isZero();
    }

    @Test
    void callThatEndsWhileItIsAskedForIsNotThereAgain() {
        begin(channels(true));
        list.complete(List.of("missed"));
        pass(Reconciler.GRACE);
        route("StasisEnd", channel("missed"));
        route("ChannelDestroyed", channel("missed"));
        get("missed").complete("missed");
        executor.runAll();

        assertThat(heard).doesNotContain("missed ChannelResynced");
    }

    @Test
    void callThatBeginsMeanwhileBeginsOnce() {
        begin(channels(true));
        list.complete(List.of("new"));
        route("StasisStart", channel("new"));
        pass(Reconciler.GRACE.multipliedBy(2));

        assertThat(heard).containsExactly("new StasisStart");
    }

    @Test
    void missedCallIsToldOnceItIsSureToBeThere() {
        begin(channels(true));
        list.complete(List.of("missed", "gone meanwhile", "foreign"));
        pass(Reconciler.GRACE);
        assertThat(each).containsOnlyKeys("missed", "gone meanwhile");
        get("missed").complete("missed");
        get("gone meanwhile").completeExceptionally(refusal(404));
        executor.runAll();

        assertThat(heard).containsExactly("missed ChannelResynced");
        assertThat(lanes.isUnheardOf(channel("other"))).isTrue();
    }

    @Test
    void withoutListsEachIsAskedFor() {
        route("StasisStart", channel("here"));
        route("StasisStart", channel("gone"));
        heard.clear();
        begin(channels(false));
        get("here").complete("here");
        get("gone").completeExceptionally(refusal(404));
        list.complete(List.of("here", "missed"));
        pass(Reconciler.GRACE);
        get("missed").complete("missed");
        executor.runAll();

        assertThat(heard)
                .containsExactlyInAnyOrder("here ChannelResynced", "gone ChannelGone", "missed ChannelResynced");
    }

    @Test
    void playbackThatEndedIsTold() {
        route("PlaybackStarted", playback("plays"));
        route("PlaybackStarted", playback("ended"));
        heard.clear();
        begin(playbacks());
        get("plays").complete("plays");
        get("ended").completeExceptionally(refusal(404));
        executor.runAll();

        assertThat(heard).containsExactly("ended PlaybackGone");
        assertThat(lanes.due()).isEmpty();
        assertThat(lanes.size()).isEqualTo(1);
    }

    @Test
    void asksAgainUntilItIsAnsweredOrNotWantedAnyMore() {
        route("StasisStart", channel("c"));
        begin(channels(true));
        CompletableFuture<List<String>> first = list;
        list = new CompletableFuture<>();
        first.completeExceptionally(refusal(503));
        pass(Duration.ofSeconds(1));
        list.complete(List.of());
        executor.runAll();
        assertThat(heard).containsExactly("c StasisStart", "c ChannelGone");

        list = new CompletableFuture<>();
        begin(channels(true));
        CompletableFuture<List<String>> second = list;
        second.completeExceptionally(refusal(503));
        wanted = false;
        pass(Duration.ofMinutes(2));
        assertThat(timers.pending()).isZero();
    }

    /** Asterisk lists it for ever, and knows nothing of it when it is asked for more. */
    @Test
    void traceOfAChannelThatHasEndedIsNoChannel() {
        route("StasisStart", channel("trace"));
        route("StasisStart", channel("referred trace"));
        route("StasisStart", channel("referred"));
        heard.clear();
        candidates = CompletableFuture.completedFuture(List.of("referred trace", "referred"));
        begin(channels(true));
        list.complete(List.of("trace", "referred trace", "referred"));
        assertThat(each).containsOnlyKeys("trace", "referred trace", "referred");
        get("trace").completeExceptionally(refusal(404));
        get("referred trace").completeExceptionally(refusal(404));
        get("referred").complete("referred");
        executor.runAll();

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "trace ChannelGone", "referred trace ChannelGone", "referred ChannelResynced");
    }

    @Test
    void whatTheApplicationHasNoMoreIsElsewhere() {
        route("StasisStart", channel("here"));
        route("StasisStart", channel("moved"));
        route("StasisStart", channel("foreign by now"));
        heard.clear();
        candidates = CompletableFuture.completedFuture(List.of("here", "foreign by now"));
        begin(channels(true));
        list.complete(List.of("here", "moved", "foreign by now", "moved too"));
        get("moved").complete("moved");
        pass(Reconciler.GRACE);

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "here ChannelResynced", "moved ChannelElsewhere", "foreign by now ChannelElsewhere");
    }

    @Test
    void withoutListsItIsElsewhereToo() {
        route("StasisStart", channel("moved"));
        heard.clear();
        candidates = CompletableFuture.completedFuture(List.of());
        begin(channels(false));
        get("moved").complete("moved");
        executor.runAll();

        assertThat(heard).containsExactly("moved ChannelElsewhere");
    }
}
