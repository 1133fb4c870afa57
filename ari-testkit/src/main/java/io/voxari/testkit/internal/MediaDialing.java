package io.voxari.testkit.internal;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials the application's media server for one channel, as {@code res_websocket_client} does; by the loop and a thread of its own. */
final class MediaDialing {
    private static final Logger logger = LoggerFactory.getLogger(MediaDialing.class);
    private static final int ATTEMPTS = 2;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Pbx pbx;
    private final MediaLeg leg;
    private final String channelId;

    MediaDialing(Pbx pbx, MediaLeg leg, String channelId) {
        this.pbx = pbx;
        this.leg = leg;
        this.channelId = channelId;
    }

    /** Begins to dial; what becomes of it the channel is told. */
    void dial(String client, URI address, String ownQuery) {
        // Asterisk keeps the parameters with the client, not with the call.
        if (!ownQuery.isEmpty()) {
            pbx.lastQueries.put(client, ownQuery);
        }
        String query = pbx.lastQueries.getOrDefault(client, "");
        URI uri = query.isEmpty() ? address : URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query);
        connect(uri, 1);
    }

    private void connect(URI uri, int attempt) {
        if (!leg.isEnded()) {
            pbx.ground.start("voxari-sim-media-" + channelId, () -> tryToConnect(uri, attempt));
        }
    }

    private void tryToConnect(URI uri, int attempt) {
        MediaSocket opened;
        try {
            opened = MediaSocket.connect(pbx.ground.socket(), uri, pbx.settings.mediaCredentials());
        } catch (IOException e) {
            logger.debug("media channel {}: no connection to {}: {}", channelId, uri, e.toString());
            pbx.loop.execute(() -> {
                if (attempt < ATTEMPTS) {
                    pbx.loop.at(pbx.loop.nowNanos() + RETRY_NANOS, () -> connect(uri, attempt + 1));
                } else {
                    leg.end(HangupCauses.NO_ROUTE);
                }
            });
            return;
        }
        leg.use(opened);
    }
}
