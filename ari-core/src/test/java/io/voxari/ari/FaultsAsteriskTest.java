package io.voxari.ari;

import static io.voxari.ari.ConnectionState.Phase.CONNECTING;
import static io.voxari.ari.ConnectionState.Phase.OPEN;
import static io.voxari.ari.ConnectionState.Phase.REFUSED;
import static io.voxari.ari.ConnectionState.Phase.REPLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelUserevent;
import io.voxari.ari.event.PlaybackStarted;
import io.voxari.ari.event.RecordingStarted;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.Channel;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What bad things happening to a real Asterisk, or on the way to it, do to calls: how long it takes to be noticed and to be
 * back, whether any event is neither delivered nor told as missed, and whether any call is in another state here than there.
 */
@Tag("asterisk")
@SuppressWarnings("NullAway.Init") // Set by each test that needs it.
class FaultsAsteriskTest {
    private static final Logger LOG = LoggerFactory.getLogger(FaultsAsteriskTest.class);
    private static final int CALLS = 20;
    private static final Duration PING = Duration.ofSeconds(2);

    /** For how long the process is stopped: longer than it takes to be noticed; more by hand. */
    private static final Duration STOP = Duration.ofSeconds(Integer.getInteger("voxari.test.stop.seconds", 5));

    /** How often what is a matter of chance is tried; more by hand. */
    private static final int ROUNDS = Integer.getInteger("voxari.test.rounds", 1);

    private static RealAsterisk asterisk;

    private final Recorder recorder = new Recorder();
    private final List<Call> calls = new ArrayList<>();
    private Cable cable;
    private AriClient ari;
    private AriClient direct;
    private Ticks ticks;

    /** A channel in the application, and what its lane heard. */
    private record Call(String id, List<AriEvent> events) {
        boolean heard(Class<? extends AriEvent> type) {
            return count(type) > 0;
        }

        long count(Class<? extends AriEvent> type) {
            return events.stream().filter(type::isInstance).count();
        }

        long ends() {
            return count(ChannelGone.class) + count(ChannelDestroyed.class);
        }
    }

    @BeforeAll
    static void startAsterisk() {
        asterisk = RealAsterisk.builder().start();
    }

    @AfterAll
    static void stopAsterisk() {
        asterisk.close();
    }

    @BeforeEach
    void start() throws IOException {
        cable = new Cable(asterisk.ariUri().getPort());
        ari = builder().endpoint(cable.uri()).build();
        direct = builder().listener(new AriListener() {}).build();
    }

    private AriClient.Builder builder() {
        return AriClient.builder()
                .endpoint(asterisk.ariUri())
                .credentials(asterisk.user(), asterisk.password())
                .application(asterisk.app())
                .pingInterval(PING)
                .listener(recorder);
    }

    @AfterEach
    void stop() throws Exception {
        if (ticks != null) {
            ticks.close();
        }
        for (Channel channel : direct.channels().list().send()) {
            CompletableFuture<?> unused = direct.channels().hangup(channel.id()).sendAsync();
        }
        await().until(() -> direct.channels().list().send().isEmpty());
        ari.close();
        direct.close();
        cable.close();
    }

    private void callAll() {
        ari.connect();
        for (int i = 0; i < CALLS; i++) {
            Call call = new Call(UUID.randomUUID().toString(), new CopyOnWriteArrayList<>());
            ari.openLane(call.id()).bind(ResourceId.channel(call.id())).onEvent(call.events()::add);
            ari.channels()
                    .create("Local/silent@inside", asterisk.app())
                    .channelId(call.id())
                    .send();
            calls.add(call);
        }
        await().until(() -> calls.stream().allMatch(call -> call.heard(StasisStart.class)));
        ticks = new Ticks(
                asterisk.ariUri(),
                asterisk.user(),
                asterisk.password(),
                asterisk.app(),
                calls.stream().map(Call::id).toList());
        await().until(() -> ticks.count() > 2 * CALLS);
    }

    private void awaitBack() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> recorder.states.stream().anyMatch(state -> state.gap() != null));
    }

    /** How long after a moment a state began. */
    private long millisTo(ConnectionState.Phase phase, Instant since) {
        return recorder.states.stream()
                .filter(state -> state.phase() == phase && state.since().isAfter(since))
                .mapToLong(state -> Duration.between(since, state.since()).toMillis())
                .min()
                .orElse(0); // It was quicker than the test.
    }

    /** Lets some more happen, then takes stock. */
    private void nothingIsAmiss(String fault, long noticed, long back) throws Exception {
        int before = ticks.count();
        boolean any = calls.stream().anyMatch(call -> call.ends() == 0);
        await().until(() -> !any || ticks.count() > before + 2 * CALLS);
        ticks.close();
        // Whatever is on its way comes, or is found to be missed.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(calls)
                        .as("heard all or was told, after %s", recorder.states)
                        .allMatch(call ->
                                ticks.unaccounted(call.id(), call.events()).isEmpty()));
        Set<String> there =
                direct.channels().list().send().stream().map(Channel::id).collect(Collectors.toSet());
        List<String> unaccounted = new ArrayList<>();
        List<Call> wrong = new ArrayList<>();
        for (Call call : calls) {
            unaccounted.addAll(ticks.unaccounted(call.id(), call.events()));
            if (call.ends() != (there.contains(call.id()) ? 0 : 1)) {
                wrong.add(call);
            }
        }
        LOG.info(
                "{}: noticed after {} ms, back after {} ms, events unaccounted for {} of {}, calls in a wrong state {} of {}",
                fault,
                noticed,
                back,
                unaccounted.size(),
                ticks.count(),
                wrong.size(),
                calls.size());
        assertThat(unaccounted).isEmpty();
        assertThat(wrong).isEmpty();
        assertThat(calls).allMatch(call -> call.count(StasisStart.class) == 1);
        assertThat(ari.statistics().lost()).isZero();
    }

    @Test
    void asteriskIsKilled() throws Exception {
        callAll();
        ari.applications()
                .subscribe(asterisk.app(), "deviceState:Stasis:lamp", "endpoint:PJSIP")
                .send();
        ari.applications().filter(asterisk.app()).disallowed("Dial").send();
        Instant killed = Instant.now();
        asterisk.kill();
        await().until(() -> ari.state().phase() == CONNECTING
                && recorder.phases().contains(OPEN)
                && recorder.phases().lastIndexOf(CONNECTING) > 1);
        long noticed = millisTo(CONNECTING, killed);
        asterisk.restart();
        Instant restarted = Instant.now();
        awaitBack();
        long back = millisTo(OPEN, restarted);
        await().until(() -> calls.stream().allMatch(call -> call.heard(ChannelGone.class)));

        nothingIsAmiss("kill -9 and restart", noticed, back);
        await().until(() -> ari.statistics().boundResources() == 0);
        await().untilAsserted(() -> assertThat(
                        direct.applications().get(asterisk.app()).send())
                .satisfies(app -> assertThat(app.deviceNames()).containsExactly("Stasis:lamp"))
                .satisfies(app -> assertThat(app.endpointIds()).hasSize(1))
                .satisfies(app -> assertThat(app.eventsDisallowed().toString()).contains("Dial")));
    }

    @Test
    void processIsStopped() throws Exception {
        callAll();
        signal("STOP");
        Instant stopped = Instant.now();
        await().until(() -> ari.state().phase() == CONNECTING
                && recorder.phases().contains(OPEN)
                && recorder.phases().lastIndexOf(CONNECTING) > 1);
        long noticed = millisTo(CONNECTING, stopped);
        Duration rest = STOP.minusMillis(noticed);
        if (!rest.isNegative()) {
            await().pollDelay(rest).atMost(rest.plusSeconds(5)).until(() -> true);
        }
        signal("CONT");
        Instant resumed = Instant.now();
        awaitBack();
        long back = millisTo(OPEN, resumed);
        await().until(() -> calls.stream().allMatch(call -> call.heard(ChannelResynced.class)));

        assertThat(calls).noneMatch(call -> call.heard(ChannelGone.class));
        nothingIsAmiss("SIGSTOP for " + STOP.toSeconds() + " s", noticed, back);
    }

    /** In every second such case Asterisk gives the application to a connection that was given up, mostly without a word. */
    @Test
    void connectionsThatWereGivenUpComeToLife() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            recorder.states.clear();
            String name = "round-" + round;
            // No cable: a connection that it resets does not come to life, one that is closed does.
            try (AriClient hasty = builder()
                    .pingInterval(Duration.ofMillis(500))
                    .deadline(Duration.ofSeconds(1))
                    .build()) {
                hasty.connect();
                Instant before = Instant.now();
                signal("STOP");
                try {
                    await().atMost(Duration.ofSeconds(30)).until(() -> givenUpSince(before) >= 2);
                    // The next attempt is on its way by then.
                    await().pollDelay(Duration.ofMillis(700)).until(() -> true);
                } finally {
                    signal("CONT");
                }
                // Asterisk may not have the application for a while.
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptionsInstanceOf(AriResponseException.class)
                        .until(() -> {
                            direct.events().userEvent(name, asterisk.app()).send();
                            return recorder.events.stream()
                                    .anyMatch(event -> event instanceof ChannelUserevent user
                                            && user.eventName().equals(name));
                        });
                LOG.info("given up and come to life: {} times open until events came", times(OPEN) - 1);
                assertThat(times(REPLACED)).isZero();
            }
        }
    }

    private long givenUpSince(Instant moment) {
        return recorder.states.stream()
                .filter(state -> state.since().isAfter(moment)
                        && state.cause() instanceof AriConnectionException unanswered
                        && String.valueOf(unanswered.getMessage()).contains("could not be made")
                        && unanswered.wasSent())
                .count();
    }

    private long times(ConnectionState.Phase phase) {
        return recorder.phases().stream().filter(phase::equals).count();
    }

    @Test
    void connectionIsCutWhileOneCallEnds() throws Exception {
        callAll();
        String bridge = "bridge of " + calls.get(1).id();
        List<AriEvent> media = new CopyOnWriteArrayList<>();
        ari.openLane("media")
                .bind(
                        ResourceId.bridge(bridge),
                        ResourceId.playback("p"),
                        ResourceId.recording("r"),
                        ResourceId.channel("recorded"))
                .onEvent(media::add);
        ari.bridges().createWithId(bridge).send();
        ari.applications().subscribe(asterisk.app(), "bridge:" + bridge).send();
        ari.bridges().playWithId(bridge, "p", "tone:1004").send();
        ari.channels()
                .originate("Local/silent@inside")
                .app(asterisk.app())
                .channelId("recorded")
                .send();
        await().until(() -> media.stream().anyMatch(StasisStart.class::isInstance));
        ari.channels().record("recorded", "r", "ulaw").send();
        await().until(() -> media.stream().anyMatch(PlaybackStarted.class::isInstance)
                && media.stream().anyMatch(RecordingStarted.class::isInstance));
        Call ended = calls.get(0);
        Instant cut = Instant.now();
        cable.silence();
        direct.channels().hangup(ended.id()).send();
        direct.playbacks().stop("p").send();
        direct.recordings().cancel("r").send();
        cable.mend();
        await().until(() -> ari.state().phase() == CONNECTING || ari.state().gap() != null);
        long noticed = millisTo(CONNECTING, cut);
        awaitBack();
        long back = millisTo(OPEN, cut);
        await().until(() -> ended.heard(ChannelGone.class));
        await().until(() -> calls.stream().skip(1).allMatch(call -> call.heard(ChannelResynced.class)));
        await().until(() -> media.stream().anyMatch(PlaybackGone.class::isInstance)
                && media.stream().anyMatch(RecordingGone.class::isInstance));

        assertThat(media).noneMatch(BridgeGone.class::isInstance);
        nothingIsAmiss("TCP cut", noticed, back);
        direct.bridges().destroy(bridge).send();
    }

    @Test
    void connectionDiesWithoutASign() throws Exception {
        callAll();
        cable.silence();
        Instant silent = Instant.now();
        String missed = UUID.randomUUID().toString();
        direct.channels()
                .create("Local/silent@inside", asterisk.app())
                .channelId(missed)
                .send();
        await().until(() -> ari.state().phase() == CONNECTING
                && recorder.phases().contains(OPEN)
                && recorder.phases().lastIndexOf(CONNECTING) > 1);
        long noticed = millisTo(CONNECTING, silent);
        cable.mend();
        Instant mended = Instant.now();
        awaitBack();
        long back = millisTo(OPEN, mended);
        await().until(() -> recorder.events.stream()
                .anyMatch(event -> event instanceof ChannelResynced resynced
                        && resynced.channel().id().equals(missed)));

        nothingIsAmiss("silent drop, ping each " + PING.toMillis() + " ms", noticed, back);
    }

    @Test
    void anotherClientTakesTheApplication() throws Exception {
        callAll();
        Instant taken = Instant.now();
        try (AriClient second = builder().listener(new AriListener() {}).build()) {
            second.connect();
            await().until(() -> recorder.phases().contains(REPLACED));
            long noticed = millisTo(REPLACED, taken);
            await().during(Duration.ofSeconds(1)).until(() -> ari.state().phase() == REPLACED);
            assertThat(second.state().isOpen()).isTrue();
            Instant asked = Instant.now();
            ari.connect();
            long back = millisTo(OPEN, asked);
            await().until(() -> second.state().phase() == REPLACED);
            await().until(() -> calls.stream().allMatch(call -> call.heard(ChannelResynced.class)));

            nothingIsAmiss("two clients with one application", noticed, back);
        }
    }

    @Test
    void passwordIsWrong() {
        try (AriClient wrong = builder().credentials(asterisk.user(), "wrong").build()) {
            Instant begun = Instant.now();
            AriResponseException refusal = catchThrowableOfType(AriResponseException.class, wrong::connect);
            await().until(() -> recorder.phases().contains(REFUSED));
            LOG.info("wrong password: noticed after {} ms, not tried again", millisTo(REFUSED, begun));

            assertThat(refusal.status()).isEqualTo(401);
            assertThat(wrong.state().phase()).isEqualTo(REFUSED);
            assertThat(recorder.phases()).containsExactly(CONNECTING, REFUSED);
        }
    }

    @Test
    void asteriskIsNotThereYet() throws Exception {
        asterisk.kill();
        var open = ari.connectAsync();
        Instant begun = Instant.now();
        await().until(() -> ari.state().cause() != null);
        long noticed = Duration.between(begun, Instant.now()).toMillis();
        asterisk.restart();
        Instant restarted = Instant.now();
        open.get(30, TimeUnit.SECONDS);
        LOG.info(
                "down at start: noticed after {} ms, open {} ms after Asterisk was ready",
                noticed,
                millisTo(OPEN, restarted));

        assertThat(ari.state().gap()).isNull();
        assertThat(recorder.phases()).doesNotContain(REFUSED);
    }

    private static void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(asterisk.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
