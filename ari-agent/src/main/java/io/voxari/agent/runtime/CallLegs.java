package io.voxari.agent.runtime;

import io.voxari.agent.AnswerDetector;
import io.voxari.agent.Destination;
import io.voxari.agent.RefusalCause;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.model.BridgeAttribute;
import io.voxari.media.MediaCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one call has in Asterisk: the caller's channel, its media channel and the bridge of the two; made, and taken down
 * again.
 *
 * <p>Only the call's lane uses it; nothing blocks.
 */
final class CallLegs {
    private static final Logger LOG = LoggerFactory.getLogger(CallLegs.class);

    private final AriClient ari;
    private final AsteriskConfig config;
    private final CallHost host;
    private final OwnIds ids;
    private final MediaCapabilities capabilities;
    private final String callerId;
    final String mediaId;
    final String bridgeId;

    /** What happened on the call; here, since most of it is what we asked for. */
    final FlightRecorder flight;

    private volatile boolean callerForsaken;

    private @Nullable CompletableFuture<?> mediaMade;
    private @Nullable CompletableFuture<?> bridgeMade;
    private @Nullable CompletableFuture<?> mediaBridged;
    private @Nullable CompletableFuture<Void> mediaGone;
    private CompletableFuture<Void> lastMove = CompletableFuture.completedFuture(null);

    CallLegs(
            AriClient ari,
            AsteriskConfig config,
            CallHost host,
            OwnIds ids,
            MediaCapabilities capabilities,
            String callerId) {
        this.ari = ari;
        this.config = config;
        this.host = host;
        this.ids = ids;
        this.capabilities = capabilities;
        this.callerId = callerId;
        this.flight = new FlightRecorder(host::nanos);
        this.mediaId = ids.media(host.unguessable());
        // Bridge ids are seen by more eyes than channel ids; it does not tell the media channel's.
        this.bridgeId = ids.bridge(host.unguessable());
    }

    /** Lets the caller hear ringing; whether that works does not matter. */
    void ring() {
        var unused = ari.channels().ring(callerId).sendAsync().whenComplete((done, failure) -> {
            if (failure != null && !Requests.isGone(failure)) {
                LOG.debug("call {}: could not signal ringing", callerId, failure);
            }
        });
    }

    /**
     * Asks for the bridge and for the media channel, at the same time.
     *
     * @param named is told the media channel's name when Asterisk has made it
     */
    CompletableFuture<Void> makeMedia(String format, Consumer<String> named) {
        CompletableFuture<?> bridge = noted(
                "make the bridge",
                ari.bridges()
                        .createWithId(bridgeId)
                        .type(BridgeAttribute.MIXING)
                        .name(bridgeId)
                        .sendAsync());
        host.bridges.incrementAndGet();
        bridgeMade = bridge;
        var request = ari.channels()
                .externalMedia(config.app(), format)
                .channelId(mediaId)
                .externalHost(config.websocketClient())
                .encapsulation("none")
                .transport("websocket")
                .connectionType("client");
        if (!capabilities.transportData().isEmpty()) {
            request.transportData(capabilities.transportData());
        }
        CompletableFuture<?> media = noted("make the media channel", request.sendAsync())
                .thenAccept(channel -> named.accept(channel.name()));
        host.mediaChannels.incrementAndGet();
        mediaMade = media;
        return CompletableFuture.allOf(bridge, media);
    }

    /** Puts the media channel into the bridge; only after its StasisStart, before it Asterisk refuses. */
    void bridgeMedia() {
        mediaBridged = intoBridge(mediaId);
    }

    /** Lets audio pass before the answer. */
    CompletableFuture<?> progress() {
        return noted("signal progress", ari.channels().progress(callerId).sendAsync());
    }

    CompletableFuture<?> answer() {
        return noted("answer", ari.channels().answer(callerId).sendAsync());
    }

    /** Puts the caller into the bridge, and completes when the media channel is there too. */
    CompletableFuture<Void> bridgeCaller() {
        return CompletableFuture.allOf(made(mediaBridged), intoBridge(callerId));
    }

    /** Completes when the media channel is in the bridge, in which the other party is already. */
    CompletableFuture<?> mediaBridged() {
        return made(mediaBridged);
    }

    /** Takes the caller out of the bridge, to music. */
    CompletableFuture<?> park() {
        return moved(() -> noted(
                "put the caller on hold",
                ari.bridges()
                        .removeChannel(bridgeId, callerId)
                        .sendAsync()
                        .thenCompose(out -> ari.channels().startMoh(callerId).sendAsync())));
    }

    /** Takes the caller from its music into the bridge, with others if there are any. */
    CompletableFuture<?> unpark(List<String> others) {
        List<String> all = new ArrayList<>(List.of(callerId));
        all.addAll(others);
        return moved(() -> noted(
                "take the caller back",
                ari.channels()
                        .stopMoh(callerId)
                        .sendAsync()
                        .thenCompose(stopped -> joined(all).thenApply(done -> null))));
    }

    /** Moves the caller after all moves that were asked for before: two at once would leave it with music in the bridge. */
    private CompletableFuture<?> moved(Supplier<CompletableFuture<Void>> move) {
        CompletableFuture<Void> next = Requests.afterwards(lastMove).thenCompose(ready -> move.get());
        lastMove = next;
        return next;
    }

    /**
     * Puts channels into the bridge, without telling one of the identity of another: that of the media channel would replace
     * the number that is shown to whom we call, and the name that a caller sees.
     */
    private CompletableFuture<?> joined(List<String> channelIds) {
        return noted(
                "put into the bridge",
                ari.bridges()
                        .addChannel(bridgeId, channelIds)
                        .inhibitConnectedLineUpdates(true)
                        .sendAsync());
    }

    /** Puts another channel into the bridge. */
    CompletableFuture<?> join(String channelId) {
        return intoBridge(channelId);
    }

    /** Asks for the caller to go on in the dialplan. */
    CompletableFuture<?> toDialplan(String context, String extension, int priority) {
        var request = ari.channels().continueInDialplan(callerId);
        if (!context.isEmpty()) {
            request.context(context);
        }
        if (!extension.isEmpty()) {
            request.extension(extension);
        }
        if (priority > 0) {
            request.priority(priority);
        }
        return noted("send to the dialplan", request.sendAsync());
    }

    /** Sends the caller's side a SIP REFER. */
    CompletableFuture<?> refer(String target) {
        return noted(
                "refer", ari.channels().redirect(callerId, "PJSIP/" + target).sendAsync());
    }

    CompletableFuture<?> sendDtmf(String digits) {
        return noted("send keys", ari.channels().sendDtmf(callerId).dtmf(digits).sendAsync());
    }

    CompletableFuture<Optional<String>> variable(String name) {
        return ari.channels().getVariable(callerId, name).sendAsync().handle((found, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof AriResponseException refused && refused.status() == 404) {
                return Optional.empty();
            }
            if (failure != null) {
                throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
            }
            return Optional.of(found.value());
        });
    }

    CompletableFuture<?> setVariable(String name, String value) {
        return noted(
                "set a variable",
                ari.channels().setVariable(callerId, name).value(value).sendAsync());
    }

    /** A channel by which somebody is called on behalf of this call. */
    DialledLeg dialled(Call call, String channelId, Destination destination, DialledLeg.Owner owner) {
        return new DialledLeg(call, ari, config.app(), channelId, destination, owner);
    }

    /** A channel by which Asterisk finds out who took the call. */
    CallAnswerProbe answerProbe(Call call, String context, Consumer<AnswerDetector.Verdict> onVerdict) {
        return new CallAnswerProbe(call, ari, config.app(), newDialledId(), context, onVerdict);
    }

    /** The number that is shown to whom we call when nobody says another; empty if there is none. */
    String fromNumber() {
        return config.fromNumber();
    }

    String newDialledId() {
        return ids.dialled(host.unguessable());
    }

    /** The answer to the request that makes the bridge may still be on its way, though later ones were answered. */
    private CompletableFuture<?> intoBridge(String channelId) {
        return made(bridgeMade).thenCompose(made -> joined(List.of(channelId)));
    }

    private static CompletableFuture<?> made(@Nullable CompletableFuture<?> asked) {
        if (asked == null) {
            throw new IllegalStateException("this was never asked for");
        }
        return asked;
    }

    /**
     * Gives the caller back to the dialplan, or hangs up if Asterisk does not take it.
     *
     * @return completes when either is done; never exceptionally
     */
    CompletableFuture<Void> continueInDialplan(String context, String extension, int priority) {
        return toDialplan(context, extension, priority)
                .handle((done, failure) -> {
                    Requests.report(callerId, "hand the call back to the dialplan", failure);
                    return failure == null || Requests.isGone(failure);
                })
                .thenCompose(done -> done
                        ? CompletableFuture.completedFuture(null)
                        : hangUpCaller(RefusalCause.TEMPORARY_FAILURE.q850()));
    }

    /**
     * Ends the caller's channel.
     *
     * @param q850 what the caller's side is told
     */
    CompletableFuture<Void> hangUpCaller(int q850) {
        CompletableFuture<?> asked = noted(
                        "hang up the caller",
                        ari.channels().hangup(callerId).reasonCode(q850).sendAsync())
                .whenComplete((done, failure) -> {
                    callerForsaken = failure != null && !Requests.isGone(failure);
                });
        return Requests.settled(callerId, "hang up the caller", asked);
    }

    /** Whether the caller could not be hung up, and may still be there with nobody to talk to. From any thread. */
    boolean isCallerForsaken() {
        return callerForsaken;
    }

    /**
     * Takes down what was made. What is still being made is awaited first: a channel that is deleted before it exists
     * would live for ever.
     *
     * @return completes when nothing is left, or could not be taken down, which is logged; never exceptionally
     */
    CompletableFuture<Void> takeDown() {
        CompletableFuture<?> bridge = bridgeMade;
        CompletableFuture<Void> unbridged = bridge == null
                ? CompletableFuture.completedFuture(null)
                : Requests.afterwards(bridge)
                        .thenCompose(made -> Requests.settled(
                                callerId,
                                "destroy the bridge " + bridgeId,
                                ari.bridges().destroy(bridgeId).sendAsync()))
                        .whenComplete((done, failure) -> host.bridges.decrementAndGet());
        return CompletableFuture.allOf(takeDownMedia(), unbridged);
    }

    /** Takes down the media channel alone, as {@link #takeDown()} does; later calls only tell when that is done. */
    CompletableFuture<Void> takeDownMedia() {
        CompletableFuture<?> media = mediaMade;
        if (mediaGone == null) {
            mediaGone = media == null
                    ? CompletableFuture.completedFuture(null)
                    : Requests.afterwards(media)
                            .thenCompose(made -> Requests.settled(
                                    callerId,
                                    "hang up the media channel " + mediaId,
                                    ari.channels().hangup(mediaId).sendAsync()))
                            .whenComplete((done, failure) -> host.mediaChannels.decrementAndGet());
        }
        return mediaGone;
    }

    /** Lets the flight recorder see a request and what comes of it. */
    private <T> CompletableFuture<T> noted(String what, CompletableFuture<T> request) {
        flight.note("asked: " + what);
        var unused = request.whenComplete((done, failure) -> flight.note(
                (failure == null ? "done: " : "failed: ") + what + (failure == null ? "" : ": " + Call.told(failure))));
        return request;
    }
}
