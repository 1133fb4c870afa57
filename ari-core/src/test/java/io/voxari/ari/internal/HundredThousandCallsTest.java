package io.voxari.ari.internal;

import static io.voxari.ari.ResourceId.bridge;
import static io.voxari.ari.ResourceId.channel;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import io.voxari.ari.model.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is held for calls that are over: nothing, besides what is bounded. */
class HundredThousandCallsTest {
    private static final int CALLS = 100_000;
    private static final Reply<Application> APPLICATION = Reply.object(ApplicationDecoder::decode);

    private final FakeTimers timers = new FakeTimers();
    private final StepExecutor executor = new StepExecutor();
    private final List<WeakReference<Object>> samples = new ArrayList<>();
    private final Lanes lanes = new Lanes(new Host(), executor, timers, 100);
    private final Asterisk asterisk = new Asterisk();
    private final Subscriptions subscriptions = new Subscriptions(asterisk, "app", timers);
    private final Seen seen = new Seen(subscriptions);
    private long handled;

    /** Takes each second call, as an application does: binds what belongs to it, and has a handler of its own. */
    private final class Host implements AriListener {
        @Override
        public void onEvent(AriEvent event, EventLane lane) {
            handled++;
            if (!(event instanceof FakeEvent start) || !start.type().equals("StasisStart") || start.number() % 2 != 0) {
                return;
            }
            byte[] state = new byte[100];
            Consumer<AriEvent> handler = next -> handled += state.length / 100;
            lane.bind(bridge("b" + start.number()), channel("m" + start.number()))
                    .onEvent(handler);
            if (start.number() % 1_000 == 0) {
                samples.add(new WeakReference<>(lane));
                samples.add(new WeakReference<>(handler));
                samples.add(new WeakReference<>(state));
                samples.add(new WeakReference<>(event));
            }
        }
    }

    private static final class Asterisk implements RestTransport {
        int asked;

        @Override
        public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
            asked++;
            try {
                return reply.read("{\"name\":\"app\"}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
            return CompletableFuture.completedFuture(send(call, reply));
        }
    }

    /** As the client does with what it reads. */
    private void take(AriEvent event) {
        seen.note(event);
        lanes.route(event);
        subscriptions.forget(Ends.endedBy(event));
    }

    private void call(int i) {
        ResourceId caller = channel("c" + i);
        ResourceId media = channel("m" + i);
        ResourceId bridge = bridge("b" + i);
        take(FakeEvent.of("StasisStart", i, caller));
        executor.runAll();
        if (i % 10 == 0) {
            seen.send(
                    new RestCall("POST", "/applications/{applicationName}/subscription", "app")
                            .list("eventSource", List.of(bridge.toString())),
                    APPLICATION);
        }
        String varset =
                "{\"type\":\"ChannelVarset\",\"variable\":\"V\",\"value\":\"1\",\"channel\":{\"id\":\"c" + i + "\"}}";
        take(requireNonNull(Unread.of(varset, Glance.at(varset), text -> handled--)));
        take(FakeEvent.of("ChannelEnteredBridge", i + 1, bridge, media));
        take(FakeEvent.of("StasisEnd", i + 1, caller));
        take(FakeEvent.of("BridgeDestroyed", i + 1, bridge));
        take(FakeEvent.of("ChannelDestroyed", i + 1, media));
        if (i % 4 != 3) {
            take(FakeEvent.of("ChannelDestroyed", i + 1, caller)); // Asterisk does not tell of each.
        }
        executor.runAll();
        timers.advance(Duration.ofMillis(1));
    }

    @Test
    void hundredThousandCallsLeaveNothing() {
        for (int i = 0; i < CALLS; i++) {
            call(i);
        }
        assertThat(handled).isEqualTo(CALLS * 7L - CALLS / 4);
        timers.advance(Duration.ofMinutes(2));

        assertThat(lanes.size()).as("bound resources").isZero();
        assertThat(lanes.isIdle()).as("lanes with nothing to do").isTrue();
        assertThat(timers.pending()).as("timers").isZero();
        assertThat(lanes.lost()).isZero();
        assertThat(seenOf("c") + seenOf("m") + seenOf("b")).as("remembered").isEqualTo(Seen.MOST);
        int asked = asterisk.asked;
        subscriptions.restore(() -> true);
        assertThat(asterisk.asked).as("subscriptions are forgotten").isEqualTo(asked);
        assertThat(samples).hasSize(4 * CALLS / 1_000).allMatch(HundredThousandCallsTest::isFreed, "is freed");
    }

    private long seenOf(String prefix) {
        return IntStream.range(0, CALLS)
                .filter(i -> seen.has(prefix.equals("b") ? bridge(prefix + i) : channel(prefix + i)))
                .count();
    }

    private static boolean isFreed(WeakReference<Object> sample) {
        for (int attempts = 0; sample.get() != null && attempts < 20; attempts++) {
            System.gc();
        }
        return sample.get() == null;
    }
}
