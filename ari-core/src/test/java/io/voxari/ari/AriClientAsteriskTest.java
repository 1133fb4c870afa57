package io.voxari.ari;

import static io.voxari.ari.ConnectionState.Phase.REFUSED;
import static io.voxari.ari.ConnectionState.Phase.REPLACED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.StasisEnd;
import io.voxari.ari.event.StasisStart;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client on a real Asterisk that nothing bad happens to. */
@Tag("asterisk")
class AriClientAsteriskTest {
    private static final Logger LOG = LoggerFactory.getLogger(AriClientAsteriskTest.class);
    private static RealAsterisk asterisk;

    private final Recorder recorder = new Recorder();
    private final List<AriClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        asterisk = RealAsterisk.builder().start();
    }

    @AfterAll
    static void stop() {
        asterisk.close();
    }

    @AfterEach
    void close() {
        clients.forEach(AriClient::close);
    }

    private AriClient.Builder builder() {
        return AriClient.builder()
                .endpoint(asterisk.ariUri())
                .credentials(asterisk.user(), asterisk.password())
                .application(asterisk.app())
                .listener(recorder);
    }

    private AriClient built(AriClient.Builder builder) {
        AriClient client = builder.build();
        clients.add(client);
        return client;
    }

    private AriClient connected() {
        AriClient client = built(builder());
        client.connect();
        return client;
    }

    @Test
    void wrongPasswordIsRefused() {
        AriClient ari = built(builder().credentials(asterisk.user(), "wrong"));
        AriResponseException refusal = catchThrowableOfType(AriResponseException.class, ari::connect);

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.reason()).isEqualTo("Authentication required");
        assertThat(ari.state().phase()).isEqualTo(REFUSED);
        AriResponseException request = catchThrowableOfType(
                AriResponseException.class, () -> ari.channels().list().send());
        assertThat(request.isDenied()).isTrue();
    }

    @Test
    void wrongPathIsNotFound() {
        AriClient ari = built(builder().endpoint(URI.create(asterisk.ariUri() + "/elsewhere")));
        AriResponseException refusal = catchThrowableOfType(AriResponseException.class, ari::connect);

        assertThat(refusal.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(RestTransportKind.class)
    void callsAndHangsUpOverEitherTransport(RestTransportKind kind) {
        AriClient ari = built(builder().restTransport(kind));
        ari.connect();
        String id = "own id/" + UUID.randomUUID() + " +%";
        List<AriEvent> events = new CopyOnWriteArrayList<>();
        EventLane lane = ari.openLane("call").bind(ResourceId.channel(id)).onEvent(events::add);
        long begin = System.nanoTime();
        assertThat(ari.channels()
                        .create("Local/silent@inside", asterisk.app())
                        .channelId(id)
                        .appArgs("one,two")
                        .send()
                        .id())
                .isEqualTo(id);
        long replied = System.nanoTime();
        await().until(() -> events.stream().anyMatch(StasisStart.class::isInstance));
        LOG.info("{}: create took {} µs", kind, (replied - begin) / 1000);
        assertThat(ari.channels().get(id).send().name()).startsWith("Local/silent@inside");
        ari.channels().hangup(id).reasonCode(21).send();
        await().until(() -> events.stream().anyMatch(ChannelDestroyed.class::isInstance));

        assertThat(events).filteredOn(StasisEnd.class::isInstance).hasSize(1);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        ChannelDestroyed.class, end -> assertThat(end.cause()).isEqualTo(21));
        assertThat(catchThrowableOfType(
                                AriResponseException.class,
                                () -> ari.channels().hangup(id).send())
                        .isGone())
                .isTrue();
        await().until(() -> ari.statistics().boundResources() == 0);
        lane.close();
        assertThat(recorder.events).isEmpty();
    }

    /** Requests are under way while the channel is hung up; each of them is answered, or says that it is no more. */
    @ParameterizedTest
    @EnumSource(RestTransportKind.class)
    void channelThatEndsMeanwhileHasVanishedAndAWrongIdHasNot(RestTransportKind kind) {
        AriClient ari = built(builder().restTransport(kind));
        ari.connect();
        String id = UUID.randomUUID().toString();
        ari.channels()
                .create("Local/silent@inside", asterisk.app())
                .channelId(id)
                .send();
        // Before that Asterisk may answer that it does not have it.
        await().until(() -> recorder.events.stream()
                .anyMatch(event -> event instanceof StasisStart start
                        && start.channel().id().equals(id)));
        CompletableFuture<?> hangup = null;
        AriResponseException gone = null;
        for (int i = 0; gone == null && i < 10_000; i++) {
            CompletableFuture<?> request = ari.channels()
                    .setVariable(id, "X")
                    .value(Integer.toString(i))
                    .sendAsync();
            if (i == 5) {
                hangup = ari.channels().hangup(id).sendAsync();
            }
            try {
                request.join();
            } catch (CompletionException e) {
                AriResponseException refusal = requireNonNull((AriResponseException) e.getCause());
                if (refusal.isGone()) {
                    gone = refusal;
                } else {
                    // Hung up, it leaves the application before it is destroyed.
                    assertThat(hangup).as("the channel was hung up").isNotNull();
                    assertThat(refusal.status()).as(refusal.getMessage()).isEqualTo(409);
                }
            }
        }

        assertThat(hangup).isNotNull().succeedsWithin(Duration.ofSeconds(10));
        assertThat(requireNonNull(gone).hasVanished()).isTrue();
        AriResponseException wrong = catchThrowableOfType(
                AriResponseException.class,
                () -> ari.channels().setVariable(id + "0", "X").value("1").send());
        assertThat(wrong.isGone()).isTrue();
        assertThat(wrong.hasVanished()).isFalse();
    }

    @Test
    void hostileIdsReachAsteriskAsTheyAre() {
        AriClient ari = connected();
        for (String id : new String[] {"a/b", "../x", "a b", "a+b", "100%", "%2F", "a?b#c&d=e", "ü😀", "..."}) {
            assertThat(ari.bridges().createWithId(id).send().id()).isEqualTo(id);
            assertThat(ari.bridges().get(id).send().id()).isEqualTo(id);
            ari.bridges().destroy(id).send();
        }
    }

    @Test
    void handlersMayBlockOnOneThread() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        callsThatLeaveNothing(20, builder().executor(one));
        one.shutdown();
    }

    @Test
    void hundredCallsAtOnceLeaveNothing() throws Exception {
        callsThatLeaveNothing(100, builder());
    }

    @Test
    void secondClientReplacesTheFirst() {
        AriClient first = connected();
        AriClient second = built(builder().listener(new AriListener() {}));
        second.connect();
        await().until(() -> first.state().phase() == REPLACED);

        assertThat(second.state().isOpen()).isTrue();
        first.connect();
        await().until(() -> second.state().phase() == REPLACED);
        assertThat(first.state().isOpen()).isTrue();
    }

    private void callsThatLeaveNothing(int calls, AriClient.Builder builder) throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        CompletableFuture<AriClient> client = new CompletableFuture<>();
        AriClient ari = built(builder.listener(new AriListener() {
            @Override
            public void onEvent(AriEvent event, EventLane lane) {
                if (event instanceof StasisStart start) {
                    bridgeAndHangUp(client.join(), start.channel().id(), lane);
                    done.add(start.channel().id());
                }
            }
        }));
        client.complete(ari);
        ari.connect();
        List<CompletableFuture<?>> originated = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            originated.add(ari.channels()
                    .originate("Local/8000@inside")
                    .context("inside")
                    .extension("silent")
                    .priority(1)
                    .sendAsync());
        }
        CompletableFuture.allOf(originated.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(60)).until(() -> done.size() == calls);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ari.channels().list().send().isEmpty());

        assertThat(ari.bridges().list().send()).isEmpty();
        assertThat(ari.statistics().lost()).isZero();
        assertThat(ari.statistics().unreadable()).isZero();
    }

    private static void bridgeAndHangUp(AriClient ari, String channel, EventLane lane) {
        ari.channels().answer(channel).send();
        String bridge = "bridge of " + channel;
        lane.bind(ResourceId.bridge(bridge));
        ari.bridges().createWithId(bridge).send();
        ari.bridges().addChannel(bridge, channel).send();
        ari.bridges().destroy(bridge).send();
        ari.channels().hangup(channel).send();
    }
}
