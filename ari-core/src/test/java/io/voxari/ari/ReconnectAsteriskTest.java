package io.voxari.ari;

import static io.voxari.ari.ConnectionState.Phase.CONNECTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.StasisStart;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What bad things happening to a real Asterisk, or on the way to it, do to calls. */
@Tag("asterisk")
class ReconnectAsteriskTest {
    private static final Logger LOG = LoggerFactory.getLogger(ReconnectAsteriskTest.class);
    private static final int CALLS = 20;

    private final Recorder recorder = new Recorder();
    private final List<Call> calls = new ArrayList<>();
    private RealAsterisk asterisk;
    private Cable cable;
    private AriClient ari;

    /** A channel in the application, and what its lane heard. */
    private record Call(String id, List<AriEvent> events) {
        boolean heard(Class<? extends AriEvent> type) {
            return events.stream().anyMatch(type::isInstance);
        }

        long count(Class<? extends AriEvent> type) {
            return events.stream().filter(type::isInstance).count();
        }
    }

    @BeforeEach
    void start() throws IOException {
        asterisk = RealAsterisk.builder().start();
        cable = new Cable(asterisk.ariUri().getPort());
        ari = AriClient.builder()
                .endpoint(cable.uri())
                .credentials(asterisk.user(), asterisk.password())
                .application(asterisk.app())
                .pingInterval(Duration.ofSeconds(1))
                .listener(recorder)
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        ari.close();
        cable.close();
        asterisk.close();
    }

    private void callAll() {
        ari.connect();
        for (int i = 0; i < CALLS; i++) {
            calls.add(call());
        }
        await().until(() -> calls.stream().allMatch(call -> call.heard(StasisStart.class)));
    }

    private Call call() {
        Call call = new Call(UUID.randomUUID().toString(), new CopyOnWriteArrayList<>());
        ari.openLane(call.id()).bind(ResourceId.channel(call.id())).onEvent(call.events()::add);
        ari.channels()
                .create("Local/silent@inside", asterisk.app())
                .channelId(call.id())
                .send();
        return call;
    }

    private void awaitBack(Duration limit) {
        await().atMost(limit).until(() -> ari.state().isOpen() && ari.state().gap() != null);
    }

    private long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    @Test
    void everyCallEndsWhenAsteriskIsKilled() {
        callAll();
        long killed = System.nanoTime();
        asterisk.kill();
        await().until(() -> ari.state().phase() == CONNECTING);
        long noticed = millisSince(killed);
        asterisk.restart();
        long restarted = System.nanoTime();
        awaitBack(Duration.ofSeconds(30));
        long back = millisSince(restarted);
        await().until(() -> calls.stream().allMatch(call -> call.heard(ChannelGone.class)));

        assertThat(calls).allMatch(call -> call.count(ChannelGone.class) == 1 && call.count(ConnectionGap.class) == 1);
        await().until(() -> ari.statistics().boundResources() == 0);
        LOG.info(
                "kill -9: noticed after {} ms, open {} ms after the restart, {} of {} calls ended",
                noticed,
                back,
                calls.size(),
                CALLS);
    }

    @Test
    void callsGoOnWhenTheConnectionWasCut() throws IOException {
        callAll();
        Call ended = calls.remove(0);
        cable.silence();
        long cut = System.nanoTime();
        direct().channels().hangup(ended.id()).send();
        cable.mend();
        awaitBack(Duration.ofSeconds(30));
        long back = millisSince(cut);
        await().until(() -> ended.heard(ChannelGone.class) || ended.heard(ChannelDestroyed.class));
        await().until(() -> calls.stream().allMatch(call -> call.heard(ChannelResynced.class)));

        assertThat(calls).noneMatch(call -> call.heard(ChannelGone.class));
        for (Call call : calls) {
            ari.channels().hangup(call.id()).send();
        }
        await().until(() -> calls.stream().allMatch(call -> call.heard(ChannelDestroyed.class)));
        LOG.info("cut: open again after {} ms, {} calls went on, 1 ended meanwhile", back, calls.size());
    }

    @Test
    void deadConnectionIsFoundOutAndMissedCallsAreTold() throws IOException {
        callAll();
        cable.silence();
        long silent = System.nanoTime();
        String missed = UUID.randomUUID().toString();
        try (AriClient other = direct()) {
            other.channels()
                    .create("Local/silent@inside", asterisk.app())
                    .channelId(missed)
                    .send();
        }
        await().until(() -> ari.state().phase() == CONNECTING);
        long noticed = millisSince(silent);
        assertThat(noticed).isLessThan(5_000);
        cable.mend();
        awaitBack(Duration.ofSeconds(30));
        await().until(() -> recorder.events.stream()
                .anyMatch(event -> event instanceof ChannelResynced resynced
                        && resynced.channel().id().equals(missed)));
        LOG.info("silent drop: noticed after {} ms with a ping interval of 1 s", noticed);
    }

    @Test
    void stoppedProcessIsWaitedOut() throws Exception {
        callAll();
        signal("STOP");
        long stopped = System.nanoTime();
        await().until(() -> ari.state().phase() == CONNECTING);
        long noticed = millisSince(stopped);
        await().pollDelay(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(9)).until(() -> true);
        signal("CONT");
        long resumed = System.nanoTime();
        awaitBack(Duration.ofSeconds(30));
        long back = millisSince(resumed);
        await().until(() -> calls.stream().allMatch(call -> call.heard(ChannelResynced.class)));

        assertThat(calls).noneMatch(call -> call.heard(ChannelGone.class));
        assertThat(calls).allMatch(call -> call.count(StasisStart.class) == 1);
        LOG.info("SIGSTOP: noticed after {} ms, open {} ms after SIGCONT", noticed, back);
    }

    @Test
    void waitsForAsteriskThatIsNotThereYet() throws Exception {
        asterisk.kill();
        var open = ari.connectAsync();
        await().pollDelay(Duration.ofMillis(500)).until(() -> ari.state().cause() != null);
        asterisk.restart();
        long restarted = System.nanoTime();
        open.get(30, TimeUnit.SECONDS);

        LOG.info("down at start: open {} ms after Asterisk was ready", millisSince(restarted));
        assertThat(ari.state().gap()).isNull();
        assertThat(recorder.phases()).doesNotContain(ConnectionState.Phase.REFUSED);
    }

    private AriClient direct() {
        return AriClient.builder()
                .endpoint(URI.create(Objects.requireNonNull(asterisk).ariUri().toString()))
                .credentials(asterisk.user(), asterisk.password())
                .build();
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(asterisk.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
