package io.voxari.agent.runtime;

import io.voxari.agent.AnswerDetector;
import io.voxari.agent.Destination;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.ResourceId;
import io.voxari.ari.model.BridgeAttribute;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.Variable;
import io.voxari.media.MediaCapabilities;
import java.time.Duration;
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

    /** The caller waits meanwhile, and what is asked for only saves a conversion. */
    private static final Duration LINE_WITHIN = Duration.ofSeconds(2);

    private final AriClient ari;
    private final AsteriskConfig config;
    private final CallHost host;
    private final OwnIds ids;
    private final MediaCapabilities capabilities;
    private final String callerId;
    private final Runnable onLeft;
    final String bridgeId;

    /** What happened on the call; here, since most of it is what we asked for. */
    final FlightRecorder flight;

    private volatile boolean callerForsaken;
    private volatile int callersCause;

    /** Set on the lane, read by other threads too, to know whose channel it is; so is the next. */
    private volatile MediaLeg media;
    /** The one before, which was lost; null unless that happened. */
    private volatile @Nullable MediaLeg lost;

    private @Nullable CompletableFuture<?> bridgeMade;
    private CompletableFuture<Void> lastMove = CompletableFuture.completedFuture(null);

    /**
     * @param onLeft told when something could not be taken down, and may still be there; on any thread
     */
    CallLegs(
            AriClient ari,
            AsteriskConfig config,
            CallHost host,
            OwnIds ids,
            MediaCapabilities capabilities,
            String callerId,
            Runnable onLeft) {
        this.onLeft = onLeft;
        this.ari = ari;
        this.config = config;
        this.host = host;
        this.ids = ids;
        this.capabilities = capabilities;
        this.callerId = callerId;
        this.flight = new FlightRecorder(host::nanos);
        this.media = newMedia();
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
        CompletableFuture<?> bridge = flight.noted(
                "make the bridge",
                ari.bridges()
                        .createWithId(bridgeId)
                        .type(BridgeAttribute.MIXING)
                        .name(bridgeId)
                        .sendAsync());
        host.bridges.incrementAndGet();
        bridgeMade = bridge;
        return CompletableFuture.allOf(bridge, makeMediaChannel(format, named));
    }

    /**
     * Asks for the media channel alone.
     *
     * @param named is told the media channel's name when Asterisk has made it
     */
    CompletableFuture<?> makeMediaChannel(String format, Consumer<String> named) {
        return media.make(ari, config, capabilities, flight, format, named);
    }

    /** Gives up the media channel, which is lost, for another one, which is still to be asked for. */
    void renewMedia() {
        lost = media;
        media = newMedia();
        var unused = lost.takeDown(ari);
    }

    private MediaLeg newMedia() {
        return new MediaLeg(host, callerId, ids.media(host.unguessable()), onLeft);
    }

    /** {@return whether the media channel is in our application by now} */
    CompletableFuture<Boolean> findMedia() {
        return ari.channels().get(media.id).sendAsync().thenApply(CallLegs::isInStasis);
    }

    /** {@return whether an application has a channel, and not the dialplan} */
    private static boolean isInStasis(Channel channel) {
        return "Stasis".equals(channel.dialplan().appName());
    }

    MediaLeg media() {
        return media;
    }

    /**
     * {@return whether a channel is the call's media channel, or was it before a loss and is still being hung up} From any
     * thread.
     */
    boolean ownsMedia(String channelId) {
        MediaLeg before = lost;
        return media.id.equals(channelId) || (before != null && before.id.equals(channelId) && !before.isDone());
    }

    /** {@return all channels and bridges that were made for the audio} */
    List<ResourceId> resources() {
        List<ResourceId> all = new ArrayList<>(List.of(ResourceId.channel(media.id), ResourceId.bridge(bridgeId)));
        MediaLeg before = lost;
        if (before != null) {
            all.add(ResourceId.channel(before.id));
        }
        return all;
    }

    /** Puts the media channel into the bridge; only after its StasisStart, before it Asterisk refuses. */
    void bridgeMedia() {
        MediaLeg entered = media;
        entered.bridge(() -> intoBridge(entered.id));
    }

    /** Lets audio pass before the answer. */
    CompletableFuture<?> progress() {
        return flight.noted("signal progress", ari.channels().progress(callerId).sendAsync());
    }

    CompletableFuture<?> answer() {
        return flight.noted("answer", ari.channels().answer(callerId).sendAsync());
    }

    /** Puts the caller into the bridge, and completes when the media channel is there too. */
    CompletableFuture<Void> bridgeCaller() {
        return CompletableFuture.allOf(media.bridged(), intoBridge(callerId));
    }

    /** Completes when the media channel is in the bridge, in which the other party is already. */
    CompletableFuture<?> mediaBridged() {
        return media.bridged();
    }

    /** Takes the caller out of the bridge, to music. */
    CompletableFuture<?> park() {
        return moved(() -> flight.noted(
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
        return moved(() -> flight.noted(
                "take the caller back",
                // Music that never began cannot be stopped; whether the caller is there, the bridge tells.
                Requests.afterwards(ari.channels().stopMoh(callerId).sendAsync())
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
        return flight.noted(
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
        return flight.noted("send to the dialplan", request.sendAsync());
    }

    /** Sends the caller's side a SIP REFER. */
    CompletableFuture<?> refer(String target) {
        return flight.noted(
                "refer", ari.channels().redirect(callerId, "PJSIP/" + target).sendAsync());
    }

    CompletableFuture<?> sendDtmf(String digits) {
        return flight.noted(
                "send keys", ari.channels().sendDtmf(callerId).dtmf(digits).sendAsync());
    }

    /** {@return what the caller's line carries} */
    CompletableFuture<String> line() {
        return ari.channels()
                .getVariable(callerId, CallMediaFormats.LINE)
                .deadline(LINE_WITHIN)
                .sendAsync()
                .thenApply(Variable::value);
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
        return flight.noted(
                "set a variable",
                ari.channels().setVariable(callerId, name).value(value).sendAsync());
    }

    /** Asks Asterisk to record all who are in the bridge. */
    CompletableFuture<?> record(String name, String format) {
        return made(bridgeMade)
                .thenCompose(made -> flight.noted(
                        "record the bridge",
                        ari.bridges().record(bridgeId, name, format).sendAsync()));
    }

    CompletableFuture<?> pauseRecording(String name, boolean yes) {
        return flight.noted(
                yes ? "pause the recording" : "go on recording",
                yes
                        ? ari.recordings().pause(name).sendAsync()
                        : ari.recordings().unpause(name).sendAsync());
    }

    CompletableFuture<?> stopRecording(String name) {
        return flight.noted("stop recording", ari.recordings().stop(name).sendAsync());
    }

    /** {@return whether Asterisk has stored a recording; exceptionally if it does not say} */
    CompletableFuture<Boolean> isStored(String name) {
        return ari.recordings().getStored(name).sendAsync().handle((stored, failure) -> {
            if (failure != null && !Requests.isGone(failure)) {
                throw new CompletionException(Requests.cause(failure));
            }
            return failure == null;
        });
    }

    /** A channel by which somebody is called on behalf of this call. */
    DialledLeg dialled(Call call, String channelId, Destination destination, DialledLeg.Owner owner) {
        return new DialledLeg(call, ari, config.app(), channelId, destination, owner, onLeft);
    }

    /** A channel by which Asterisk finds out who took the call. */
    CallAnswerProbe answerProbe(Call call, String context, Consumer<AnswerDetector.Verdict> onVerdict) {
        return new CallAnswerProbe(call, ari, config.app(), newDialledId(), context, onVerdict, onLeft);
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
     * Ends the caller's channel.
     *
     * @param q850 what the caller's side is told
     */
    CompletableFuture<Void> hangUpCaller(int q850) {
        callersCause = q850;
        CompletableFuture<?> asked = flight.noted(
                        "hang up the caller",
                        ari.channels().hangup(callerId).reasonCode(q850).sendAsync())
                .whenComplete((done, failure) -> {
                    if (failure != null && !Requests.isGone(failure)) {
                        callerForsaken = true;
                        onLeft.run();
                    }
                });
        return Requests.settled(callerId, "hang up the caller", asked);
    }

    /** {@return what the caller's side was to be told with its hang-up} From any thread. */
    int callersCause() {
        return callersCause;
    }

    /** Whether the caller could not be hung up, and may still be there with nobody to talk to. From any thread. */
    boolean isCallerForsaken() {
        return callerForsaken;
    }

    /**
     * Takes down what was made. What is still being made is awaited first: a channel that is deleted before it exists
     * would live for ever.
     *
     * @param unrecorded completes when Asterisk does not record the bridge any more
     * @return completes when nothing is left, or could not be taken down, which is logged; never exceptionally
     */
    CompletableFuture<Void> takeDown(CompletableFuture<Void> unrecorded) {
        CompletableFuture<?> bridge = bridgeMade;
        CompletableFuture<Void> unbridged = bridge == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.allOf(Requests.afterwards(bridge), unrecorded)
                        .thenCompose(made -> Requests.settled(
                                callerId,
                                "destroy the bridge " + bridgeId,
                                () -> ari.bridges().destroy(bridgeId).sendAsync(),
                                onLeft))
                        .whenComplete((done, failure) -> host.bridges.decrementAndGet());
        return CompletableFuture.allOf(takeDownMedia(), unbridged);
    }

    /** Takes down the media channel alone, as {@link #takeDown(CompletableFuture)} does; later calls only tell when that is done. */
    CompletableFuture<Void> takeDownMedia() {
        MediaLeg before = lost;
        CompletableFuture<Void> last = media.takeDown(ari);
        return before == null ? last : CompletableFuture.allOf(last, before.takeDown(ari));
    }
}
