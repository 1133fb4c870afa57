package io.voxari.benchmarks.ari;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.RestTransportKind;
import io.voxari.ari.UnknownEvent;
import io.voxari.ari.event.ChannelVarset;
import java.net.URI;
import java.util.function.BiConsumer;

/** Voxari as its documentation says to use it, with nothing set. */
final class VoxariContestant implements Contestant {
    private final RestTransportKind kind;
    private AriClient client;

    VoxariContestant(RestTransportKind kind) {
        this.kind = kind;
    }

    @Override
    public void connect(int port, String application, BiConsumer<String, String> onEvent, Runnable onFirst) {
        client = AriClient.builder()
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .credentials("bench", "secret")
                .application(application)
                .restTransport(kind)
                .listener(new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        if (event instanceof ChannelVarset varset) {
                            onEvent.accept(varset.channel().id(), varset.value());
                        } else {
                            onFirst.run();
                        }
                    }
                })
                .build();
        client.connect();
    }

    @Override
    public String channelName() {
        return client.channels().get("1712345678.12").send().name();
    }

    @Override
    public Object decode(String json) {
        AriEvent event = AriEvent.parse(json);
        if (event instanceof UnknownEvent) {
            throw new IllegalStateException("Not known: " + event.type());
        }
        return event;
    }

    @Override
    public void close() {
        client.close();
    }
}
