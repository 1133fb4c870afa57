package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import io.voxari.media.MediaCapabilities;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One media channel of a call: made, put into the call's bridge, hung up. A call has one, and after a loss another.
 *
 * <p>Only the call's lane uses it; nothing blocks.
 */
final class MediaLeg {
    /** Nobody guesses it: who knows it may send and hear the call's audio. */
    final String id;

    private final CallHost host;
    private final String callerId;
    private final Runnable onLeft;
    private @Nullable CompletableFuture<?> made;
    private @Nullable CompletableFuture<?> bridged;
    /** Read by other threads too. */
    private volatile @Nullable CompletableFuture<Void> gone;

    /**
     * @param onLeft told when the channel could not be hung up
     */
    MediaLeg(CallHost host, String callerId, String id, Runnable onLeft) {
        this.onLeft = onLeft;
        this.host = host;
        this.callerId = callerId;
        this.id = id;
    }

    /**
     * Asks for the channel.
     *
     * @param named is told the channel's name when Asterisk has made it
     */
    CompletableFuture<?> make(
            AriClient ari,
            AsteriskConfig config,
            MediaCapabilities capabilities,
            FlightRecorder flight,
            String format,
            Consumer<String> named) {
        var request = ari.channels()
                .externalMedia(config.app(), format)
                .channelId(id)
                .externalHost(config.websocketClient())
                .encapsulation("none")
                .transport("websocket")
                .connectionType("client");
        if (!capabilities.transportData().isEmpty()) {
            request.transportData(capabilities.transportData());
        }
        CompletableFuture<?> asked = flight.noted("make the media channel", request.sendAsync())
                .thenAccept(channel -> named.accept(channel.name()));
        host.mediaChannels.incrementAndGet();
        made = asked;
        return asked;
    }

    /** Puts the channel into the bridge, once: that it is in our application may be told twice. */
    void bridge(Supplier<? extends CompletableFuture<?>> join) {
        if (bridged == null && gone == null) {
            bridged = join.get();
        }
    }

    /**
     * {@return completes when the channel is in the bridge}
     *
     * @throws IllegalStateException before {@link #bridge}
     */
    CompletableFuture<?> bridged() {
        return Call.present(bridged);
    }

    /**
     * Hangs the channel up. If it is still being made that is awaited first: a channel that is deleted before it exists would
     * live for ever. Later calls only tell when that is done.
     *
     * @return completes when nothing is left, or could not be taken down, which is logged; never exceptionally
     */
    CompletableFuture<Void> takeDown(AriClient ari) {
        CompletableFuture<?> asked = made;
        if (gone == null) {
            gone = asked == null
                    ? CompletableFuture.completedFuture(null)
                    : Requests.afterwards(asked)
                            .thenCompose(done -> Requests.settled(
                                    callerId,
                                    "hang up the media channel " + id,
                                    () -> ari.channels().hangup(id).sendAsync(),
                                    onLeft))
                            .whenComplete((done, failure) -> host.mediaChannels.decrementAndGet());
        }
        return Call.present(gone);
    }

    /** {@return whether the call has no more to do with it: it was hung up, or could not be} From any thread. */
    boolean isDone() {
        CompletableFuture<Void> hangUp = gone;
        return hangUp != null && hangUp.isDone();
    }
}
