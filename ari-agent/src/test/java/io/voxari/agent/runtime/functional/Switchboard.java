package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariStats;
import io.voxari.ari.AriClient;
import io.voxari.ari.model.Bridge;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * An Asterisk, a runtime that answers its calls, and telephones; one for a test. The Asterisk is the real one, or with {@code
 * -Dvoxari.asterisk=simulated} the simulated.
 */
final class Switchboard implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String PASSWORD = "not-to-be-seen-in-any-log-7f3a";
    /** A websocket client of Asterisk behind which nobody listens. */
    static final String NOBODY = "nobody";

    static final VoxariStats QUIET = new VoxariStats(0, 0, 0, 0, 0);

    private final Pbx asterisk;
    final Voxari voxari;
    final Timeline timeline = new Timeline();
    private final AriClient ari;

    private Switchboard(
            Pbx pbx,
            Consumer<Voxari.Builder> setting,
            Consumer<AsteriskConfig.Builder> access,
            UnaryOperator<URI> line) {
        asterisk = pbx;
        AsteriskConfig.Builder config = AsteriskConfig.builder()
                .endpoint(line.apply(asterisk.ariUri()))
                .app(asterisk.app())
                .password(asterisk.password());
        access.accept(config);
        Voxari.Builder builder =
                Voxari.builder().asterisk(config.build()).listen("127.0.0.1", 0).listener(timeline);
        asterisk.time().ifPresent(time -> {
            timeline.waitsIn(time);
            builder.time(time.scheduler(), time.clock())
                    .executor(time.threads())
                    .sockets(time.sockets(), time.channels());
        });
        setting.accept(builder);
        voxari = builder.build();
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
        ari = client("observer");
    }

    /** Where the Asterisk is simulated, nobody waits: for tests that wait by this and by their calls only. */
    static Switchboard withoutWaiting(Consumer<Voxari.Builder> setting) {
        return withoutWaiting(setting, access -> {});
    }

    static Switchboard withoutWaiting(Consumer<Voxari.Builder> setting, Consumer<AsteriskConfig.Builder> access) {
        return new Switchboard(Pbx.startWithoutWaiting(PASSWORD, "voxari", NOBODY), setting, access, uri -> uri);
    }

    private static Pbx pbx() {
        return Pbx.start(PASSWORD, "voxari", NOBODY);
    }

    static Switchboard with(Consumer<Voxari.Builder> setting) {
        return new Switchboard(pbx(), setting, access -> {}, uri -> uri);
    }

    static Switchboard with(Consumer<Voxari.Builder> setting, Consumer<AsteriskConfig.Builder> access) {
        return new Switchboard(pbx(), setting, access, uri -> uri);
    }

    /** ARI comes to the runtime over a line that can be cut; audio does not. */
    static Switchboard behind(TcpCut line, Consumer<Voxari.Builder> setting) {
        return new Switchboard(pbx(), setting, access -> {}, line::to);
    }

    static Switchboard behind(TcpCut line, Consumer<Voxari.Builder> setting, Consumer<AsteriskConfig.Builder> access) {
        return new Switchboard(pbx(), setting, access, line::to);
    }

    /** From now on audio comes to the runtime over a line that can be cut. */
    void audioThrough(TcpCut line) {
        URI media = voxari.mediaUri();
        URI near = line.to(media);
        asterisk.media("voxari", URI.create("ws://127.0.0.1:" + near.getPort() + media.getPath()));
    }

    /** {@return how this Asterisk is reached, by another application} */
    AsteriskConfig.Builder access() {
        return AsteriskConfig.builder()
                .endpoint(asterisk.ariUri())
                .user(asterisk.user())
                .password(asterisk.password())
                .websocketClient("voxari");
    }

    /** {@return another client of the same Asterisk, not connected} */
    AriClient client(String application) {
        return AriClient.builder()
                .endpoint(asterisk.ariUri())
                .credentials(asterisk.user(), asterisk.password())
                .application(application)
                .build();
    }

    /** {@return another runtime on the same Asterisk, not started} */
    Voxari other(String application) {
        return Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .app(application)
                        .user(asterisk.user())
                        .password(asterisk.password())
                        .build())
                .listen("127.0.0.1", 0)
                .resolver(offer -> Resolution.accept("other"))
                .agent(new TestAgent(new byte[0]))
                .build();
    }

    /** The real Asterisk; only for tests with the tag {@code real}. */
    RealAsterisk real() {
        return asterisk.real();
    }

    String app() {
        return asterisk.app();
    }

    /** {@return the ids of all bridges in Asterisk} */
    List<String> bridges() {
        return ari.bridges().list().send().stream().map(Bridge::id).toList();
    }

    SipCall call(CallPlan plan) {
        return asterisk.call(plan);
    }

    /** Calls, and waits for the end of the call. */
    CallOutcome outcomeOf(CallPlan plan) {
        return call(plan).awaitEnd(PATIENCE);
    }

    /** Nothing of any call is left in Asterisk, nor here. */
    void awaitQuiet() {
        asterisk.time()
                .ifPresentOrElse(
                        time -> time.awaitUntil(() -> voxari.stats().equals(QUIET) && timeline.isTold(), PATIENCE),
                        this::awaitNothingLeft);
        asterisk.assertQuiet();
    }

    private void awaitNothingLeft() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(voxari.stats()).isEqualTo(QUIET);
            assertThat(ari.channels().list().send()).isEmpty();
            assertThat(ari.bridges().list().send()).isEmpty();
            assertThat(timeline.isTold()).as("the end of each call is told").isTrue();
        });
    }

    /** {@return all that this process has logged so far, at every level} */
    static String log() {
        try {
            return Files.readString(Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", "target/test.log")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        ari.close();
        voxari.close();
        asterisk.close();
    }
}
