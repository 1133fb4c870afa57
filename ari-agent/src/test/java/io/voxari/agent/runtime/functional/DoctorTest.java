package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.DoctorCheck;
import io.voxari.agent.runtime.DoctorFinding;
import io.voxari.agent.runtime.DoctorFinding.Verdict;
import io.voxari.agent.runtime.DoctorReport;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariDoctor;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Asterisk, well and broken in each way, and what the doctor says about it. */
@Tag("asterisk")
@Tag("real") // What it finds wrong is a real configuration.
class DoctorTest {
    private static final String SECRET = "not-to-be-seen-in-any-report";

    @TempDir
    Path conf;

    private final int port = freePort();
    private RealAsterisk asterisk;

    @BeforeEach
    void start() {
        asterisk = started(builder -> {});
    }

    @AfterEach
    void stop() {
        asterisk.close();
    }

    private RealAsterisk started(Consumer<RealAsterisk.Builder> setting) {
        RealAsterisk.Builder builder = RealAsterisk.builder()
                .credentials("voxari", SECRET)
                .mediaCredentials("pbx", SECRET)
                .media("voxari", media("/media"))
                .media("elsewhere", media("/other"));
        setting.accept(builder);
        return builder.start();
    }

    /** One Asterisk for all that can be broken from outside, one after another: starting one takes a second or two. */
    @Test
    void namesWhatIsWrong() {
        healthy();
        healthyAtTheStart();
        endpointUnreachable();
        notAnAsterisk();
        wrongPassword();
        noSuchWebsocketClient();
        wrongUri();
        wrongPort();
        wrongMediaPassword();
        portTaken();
        otherApplication();
        noSuchExtension();
        extensionWithoutStasis();
        tooOld();
        chanWebsocketNotLoaded();
        websocketClientModuleNotLoaded();
    }

    private void healthy() {
        DoctorReport report = examine(doctor(config()));
        assertThat(report.findings()).as(report.table()).allMatch(finding -> finding.verdict() == Verdict.OK);
        assertThat(report.exitCode()).isZero();
        assertThat(asterisk.cli("core show channels count")).contains("0 active channels");
    }

    /** The runtime listens where the doctor has just listened. */
    private void healthyAtTheStart() {
        try (Voxari voxari = Voxari.builder()
                .asterisk(config().name("healthy-at-start").build())
                .listen("127.0.0.1", port)
                .mediaCredentials("pbx", SECRET)
                .resolver(offer -> Resolution.accept("echo"))
                .agent(new TestAgent(new byte[0]))
                .examineAtStart(true)
                .build()) {
            voxari.start();
            assertThat(voxari.mediaUri()).isEqualTo(media("/media"));
            assertThat(Switchboard.log())
                    .contains("Asterisk healthy-at-start: examined, nothing failed")
                    .contains("Asterisk healthy-at-start: Media connection: Asterisk connects, within");
        }
    }

    private void endpointUnreachable() {
        DoctorReport report = examine(doctor(config().endpoint(URI.create("http://127.0.0.1:" + freePort()))));
        names(report, DoctorCheck.ENDPOINT, "cannot be reached", "http.conf");
        assertThat(report.of(DoctorCheck.CODEC).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(report.of(DoctorCheck.CODEC).found()).contains("ARI endpoint");
    }

    private void notAnAsterisk() {
        DoctorReport report = examine(doctor(config().endpoint(asterisk.ariUri().resolve("/wrong"))));
        names(report, DoctorCheck.ENDPOINT, "has no ARI (404)", "prefix");
    }

    private void wrongPassword() {
        DoctorReport report = examine(doctor(config().password("guess")));
        names(report, DoctorCheck.CREDENTIALS, "\"voxari\" is refused with status 401", "ari.conf");
    }

    private void noSuchWebsocketClient() {
        DoctorReport report = examine(doctor(config().websocketClient("nobody")));
        names(report, DoctorCheck.WEBSOCKET_CLIENT, "no WebSocket client \"nobody\"", "section [nobody]");
    }

    private void wrongUri() {
        DoctorReport report = examine(doctor(config().websocketClient("elsewhere")));
        assertThat(failed(report)).containsExactly(DoctorCheck.MEDIA_URI, DoctorCheck.MEDIA_CONNECTION);
        assertThat(report.of(DoctorCheck.MEDIA_URI).found()).contains("path /other", "serves /media");
        assertThat(report.of(DoctorCheck.MEDIA_CONNECTION).found()).contains("another path");
    }

    private void wrongPort() {
        int other = freePort();
        DoctorReport report = examine(doctor(config()).listen("127.0.0.1", other));
        assertThat(failed(report)).containsExactly(DoctorCheck.MEDIA_URI, DoctorCheck.MEDIA_CONNECTION);
        assertThat(report.of(DoctorCheck.MEDIA_URI).found()).contains("port " + port, "listens on " + other);
        assertThat(report.of(DoctorCheck.MEDIA_CONNECTION).found()).contains("cannot connect to");
    }

    private void wrongMediaPassword() {
        DoctorReport report = examine(doctor(config()).mediaCredentials("pbx", "another"));
        names(report, DoctorCheck.MEDIA_CONNECTION, "does not sign in", "username and password");
    }

    private void portTaken() {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            DoctorReport report = examine(doctor(config()));
            assertThat(taken.isBound()).isTrue();
            assertThat(failed(report)).as(report.table()).isEmpty();
            assertThat(report.of(DoctorCheck.MEDIA_CONNECTION).verdict()).isEqualTo(Verdict.SKIPPED);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void otherApplication() {
        DoctorReport report =
                examine(doctor(config().app("sales").user("voxari").websocketClient("voxari")));
        names(report, DoctorCheck.APPLICATION, "comes to Stasis(voxari)", "Stasis(sales)");
    }

    private void noSuchExtension() {
        DoctorReport report = examine(doctor(config()).extension("8000@nowhere"));
        names(report, DoctorCheck.APPLICATION, "8000@nowhere", "dialplan show 8000@nowhere");
    }

    private void extensionWithoutStasis() {
        DoctorReport report = examine(doctor(config()).extension("busy@inside"));
        names(report, DoctorCheck.APPLICATION, "without coming to Stasis", "extensions.conf");
    }

    private void tooOld() {
        olderOne("22.7.00", "22.7.00+dfsg", "is too old for marks and JSON");
        olderOne("18.26.4", "18.26.4+dfsg", "has no audio over WebSocket");
    }

    private void olderOne(String version, String shown, String told) {
        try (OldAsterisk old = new OldAsterisk(asterisk.ariUri(), "22.10.1", version)) {
            DoctorReport report = examine(doctor(config().endpoint(old.uri())));
            names(report, DoctorCheck.VERSION, told, "22.8");
            assertThat(report.of(DoctorCheck.VERSION).found()).startsWith(shown);
            // It is looked at all the same, as the runtime would use it.
            assertThat(report.of(DoctorCheck.MEDIA_CONNECTION).found())
                    .as(report.table())
                    .contains("speaks plain text");
        }
    }

    private void chanWebsocketNotLoaded() {
        asterisk.cli("module unload chan_websocket.so");
        names(examine(doctor(config())), DoctorCheck.CHAN_WEBSOCKET, "not loaded", "module load chan_websocket.so");
    }

    private void websocketClientModuleNotLoaded() {
        asterisk.cli("module unload -f res_websocket_client.so");
        DoctorReport report = examine(doctor(config()));
        assertThat(failed(report)).as(report.table()).contains(DoctorCheck.RES_WEBSOCKET_CLIENT);
        assertThat(report.of(DoctorCheck.RES_WEBSOCKET_CLIENT).fix()).contains("module load res_websocket_client.so");
        assertThat(report.of(DoctorCheck.WEBSOCKET_CLIENT).verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void namesEndpointsWithoutUlawAndUsersWhoMayOnlyLook() throws IOException {
        asterisk.close();
        copied("pjsip.conf", text -> text.replace("allow = ulaw,alaw,g722", "allow = alaw"));
        copied("ari.conf", text -> text.replace("read_only = no", "read_only = yes"));
        copied("websocket_client.conf", text -> text.replace("protocols = media", "protocols = ari"));
        asterisk = started(builder -> builder.conf(conf));
        DoctorReport looking = examine(doctor(config()));
        assertThat(failed(looking))
                .as(looking.table())
                .containsExactly(DoctorCheck.CREDENTIALS, DoctorCheck.WEBSOCKET_CLIENT);
        assertThat(looking.of(DoctorCheck.CREDENTIALS).fix()).contains("read_only = no");
        assertThat(looking.of(DoctorCheck.WEBSOCKET_CLIENT).fix()).contains("protocols = media");

        Files.delete(conf.resolve("ari.conf"));
        Files.delete(conf.resolve("websocket_client.conf"));
        asterisk.restart();
        names(examine(doctor(config())), DoctorCheck.CODEC, "not allowed on caller, uas (2 of 2)", "allow = ulaw");
        names(
                examine(doctor(config()).endpoints(List.of("uas"))),
                DoctorCheck.CODEC,
                "not allowed on uas (1 of 1)",
                "pjsip.conf");
    }

    // ---- how

    private void copied(String file, java.util.function.UnaryOperator<String> change) throws IOException {
        Path original = Path.of("..", "asterisk", "conf", file);
        String text = Files.readString(original);
        assertThat(change.apply(text)).isNotEqualTo(text);
        Files.writeString(conf.resolve(file), change.apply(text));
    }

    private static void names(DoctorReport report, DoctorCheck check, String found, String fix) {
        assertThat(failed(report)).as(report.table()).containsExactly(check);
        assertThat(report.of(check).found()).contains(found);
        assertThat(report.of(check).fix()).contains(fix);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.table()).contains("FAILED   " + check.title(), "fix: ");
    }

    private static List<DoctorCheck> failed(DoctorReport report) {
        return report.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.FAILED)
                .map(DoctorFinding::check)
                .toList();
    }

    private static DoctorReport examine(VoxariDoctor.Builder doctor) {
        DoctorReport report = doctor.build().examine();
        assertThat(report.toString()).doesNotContain(SECRET);
        assertThat(report.table()).doesNotContain(SECRET);
        return report;
    }

    private AsteriskConfig.Builder config() {
        return AsteriskConfig.builder().endpoint(asterisk.ariUri()).password(SECRET);
    }

    private VoxariDoctor.Builder doctor(AsteriskConfig.Builder config) {
        return VoxariDoctor.builder(config.build())
                .listen("127.0.0.1", port)
                .mediaCredentials("pbx", SECRET)
                .extension("8000@from-external");
    }

    private URI media(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
