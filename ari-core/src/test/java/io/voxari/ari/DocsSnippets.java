package io.voxari.ari;

import io.voxari.ari.model.Channel;
import io.voxari.ari.model.DeviceStateValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The code of {@code docs/ari.md}, so that it compiles; never run. */
@SuppressWarnings({"unused", "FutureReturnValueIgnored", "UnusedVariable", "UnusedMethod"})
final class DocsSnippets {
    private final String id = "1";
    private final String to = "PJSIP/6001";
    private final String app = "voxari";
    private final String c = "context";
    private final String playbackId = "p";
    private final String media = "sound:hello";
    private final String name = "n";
    private final String format = "ulaw";
    private final String v = "1";
    private final String snoopId = "s";
    private final String host = "127.0.0.1:9000";
    private final String endpoint = "PJSIP/6002";
    private final String bridge = "b";
    private final String channel = "c";
    private final String source = "bridge:b";
    private final String from = "PJSIP/6003";
    private final String text = "hello";
    private final AriListener listener = new AriListener() {};

    void connect(String password) {
        AriClient ari = AriClient.builder()
                .endpoint(URI.create("http://127.0.0.1:8088"))
                .credentials("voxari", password)
                .listener(listener)
                .build();
        ari.connect();
    }

    void serve(String secret) {
        AriServer server =
                AriServer.builder().port(8090).credentials("asterisk", secret).build();
        AriClient ari = AriClient.builder()
                .server(server, "/pbx1")
                .application("voxari")
                .listener(listener)
                .build();
        server.start();
        ari.connect(); // waits for Asterisk
    }

    void ask(AriClient ari, EventLane lane) {
        Channel channel = ari.channels().get(id).deadline(Duration.ofSeconds(2)).send();
        ari.channels().hangup(id).sendAsync().whenCompleteAsync(this::onHungUp, lane);
    }

    void listen(AriClient ari) {
        EventLane lane = ari.openLane("call 7").bind(ResourceId.channel(id)).onEvent(this::handle);
    }

    private void onHungUp(@Nullable Void nothing, @Nullable Throwable failure) {}

    private void handle(AriEvent event) {}

    List<AriRequest<?>> insteadOfAri4java(AriClient ari) {
        return List.of(
                ari.channels().list(),
                ari.channels().get(id),
                ari.channels().originate(to).app(app),
                ari.channels().originateWithId(id, to),
                ari.channels().create(to, app),
                ari.channels().dial(id),
                ari.channels().answer(id),
                ari.channels().ring(id),
                ari.channels().hangup(id).reasonCode(17),
                ari.channels().continueInDialplan(id).context(c),
                ari.channels().play(id, "sound:hello"),
                ari.channels().playWithId(id, playbackId, media),
                ari.channels().record(id, name, format),
                ari.channels().sendDtmf(id).dtmf("12"),
                ari.channels().getVariable(id, name),
                ari.channels().setVariable(id, name).value(v),
                ari.channels().hold(id),
                ari.channels().snoopWithId(id, snoopId, app),
                ari.channels().externalMedia(app, format).externalHost(host),
                ari.channels().redirect(id, endpoint),
                ari.bridges().create(),
                ari.bridges().addChannel(bridge, channel),
                ari.bridges().removeChannel(bridge, channel),
                ari.playbacks().stop(id),
                ari.recordings().stop(name),
                ari.applications().subscribe(app, source),
                ari.deviceStates().update(name, DeviceStateValue.BUSY),
                ari.endpoints().sendMessage(to, from).body(text),
                ari.asterisk().getInfo());
    }
}
