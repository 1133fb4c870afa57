package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.StasisEnd;
import io.voxari.ari.event.StasisStart;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Asterisk that connects to us. */
@Tag("asterisk")
class AriServerAsteriskTest {
    private static final Logger LOG = LoggerFactory.getLogger(AriServerAsteriskTest.class);
    private static final String PASSWORD = "pass word; of a test";

    private final Recorder recorder = new Recorder();
    private final List<AriClient> calls = new CopyOnWriteArrayList<>();
    private final List<Recorder> heard = new CopyOnWriteArrayList<>();
    private int port;
    private RealAsterisk asterisk;
    private AriServer server;
    private AriClient ari;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        asterisk = RealAsterisk.builder()
                .configuration("ari.conf", text -> text + section("persistent", "all") + section("per-call", "each"))
                .configuration(
                        "websocket_client.conf",
                        text -> client("persistent", "persistent", "/pbx1")
                                + client("per-call", "per_call_config", "/calls")
                                + text)
                .configuration(
                        "extensions.conf",
                        text -> text + "\n[inside](+)\nexten => each,1,Stasis(each,one)\n same => n,Hangup()\n"
                                + "exten => all,1,Stasis(all)\n same => n,Hangup()\n")
                .start();
        serve();
    }

    private static String section(String client, String application) {
        return "\n[" + client + "]\ntype = outbound_websocket\nwebsocket_client_id = " + client + "\napps = "
                + application + "\nlocal_ari_user = voxari\n";
    }

    private String client(String name, String type, String path) {
        return "[" + name + "]\ntype = websocket_client\nconnection_type = " + type + "\nuri = ws://127.0.0.1:" + port
                + path
                + "\nprotocols = ari\nusername = asterisk\npassword = " + PASSWORD.replace(";", "\\;")
                + "\nconnection_timeout = 500\nreconnect_interval = 200\nreconnect_attempts = 10\n\n";
    }

    private void serve() {
        server =
                AriServer.builder().port(port).credentials("asterisk", PASSWORD).build();
        server.perCall("/calls", AriClient.builder().application("each"), call -> {
            calls.add(call);
            Recorder own = new Recorder();
            heard.add(own);
            return own;
        });
        ari = AriClient.builder()
                .server(server, "/pbx1")
                .application("all")
                .listener(recorder)
                .pingInterval(Duration.ofSeconds(2))
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        ari.close();
        server.close();
        asterisk.close();
    }

    private String call(List<AriEvent> events) {
        String id = UUID.randomUUID().toString();
        ari.openLane(id).bind(ResourceId.channel(id)).onEvent(events::add);
        ari.channels().create("Local/silent@inside", "all").channelId(id).send();
        await().until(() -> events.stream().anyMatch(StasisStart.class::isInstance));
        return id;
    }

    @Test
    void persistentConnectionCarriesCallsAndComesBack() throws Exception {
        ari.connect();
        assertThat(ari.asterisk().getInfo().send().system()).isNotNull();
        assertThat(catchThrowableOfType(
                        AriConnectionException.class,
                        () -> ari.recordings().getStoredFile("none").send()))
                .hasMessageContaining("endpoint");
        List<AriEvent> stays = new CopyOnWriteArrayList<>();
        List<AriEvent> ends = new CopyOnWriteArrayList<>();
        String staying = call(stays);
        String ending = call(ends);
        ari.applications().subscribe("all", "deviceState:Stasis:lamp").send();
        ari.applications().filter("all").disallowed("ChannelVarset").send();

        // The server goes away, with everything that belongs to it but the client.
        server.close();
        await().until(() -> ari.state().phase() == ConnectionState.Phase.CONNECTING);
        try (AriClient http = overHttp()) {
            http.channels().hangup(ending).send();
        }
        ari.close();
        long away = System.nanoTime();
        recorder.events.clear();
        serve();
        ari.connect();
        LOG.info(
                "persistent: back {} ms after the server was", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - away));
        // A new client knows nothing of these calls; what Asterisk kept for it tells of one, and it can ask for the
        // other.
        await().untilAsserted(() -> assertThat(recorder.events)
                .anyMatch(event -> event instanceof ChannelDestroyed end
                        && end.channel().id().equals(ending)));
        assertThat(ari.channels().get(staying).send().id()).isEqualTo(staying);
        ari.channels().hangup(staying).send();
    }

    @Test
    void callsGoOnWhenTheConnectionBreaks() {
        ari.connect();
        List<AriEvent> stays = new CopyOnWriteArrayList<>();
        String staying = call(stays);
        ari.applications().subscribe("all", "deviceState:Stasis:lamp").send();
        long cut = System.nanoTime();
        server.engine().cutAll();
        await().until(() -> ari.state().isOpen() && ari.state().gap() != null);
        LOG.info("persistent: back {} ms after a cut", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cut));
        await().until(() -> stays.stream().anyMatch(ChannelResynced.class::isInstance));
        ari.channels().hangup(staying).send();
        await().until(() -> stays.stream().anyMatch(ChannelDestroyed.class::isInstance));
        assertThat(stays).noneMatch(ChannelGone.class::isInstance);

        // Asterisk itself dies: its channels too, and what it was asked to tell of.
        List<AriEvent> dies = new CopyOnWriteArrayList<>();
        call(dies);
        asterisk.kill();
        await().until(() -> !ari.state().isOpen());
        asterisk.restart();
        await().until(() -> ari.state().isOpen());
        await().until(() -> dies.stream().anyMatch(ChannelGone.class::isInstance));
        await().untilAsserted(() ->
                assertThat(ari.applications().get("all").send().deviceNames()).containsExactly("Stasis:lamp"));
    }

    @Test
    void aCallBringsItsOwnConnection() {
        ari.connect();
        try (AriClient http = overHttp()) {
            http.channels()
                    .originate("Local/each@inside")
                    .context("inside")
                    .extension("silent")
                    .priority(1)
                    .channelId("caller")
                    .otherChannelId("callee")
                    .send();
            await().until(() -> calls.size() == 1 && heard.get(0).types().contains("StasisStart"));
            AriClient call = calls.get(0);
            assertThat(call.application()).startsWith("each:Local/each@inside-");
            assertThat(call.state().isOpen()).isTrue();
            call.channels().answer("callee").send();
            Recorder own = heard.get(0);

            server.engine().cutAll();
            await().until(() -> call.state().isOpen() && call.state().gap() != null);
            await().until(() -> own.types().contains("ChannelResynced"));
            call.channels()
                    .create("Local/silent@inside", call.application())
                    .channelId("second")
                    .send();
            await().until(() -> own.events.stream()
                    .anyMatch(event -> event instanceof StasisStart start
                            && start.channel().id().equals("second")));
            call.channels().hangup("second").send();
            call.channels().hangup("callee").send();
            await().until(() -> own.events.stream()
                    .anyMatch(event ->
                            event instanceof StasisEnd end && end.channel().id().equals("callee")));
            await().atMost(Duration.ofSeconds(20)).until(() -> call.state().phase() == ConnectionState.Phase.CLOSED);
            assertThat(calls).hasSize(1);
            assertThat(server.statistics().refused()).isZero();
        }
    }

    private AriClient overHttp() {
        return AriClient.builder()
                .endpoint(asterisk.ariUri())
                .credentials(asterisk.user(), asterisk.password())
                .build();
    }
}
