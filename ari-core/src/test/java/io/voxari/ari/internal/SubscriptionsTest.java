package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriResponseException;
import io.voxari.ari.ResourceId;
import io.voxari.ari.model.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final Reply<Application> REPLY = Reply.object(ApplicationDecoder::decode);

    private final FakeTimers timers = new FakeTimers();
    private final List<String> asked = new ArrayList<>();
    private String details = "{\"name\":\"app\"}";
    private int status = 200;
    private final Subscriptions subscriptions = new Subscriptions(new Answering(), "app", timers);

    private final class Answering implements RestTransport {
        @Override
        public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
            asked.add(call.method() + " " + Percent.path(call) + " " + call.query() + call.body());
            if (status != 200) {
                throw new AriResponseException(status, call.method(), call.path(), "No", true);
            }
            try {
                return reply.read(details);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
            try {
                return CompletableFuture.completedFuture(send(call, reply));
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    private static RestCall subscribe(String application, String... sources) {
        return new RestCall("POST", "/applications/{applicationName}/subscription", application)
                .list("eventSource", List.of(sources));
    }

    private static RestCall unsubscribe(String application, String... sources) {
        return new RestCall("DELETE", "/applications/{applicationName}/subscription", application)
                .list("eventSource", List.of(sources));
    }

    private static RestCall filter() {
        return new RestCall("PUT", "/applications/{applicationName}/eventFilter", "app");
    }

    private void send(RestCall call) {
        subscriptions.send(call, REPLY);
    }

    private CompletableFuture<?> sendAsync(RestCall call) {
        return subscriptions.sendAsync(call, REPLY);
    }

    private List<String> restored() {
        asked.clear();
        subscriptions.restore(() -> true);
        return asked;
    }

    @Test
    void restoresWhatIsMissingAndNoMore() {
        send(subscribe("app", "channel:c1", "endpoint:PJSIP/6001", "bridge:b"));
        sendAsync(subscribe("app", "deviceState:Stasis:lamp")).join();
        send(subscribe("another", "channel:x"));
        send(unsubscribe("app", "bridge:b"));
        details = "{\"name\":\"app\",\"channel_ids\":[\"c1\"],\"endpoint_ids\":[],\"device_names\":[]}";

        assertThat(restored())
                .containsExactly(
                        "GET /applications/app {}{}",
                        "POST /applications/app/subscription {eventSource=endpoint:PJSIP/6001}{}",
                        "POST /applications/app/subscription {eventSource=deviceState:Stasis:lamp}{}");
    }

    @Test
    void restoresTheFilterAsItWasLastSet() {
        send(filter().body("allowed", Bodies.allowed("StasisStart")).body("disallowed", Bodies.disallowed("Dial")));
        send(filter().body("disallowed", Bodies.disallowed("ChannelVarset")));

        assertThat(restored())
                .first()
                .isEqualTo("PUT /applications/app/eventFilter {}{allowed=[{type=StasisStart}, {type=RESTResponse}],"
                        + " disallowed=[{type=ChannelVarset}]}");
    }

    @Test
    void asksForNothingWhenThereWasNothing() {
        send(new RestCall("GET", "/applications/{applicationName}", "app"));

        assertThat(restored()).isEmpty();
    }

    @Test
    void forgetsWhatEndedAndWhatWasRefused() {
        send(subscribe("app", "channel:ended", "channel:refused"));
        subscriptions.forget(ResourceId.channel("ended"));
        assertThat(restored()).hasSize(2).last().asString().contains("channel:refused");
        asked.clear();
        status = 422;
        CompletableFuture<?> failed = sendAsync(subscribe("app", "channel:never"));
        assertThat(failed).isCompletedExceptionally();

        status = 200;
        assertThat(restored()).noneMatch(line -> line.contains("never"));
    }

    @Test
    void asksAgainWhileAsteriskIsBooting() {
        send(subscribe("app", "channel:c"));
        status = 503;
        assertThat(restored()).hasSize(1);
        status = 200;
        timers.advance(Duration.ofSeconds(1));

        assertThat(asked).hasSize(3);
        timers.advance(Duration.ofMinutes(1));
        assertThat(asked).hasSize(3);
    }
}
