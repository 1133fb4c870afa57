package io.voxari.ari.internal;

import static io.voxari.ari.ResourceId.channel;
import static io.voxari.ari.ResourceId.recording;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.EventsLost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** How many resources are bound, and until when. */
class LanesLimitTest {
    private final FakeTimers timers = new FakeTimers();
    private final StepExecutor executor = new StepExecutor();
    private final List<String> heard = new ArrayList<>();
    private final List<AriEvent> told = new ArrayList<>();
    private BiConsumer<AriEvent, EventLane> onEvent = (event, lane) -> {
        heard.add(lane.id() + " " + event.type());
        told.add(event);
    };
    private final Lanes lanes = new Lanes(
            new AriListener() {
                @Override
                public void onEvent(AriEvent event, EventLane lane) {
                    onEvent.accept(event, lane);
                }
            },
            executor,
            timers,
            100,
            3);

    private void route(String type, io.voxari.ari.ResourceId... about) {
        lanes.route(FakeEvent.of(type, 0, about));
    }

    @Test
    void whoHandlesTheEndMayBindTheSameIdAnew() {
        EventLane lane = lanes.open("call").bind(recording("r"));
        lane.onEvent(event -> {
            heard.add(event.type());
            if (event.type().equals("RecordingFinished") && heard.size() < 4) {
                lane.bind(recording("r"));
            }
        });
        for (int i = 0; i < 2; i++) {
            route("RecordingStarted", recording("r"));
            route("RecordingFinished", recording("r"));
            executor.runAll();
        }

        assertThat(heard)
                .containsExactly("RecordingStarted", "RecordingFinished", "RecordingStarted", "RecordingFinished");
        assertThat(lanes.size()).isZero();
    }

    @Test
    void anotherLaneMayTakeTheIdWhileItsEndIsHandled() {
        EventLane next = lanes.open("next");
        next.onEvent(event -> heard.add("next " + event.type()));
        lanes.open("call").bind(channel("c")).onEvent(event -> next.bind(channel("c")));
        route("ChannelDestroyed", channel("c"));
        executor.runAll();
        route("StasisStart", channel("c"));
        executor.runAll();
        lanes.newEpoch();

        assertThat(heard).containsExactly("next StasisStart");
        assertThat(lanes.due()).containsExactly(channel("c"));
    }

    @Test
    void bindingAgainWhileTheEndWaitsKeepsNothing() {
        EventLane lane = lanes.open("call").bind(channel("c"));
        lane.onEvent(event -> lane.bind(channel("c")));
        route("StasisStart", channel("c"));
        route("ChannelVarset", channel("c"));
        lane.onEvent(event -> {
            if (event.type().equals("StasisStart")) {
                lane.bind(channel("c"));
            }
        });
        route("ChannelDestroyed", channel("c"));
        executor.runAll();

        assertThat(lanes.size()).isZero();
    }

    @Test
    void atTheLimitWhatIsSilentIsForgottenFirst() {
        lanes.open("kept").bind(channel("kept"));
        route("StasisStart", channel("old"));
        executor.runAll();
        timers.advance(Lanes.FORGET_AT_LIMIT);
        route("StasisStart", channel("young"));
        route("StasisStart", channel("new"));
        executor.runAll();

        assertThat(heard).containsExactly("old StasisStart", "young StasisStart", "new StasisStart");
        assertThat(lanes.size()).isEqualTo(3);
        assertThat(lanes.lost()).isZero();
    }

    @Test
    void whatFindsNoLaneIsCountedAndTold() {
        lanes.open("kept").bind(channel("1"), channel("2"), channel("3"));
        for (int i = 0; i < 5; i++) {
            route("StasisStart", channel("more" + i));
        }
        route("ChannelVarset", channel("1"));
        route("ApplicationReplaced");
        executor.runAll();

        assertThat(lanes.lost()).isEqualTo(5);
        assertThat(heard)
                .containsExactlyInAnyOrder("client EventsLost", "kept ChannelVarset", "client ApplicationReplaced");
        assertThat(told)
                .filteredOn(EventsLost.class::isInstance)
                .first()
                .isInstanceOfSatisfying(
                        EventsLost.class, lost -> assertThat(lost.count()).isEqualTo(5));
        assertThat(lanes.size()).isEqualTo(3);
    }

    @Test
    void aFloodLooksForRoomOnceInASecond() {
        lanes.open("kept").bind(channel("1"), channel("2"));
        route("StasisStart", channel("3"));
        executor.runAll();
        route("StasisStart", channel("4"));
        assertThat(lanes.lost()).isEqualTo(1);
        timers.advance(Lanes.FORGET_AT_LIMIT.plus(Duration.ofSeconds(1)));
        route("StasisStart", channel("5"));
        executor.runAll();

        assertThat(lanes.lost()).isEqualTo(1);
        assertThat(heard).contains("5 StasisStart");
    }

    @Test
    void whatEndedSinceTheConnectionBeganIsHeardOf() {
        lanes.newEpoch();
        route("ChannelDestroyed", channel("ended"));
        route("StasisEnd", channel("left"));
        executor.runAll();
        timers.advance(Duration.ofMinutes(1));
        assertThat(lanes.isUnheardOf(channel("ended"))).isFalse();
        assertThat(lanes.isUnheardOf(channel("left"))).isFalse();
        assertThat(lanes.isUnheardOf(channel("other"))).isTrue();
        lanes.settled();

        assertThat(lanes.isUnheardOf(channel("ended"))).isTrue();
    }
}
