package io.voxari.ari.internal;

import io.voxari.ari.BridgeGone;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.ChannelResynced;
import io.voxari.ari.PlaybackGone;
import io.voxari.ari.RecordingGone;
import io.voxari.ari.ResourceId;
import io.voxari.ari.model.Application;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.LiveRecording;
import io.voxari.ari.model.Playback;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * Where the reconciler learns what there is, kind by kind. Immutable.
 *
 * @param hasLists whether lists may be asked for: over HTTP or not at all, since they are long, and Asterisk puts what it
 *     sends on the WebSocket on a thread's stack. On a connection that Asterisk made, answers also keep their order among
 *     events that waited there
 * @param application of the client
 * @param dialled the application that the dialplan names
 * @param wasSentAway whether a channel was told to call elsewhere: see {@link #real}
 */
record Sources(
        RestTransport transport,
        boolean hasLists,
        Timers timers,
        String application,
        String dialled,
        Predicate<String> wasSentAway) {
    List<Reconciler.Source<?>> all() {
        return List.of(channels(), bridges(), playbacks(), recordings());
    }

    private Reconciler.Source<Channel> channels() {
        Reply<List<Channel>> list = Reply.list(ChannelDecoder::decode);
        Reply<Channel> one = Reply.object(ChannelDecoder::decode);
        Reply<Application> found = Reply.object(ApplicationDecoder::decode);
        return new Reconciler.Source<>(
                ResourceId.Kind.CHANNEL,
                hasLists ? () -> transport.sendAsync(new RestCall("GET", "/channels"), list) : null,
                id -> transport
                        .sendAsync(new RestCall("GET", "/channels/{channelId}", id), one)
                        .thenCompose(this::real),
                Channel::id,
                id -> new ChannelGone(application, timers.now(), id),
                new Reconciler.Missed<>(
                        () -> transport
                                .sendAsync(new RestCall("GET", "/applications/{applicationName}", application), found)
                                .thenApply(Application::channelIds),
                        this::isOurs,
                        channel -> wasSentAway.test(channel.id()),
                        (channel, inApplication) ->
                                new ChannelResynced(application, timers.now(), channel, inApplication)));
    }

    /** Of a channel that was sent away by REFER and ended undecided, Asterisk tells for ever; but it has no name any more. */
    private CompletableFuture<Channel> real(Channel channel) {
        RestCall name = new RestCall("GET", "/channels/{channelId}/variable", channel.id());
        return transport
                .sendAsync(name.query("variable", "CHANNEL(name)"), Reply.object(VariableDecoder::decode))
                .handle((value, failure) -> {
                    if (Reconciler.isGone(failure)) {
                        throw new CompletionException(failure);
                    }
                    return channel;
                });
    }

    private Reconciler.Source<Bridge> bridges() {
        Reply<List<Bridge>> list = Reply.list(BridgeDecoder::decode);
        Reply<Bridge> one = Reply.object(BridgeDecoder::decode);
        return new Reconciler.Source<>(
                ResourceId.Kind.BRIDGE,
                hasLists ? () -> transport.sendAsync(new RestCall("GET", "/bridges"), list) : null,
                id -> transport.sendAsync(new RestCall("GET", "/bridges/{bridgeId}", id), one),
                Bridge::id,
                id -> new BridgeGone(application, timers.now(), id),
                null);
    }

    private Reconciler.Source<Playback> playbacks() {
        Reply<Playback> one = Reply.object(PlaybackDecoder::decode);
        return new Reconciler.Source<>(
                ResourceId.Kind.PLAYBACK,
                null,
                id -> transport.sendAsync(new RestCall("GET", "/playbacks/{playbackId}", id), one),
                Playback::id,
                id -> new PlaybackGone(application, timers.now(), id),
                null);
    }

    private Reconciler.Source<LiveRecording> recordings() {
        Reply<LiveRecording> one = Reply.object(LiveRecordingDecoder::decode);
        return new Reconciler.Source<>(
                ResourceId.Kind.RECORDING,
                null,
                name -> transport.sendAsync(new RestCall("GET", "/recordings/live/{recordingName}", name), one),
                LiveRecording::name,
                name -> new RecordingGone(application, timers.now(), name),
                null);
    }

    /** Of one that was moved to another application this is still true; of one that we made it says where that is. */
    private boolean isOurs(Channel channel) {
        String data = channel.dialplan().appData();
        return channel.dialplan().appName().equals("Stasis")
                && (data.equals(dialled) || data.startsWith(dialled + ","));
    }
}
