package io.voxari.ari.internal;

import static io.voxari.ari.ResourceId.bridge;
import static io.voxari.ari.ResourceId.channel;
import static io.voxari.ari.ResourceId.device;
import static io.voxari.ari.ResourceId.playback;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.ChannelResynced;
import io.voxari.ari.EventLane;
import io.voxari.ari.EventsLost;
import io.voxari.ari.event.ChannelVarset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Long, because each rule of order and loss is one short test on the same lanes. */
class LanesTest {
    private final FakeTimers timers = new FakeTimers();
    private final StepExecutor executor = new StepExecutor();
    private final List<String> heard = new ArrayList<>();
    private BiConsumer<AriEvent, EventLane> onEvent = (event, lane) -> heard.add(lane.id() + " " + event);
    private final Lanes lanes = new Lanes(
            new AriListener() {
                @Override
                public void onEvent(AriEvent event, EventLane lane) {
                    onEvent.accept(event, lane);
                }
            },
            executor,
            timers,
            5);

    @Test
    void unboundEventOpensLaneOfItsChannel() {
        lanes.route(FakeEvent.of("ChannelEnteredBridge", 1, bridge("b"), channel("c")));
        lanes.route(FakeEvent.on("c", 2));
        executor.runAll();

        assertThat(heard).containsExactly("c ChannelEnteredBridge#1", "c ChannelVarset#2");
    }

    @Test
    void eventWithoutChannelOpensLaneOfItsSubject() {
        lanes.route(FakeEvent.of("BridgeCreated", 1, bridge("b")));
        lanes.route(FakeEvent.of("DeviceStateChanged", 2, device("d")));
        lanes.route(FakeEvent.of("ApplicationReplaced", 3));
        executor.runAll();

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "b BridgeCreated#1", "d DeviceStateChanged#2", "client ApplicationReplaced#3");
    }

    @Test
    void handlerTakesOverWhatFollows() {
        onEvent = (event, lane) -> {
            heard.add("first " + event);
            lane.onEvent(next -> heard.add("then " + next));
        };
        lanes.route(FakeEvent.on("c", 1));
        lanes.route(FakeEvent.on("c", 2));
        executor.runAll();

        assertThat(heard).containsExactly("first ChannelVarset#1", "then ChannelVarset#2");
    }

    @Test
    void laneOfSeveralResourcesKeepsTheirCommonOrder() {
        EventLane lane = lane("call", channel("c"), channel("media"), bridge("b"));
        lanes.route(FakeEvent.on("c", 1));
        lanes.route(FakeEvent.on("media", 2));
        lanes.route(FakeEvent.of("ChannelEnteredBridge", 3, bridge("b"), channel("media")));
        lane.execute(() -> heard.add("task"));
        lanes.route(FakeEvent.on("c", 4));
        executor.runAll();

        assertThat(heard)
                .containsExactly(
                        "call ChannelVarset#1",
                        "call ChannelVarset#2",
                        "call ChannelEnteredBridge#3",
                        "task",
                        "call ChannelVarset#4");
    }

    @Test
    void eventGoesOnceToEachLaneThatIsBoundToIt() {
        lane("one", channel("c"), bridge("b"));
        lane("other", channel("d"));
        lanes.route(FakeEvent.of("Dial", 1, channel("d"), channel("c"), bridge("b")));
        executor.runAll();

        assertThat(heard).containsExactlyInAnyOrder("one Dial#1", "other Dial#1");
    }

    @Test
    void bindMovesWhatWaitsElsewhere() {
        lanes.route(FakeEvent.on("media", 1));
        lanes.route(FakeEvent.on("media", 2));
        lane("call", channel("media"));
        lanes.route(FakeEvent.on("media", 3));
        executor.runAll();

        assertThat(heard).containsExactly("call ChannelVarset#1", "call ChannelVarset#2", "call ChannelVarset#3");
    }

    @Test
    void bindWaitsForTheEventThatIsBeingHandledElsewhere() {
        EventLane call = lane("call", channel("c"));
        onEvent = (event, lane) -> {
            call.bind(channel("media"));
            executor.runAll(); // The call's lane is free to run, but must not overtake this handler.
            heard.add(lane.id() + " " + event);
        };
        lanes.route(FakeEvent.on("media", 1));
        lanes.route(FakeEvent.on("media", 2));
        executor.runAll();
        lanes.route(FakeEvent.on("media", 3));
        executor.runAll();

        assertThat(heard).containsExactly("media ChannelVarset#1", "call ChannelVarset#2", "call ChannelVarset#3");
    }

    @Test
    void laneThatWaitsForAnotherCanBeClosed() {
        EventLane call = lane("call", channel("c"));
        onEvent = (event, lane) -> {
            call.bind(channel("media"));
            executor.runAll();
            call.close();
        };
        lanes.route(FakeEvent.on("media", 1));
        lanes.route(FakeEvent.on("media", 2));
        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(lanes.size()).isZero();
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void eventAboutSomethingThatStaysGoesToBoth() {
        lane("one", channel("c"), bridge("b"));
        lanes.route(FakeEvent.of("ChannelEnteredBridge", 1, bridge("b"), channel("c")));
        lane("other", channel("c"));
        lane("one again", bridge("b"));
        lanes.route(FakeEvent.on("c", 2));
        executor.runAll();

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "other ChannelEnteredBridge#1", "other ChannelVarset#2", "one again ChannelEnteredBridge#1");
    }

    @Test
    void whatWasMovedCanBeMovedBack() {
        EventLane one = lane("one", channel("c"));
        EventLane other = lane("other", channel("d"));
        lanes.route(FakeEvent.on("c", 1));
        other.bind(channel("c"));
        one.bind(channel("c"));
        executor.runAll();

        assertThat(heard).containsExactly("one ChannelVarset#1");
    }

    @Test
    void copiedEventIsNotHandledTwice() {
        EventLane one = lane("one", channel("c"), bridge("b"));
        EventLane other = lane("other", channel("d"));
        lanes.route(FakeEvent.of("ChannelEnteredBridge", 1, bridge("b"), channel("c")));
        other.bind(channel("c"));
        other.bind(bridge("b"));
        one.bind(bridge("b"));
        executor.runAll();

        assertThat(heard).containsExactlyInAnyOrder("one ChannelEnteredBridge#1", "other ChannelEnteredBridge#1");
    }

    @Test
    void whatWaitsIsMovedOnWithItsWait() {
        EventLane call = lane("call", channel("c"));
        EventLane third = lane("third", channel("d"));
        onEvent = (event, lane) -> {
            call.bind(channel("media"));
            third.bind(channel("media"));
            executor.runAll(); // Neither may overtake this handler.
            heard.add(lane.id() + " " + event);
        };
        lanes.route(FakeEvent.on("media", 1));
        lanes.route(FakeEvent.on("media", 2));
        executor.runAll();

        assertThat(heard).containsExactly("media ChannelVarset#1", "third ChannelVarset#2");
    }

    @Test
    void unbindDropsWhatWaits() {
        EventLane lane = lane("call", channel("c"), channel("d"));
        lanes.route(FakeEvent.on("c", 1));
        lanes.route(FakeEvent.on("d", 2));
        lane.unbind(channel("c"), channel("never bound"));
        executor.runAll();
        lanes.route(FakeEvent.on("c", 3));
        executor.runAll();

        assertThat(heard).containsExactly("call ChannelVarset#2", "c ChannelVarset#3");
    }

    @Test
    void closedLaneRunsNothingAndTakesNothing() {
        EventLane lane = lane("call", channel("c"));
        lanes.route(FakeEvent.on("c", 1));
        lane.execute(() -> heard.add("task"));
        lane.close();
        lane.close();
        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(lane.isClosed()).isTrue();
        assertThat(lanes.size()).isZero();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> lane.execute(() -> {}));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> lane.bind(channel("d")));
    }

    @Test
    void answerForClosedLaneFailsInsteadOfHanging() {
        EventLane lane = lane("call", channel("c"));
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> handled = answer.whenCompleteAsync((value, failure) -> {}, lane);
        lane.close();
        answer.complete("late");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(handled::join)
                .withCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closeInHandlerEndsTheLaneAfterIt() {
        EventLane lane = lane("call", channel("c"));
        lane.onEvent(event -> {
            lane.close();
            heard.add("rest of the handler");
        });
        lanes.route(FakeEvent.on("c", 1));
        lanes.route(FakeEvent.on("c", 2));
        executor.runAll();

        assertThat(heard).containsExactly("rest of the handler");
    }

    @Test
    void throwingHandlerStopsNothing() {
        onEvent = (event, lane) -> {
            heard.add(event.toString());
            throw new AssertionError("by test");
        };
        lanes.route(FakeEvent.on("c", 1));
        lanes.route(FakeEvent.on("c", 2));
        executor.runAll();

        assertThat(heard).containsExactly("ChannelVarset#1", "ChannelVarset#2");
    }

    @Test
    void fullLaneTellsWhereAndHowManyWereLost() {
        lane("call", channel("c"));
        for (int i = 1; i <= 8; i++) {
            lanes.route(FakeEvent.on("c", i));
        }
        lanes.route(FakeEvent.of("ChannelDestroyed", 9, channel("c")));
        executor.runOne();

        assertThat(heard.subList(0, 5)).allMatch(line -> line.startsWith("call ChannelVarset"));
        assertThat(heard.get(5)).contains(EventsLost.class.getSimpleName()).contains("count=3");
        assertThat(heard.get(6)).isEqualTo("call ChannelDestroyed#9");
        assertThat(heard).hasSize(7);
        assertThat(lanes.lost()).isEqualTo(3);
    }

    @Test
    void fullLaneTakesTasks() {
        EventLane lane = lane("call", channel("c"));
        for (int i = 1; i <= 6; i++) {
            lanes.route(FakeEvent.on("c", i));
        }
        lane.execute(() -> heard.add("task"));
        executor.runAll();

        assertThat(heard).hasSize(7).last().isEqualTo("task");
    }

    @Test
    void endOfResourceUnbindsIt() {
        lane("call", channel("c"), bridge("b"), playback("p"));
        lanes.route(FakeEvent.of("PlaybackFinished", 1, playback("p"), channel("c")));
        lanes.route(FakeEvent.of("BridgeDestroyed", 2, bridge("b")));
        assertThat(lanes.size()).isEqualTo(3);
        executor.runAll();
        assertThat(lanes.size()).isEqualTo(1);
        lanes.route(FakeEvent.of("ChannelDestroyed", 3, channel("c")));
        executor.runAll();

        assertThat(lanes.size()).isZero();
        assertThat(heard).hasSize(3).allMatch(line -> line.startsWith("call "));
    }

    @Test
    void channelThatLeftStaysBoundForAWhile() {
        lane("call", channel("c"), channel("d"));
        lanes.route(FakeEvent.of("StasisEnd", 1, channel("c")));
        lanes.route(FakeEvent.of("StasisEnd", 2, channel("d")));
        executor.runAll();
        lanes.route(FakeEvent.of("StasisStart", 3, channel("d")));
        executor.runAll();
        timers.advance(Duration.ofSeconds(25));
        assertThat(lanes.size()).isEqualTo(2);
        timers.advance(Duration.ofSeconds(40));

        assertThat(lanes.size()).isEqualTo(1);
        lanes.route(FakeEvent.on("d", 4));
        executor.runAll();
        assertThat(heard).last().isEqualTo("call ChannelVarset#4");
    }

    /** Whoever watches a channel that never was in the application goes on doing so. */
    @Test
    void channelFoundElsewhereStaysBoundForAWhileIfItWasHereAndForGoodIfItNeverWas() {
        lane("left", channel("c"));
        lane("watched", channel("d"));
        lanes.route(FakeEvent.of("StasisStart", 1, channel("c")));
        lanes.route(FakeEvent.on("d", 2));
        lanes.route(elsewhere("c"));
        lanes.route(elsewhere("d"));
        executor.runAll();
        assertThat(lanes.size()).isEqualTo(2);
        timers.advance(Duration.ofSeconds(70));

        assertThat(lanes.size()).isEqualTo(1);
        lanes.route(FakeEvent.on("d", 3));
        executor.runAll();
        assertThat(heard).last().isEqualTo("watched ChannelVarset#3");
    }

    private static ChannelResynced elsewhere(String id) {
        AriEvent event =
                Wire.event("{\"variable\":\"V\",\"value\":\"\",\"type\":\"ChannelVarset\",\"channel\":{\"id\":\"" + id
                        + "\",\"name\":\"x\",\"state\":\"Up\"},\"application\":\"app\"}");
        ChannelVarset found = (ChannelVarset) requireNonNull(event);
        return new ChannelResynced("app", Instant.EPOCH, requireNonNull(found.channel()), false);
    }

    @Test
    void silentLaneIsForgottenUnlessKept() {
        lane("kept", channel("k"));
        lanes.route(FakeEvent.on("c", 1));
        executor.runAll();
        timers.advance(Duration.ofMinutes(9));
        assertThat(lanes.size()).isEqualTo(2);
        timers.advance(Duration.ofMinutes(2));

        assertThat(lanes.size()).isEqualTo(1);
    }

    @Test
    void busyLaneIsNotForgotten() {
        lanes.route(FakeEvent.of("StasisEnd", 1, channel("c")));
        timers.advance(Duration.ofHours(1));

        assertThat(lanes.size()).isEqualTo(1);
        executor.runAll();
        timers.advance(Duration.ofHours(1));
        assertThat(lanes.size()).isZero();
    }

    @Test
    void fullExecutorDelaysAndLosesNothing() {
        executor.rejects = true;
        lanes.route(FakeEvent.on("c", 1));
        lanes.route(FakeEvent.of("ChannelDestroyed", 2, channel("c")));
        timers.advance(LaneExecutor.RETRY.multipliedBy(3));
        executor.rejects = false;
        timers.advance(LaneExecutor.RETRY);
        executor.runAll();

        assertThat(heard).containsExactly("c ChannelVarset#1", "c ChannelDestroyed#2");
        assertThat(lanes.lost()).isZero();
        assertThat(lanes.size()).isZero();
    }

    @Test
    void executorThatFailsOtherwiseDoesNotThrowIntoTheReader() {
        boolean[] fails = {true};
        Lanes others = lanes(task -> {
            executor.execute(task); // Taken, and yet it throws, as a pool does that can start no thread.
            if (fails[0]) {
                throw new OutOfMemoryError("unable to create native thread, by test");
            }
        });
        others.route(FakeEvent.on("c", 1));
        fails[0] = false;
        timers.advance(LaneExecutor.RETRY);
        onOtherThread(executor::runAll);

        assertThat(heard).containsExactly("c ChannelVarset#1");
    }

    @Test
    void handlersNeverRunOnTheReader() {
        boolean[] inline = {true};
        Lanes others = lanes(task -> {
            if (inline[0]) {
                task.run();
            } else {
                executor.execute(task);
            }
        });
        others.route(FakeEvent.on("c", 1));
        assertThat(heard).isEmpty();

        inline[0] = false;
        timers.advance(LaneExecutor.RETRY);
        executor.runAll();
        assertThat(heard).containsExactly("c ChannelVarset#1");
    }

    @Test
    void executorThatIsShutDownIsToldAndLosesWithACount() {
        ExecutorService pool = Executors.newSingleThreadExecutor(Threads.daemons("voxari-test"));
        pool.shutdown();
        Lanes others = lanes(pool);
        others.route(FakeEvent.on("c", 1));
        others.route(FakeEvent.on("c", 2));

        assertThat(others.lost()).isEqualTo(2);
    }

    @Test
    void interruptLeftByAHandlerDoesNotReachTheNext() {
        List<Boolean> interrupted = new ArrayList<>();
        lanes.open("call").bind(channel("c")).onEvent(event -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        lanes.route(FakeEvent.on("c", 1));
        lanes.route(FakeEvent.on("c", 2));
        executor.runAll();

        assertThat(interrupted).containsExactly(false, false);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void laneOfTheClientCannotBeClosedByAListener() {
        lanes.clientLane().close();
        lanes.clientLane().execute(() -> heard.add("state"));
        executor.runAll();

        assertThat(heard).containsExactly("state");
    }

    @Test
    void closeEndsLanesThatHaveNothingBound() {
        EventLane unbound = lanes.open("unbound");
        unbound.execute(() -> heard.add("too late"));
        lanes.close();
        executor.runAll();

        assertThat(unbound.isClosed()).isTrue();
        assertThat(heard).isEmpty();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> unbound.execute(() -> {}));
    }

    @Test
    void onlyWhatWasSeenBeforeTheGapIsDue() {
        lane("call", channel("seen"), channel("never seen"), channel("ended"), channel("seen again"));
        lanes.route(FakeEvent.on("seen", 1));
        lanes.route(FakeEvent.on("seen again", 2));
        lanes.route(FakeEvent.of("ChannelDestroyed", 3, channel("ended")));
        lanes.newEpoch();
        lanes.route(FakeEvent.on("seen again", 4));

        executor.runAll();
        assertThat(lanes.due()).containsExactlyInAnyOrder(channel("seen"), channel("seen again"));
        lanes.routeGone(channel("seen"), FakeEvent.of("ChannelGone", 5, channel("seen")));
        lanes.routeGone(channel("seen"), FakeEvent.of("ChannelGone", 6, channel("seen")));
        lanes.routePresent(channel("seen again"), FakeEvent.of("ChannelResynced", 7, channel("seen again")));
        lanes.routePresent(channel("seen again"), FakeEvent.of("ChannelResynced", 8, channel("seen again")));
        executor.runAll();
        assertThat(heard)
                .contains("call ChannelGone#5", "call ChannelResynced#7")
                .doesNotContain("call ChannelGone#6", "call ChannelResynced#8");
        assertThat(lanes.due()).isEmpty();
    }

    @Test
    void whatIsHeardOfAgainIsNotGone() {
        lane("call", channel("seen again"), channel("left"));
        lanes.route(FakeEvent.on("seen again", 1));
        lanes.route(FakeEvent.on("left", 2));
        lanes.newEpoch();
        lanes.route(FakeEvent.on("seen again", 3));
        lanes.route(FakeEvent.of("StasisEnd", 4, channel("left")));
        lanes.routeGone(channel("seen again"), FakeEvent.of("ChannelGone", 5, channel("seen again")));
        lanes.routeGone(channel("left"), FakeEvent.of("ChannelGone", 6, channel("left")));
        executor.runAll();

        assertThat(heard).noneMatch(line -> line.contains("ChannelGone"));
    }

    private EventLane lane(String id, io.voxari.ari.ResourceId... resources) {
        EventLane lane = lanes.open(id);
        return lane.bind(resources).onEvent(event -> heard.add(id + " " + event));
    }

    private Lanes lanes(Executor on) {
        return new Lanes(
                new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        heard.add(lane.id() + " " + event);
                    }
                },
                on,
                timers,
                5);
    }

    private static void onOtherThread(Runnable task) {
        CompletableFuture.runAsync(task).join();
    }
}
