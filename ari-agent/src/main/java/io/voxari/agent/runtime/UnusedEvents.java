package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Asterisk not to tell what nobody here wants to know. Of the thirty events of a short call half say that a variable was
 * set, mostly one that Asterisk set by itself; to receive one and wake the call for it costs as much as for one that matters.
 *
 * <p>The application is the runtime's own, so nobody else misses them. The client asks again after a gap. Thread-safe.
 */
final class UnusedEvents {
    private static final Logger LOG = LoggerFactory.getLogger(UnusedEvents.class);

    /**
     * None that a call's state or its flight recorder is the better for: that a channel entered a bridge, the answer to the
     * request for it says too.
     */
    private static final String[] TYPES = {
        "ChannelVarset", "ChannelCallerId", "ChannelConnectedLine", "ChannelEnteredBridge"
    };

    private final AriClient ari;
    private final String application;

    /** Whether Asterisk has agreed, and the client knows. */
    private volatile boolean declined;

    UnusedEvents(AriClient ari, String application) {
        this.ari = ari;
        this.application = application;
    }

    /**
     * Asks, until it is done once. For when the application is there: as long as its events come.
     *
     * @return completes when that is answered; never exceptionally
     */
    CompletableFuture<Void> decline() {
        if (declined) {
            return CompletableFuture.completedFuture(null);
        }
        return ari.applications()
                .filter(application)
                .disallowed(TYPES)
                .sendAsync()
                .handle((done, failure) -> {
                    declined = failure == null;
                    if (failure != null) {
                        LOG.debug("Application {} gets events that nobody needs: {}", application, failure.toString());
                    }
                    return null;
                });
    }
}
