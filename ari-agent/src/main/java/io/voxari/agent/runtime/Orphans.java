package io.voxari.agent.runtime;

import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriException;
import io.voxari.ari.AriRequest;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ChannelState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nobody looks after on one Asterisk, and how it is taken down: media channels, bridges and telephones of this application
 * that belong to no call, as a process that was killed leaves them, or a connection that broke while they were taken down; and
 * callers whose call is over.
 *
 * <p>Thread-safe.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final int CONGESTION = 34;
    /** How long after something could not be taken down it is tried again. */
    private static final Duration AGAIN = Duration.ofSeconds(10);
    /** How long a client that is closed waits for what is being taken down. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AsteriskConfig config;
    private final CallHost host;
    private final AriClient ari;
    private final OwnIds ids;
    private final Collection<Call> calls;

    /** Callers whose call has ended, but who could not be hung up, and the cause that they were to be told. */
    private final Map<String, Integer> forsaken = new ConcurrentHashMap<>();
    /** What is being released beside the calls, by what it is. */
    private final Map<String, CompletableFuture<?>> releasing = new ConcurrentHashMap<>();

    /** Whether it will be looked for what was left behind. */
    private final AtomicBoolean looking = new AtomicBoolean();

    /** @param calls those that there are, at each moment */
    Orphans(AsteriskConfig config, CallHost host, AriClient ari, OwnIds ids, Collection<Call> calls) {
        this.config = config;
        this.host = host;
        this.ari = ari;
        this.ids = ids;
        this.calls = calls;
    }

    /** Cleans up behind a process that was here before: its callers are nobody's. Blocks; before calls come. */
    void releaseAll() {
        release(this::isInOurApp);
    }

    /** Looks for what was left behind. Blocks. */
    void release() {
        release(channel -> isForsaken(channel.id()));
    }

    /** A call has ended, but its caller could not be hung up. */
    void forsake(String channelId, int cause) {
        forsaken.put(channelId, cause);
        // Whoever looked while the call was ending found it owned.
        releaseLater();
    }

    /** {@return whether it is a caller whose call has ended, and who is to be hung up} */
    boolean isForsaken(String channelId) {
        return forsaken.containsKey(channelId);
    }

    private void release(Predicate<Channel> isUnattended) {
        try {
            List<Channel> channels = ari.channels().list().send();
            forsaken.keySet().retainAll(channels.stream().map(Channel::id).collect(Collectors.toSet()));
            for (Channel channel : channels) {
                if (!isOwned(channel.id())
                        && (ids.isMedia(channel.id()) || isDialledAndOurs(channel) || isUnattended.test(channel))) {
                    hangUpOrphan(channel.id(), "left behind");
                }
            }
            for (Bridge bridge : ari.bridges().list().send()) {
                if (!isOwned(bridge.id()) && ids.isBridge(bridge.id())) {
                    LOG.info("Asterisk {}: destroying {}: left behind", config.name(), bridge.id());
                    tellOfOrphan();
                    release("destroying bridge " + bridge.id(), ari.bridges().destroy(bridge.id()));
                }
            }
        } catch (AriException unreachable) {
            LOG.warn(
                    "Asterisk {}: could not look for what was left behind: {}",
                    config.name(),
                    unreachable.getMessage());
            releaseLater();
        }
    }

    /** Something could not be taken down, and no loss of the connection may ever lead to it. From any thread. */
    void releaseLater() {
        if (!looking.getAndSet(true)) {
            var unused = host.later(
                    AGAIN,
                    () -> host.run(() -> {
                        looking.set(false);
                        // What has our names is another client's, if that has taken over; and a new connection looks by
                        // itself.
                        if (ari.state().phase() == ConnectionState.Phase.OPEN) {
                            release();
                        }
                    }));
        }
    }

    /** Whom we called and sent on to the dialplan is answered and in no application, and nobody's to hang up. */
    private boolean isDialledAndOurs(Channel channel) {
        return ids.isDialled(channel.id()) && (channel.state() != ChannelState.UP || isInOurApp(channel));
    }

    private boolean isOwned(String id) {
        if (calls.stream().anyMatch(call -> !call.isLive() && call.owns(id))) {
            // It may be what cannot be taken down.
            releaseLater();
        }
        return calls.stream().anyMatch(call -> call.owns(id));
    }

    private boolean isInOurApp(Channel channel) {
        String data = channel.dialplan().appData();
        return "Stasis".equals(channel.dialplan().appName())
                && (data.equals(config.app()) || data.startsWith(config.app() + ","));
    }

    void hangUpOrphan(String channelId, String why) {
        tellOfOrphan();
        hangUp(channelId, why);
    }

    void hangUp(String channelId, String why) {
        LOG.info("Asterisk {}: hanging up {}: {}", config.name(), channelId, why);
        release(
                "hanging up " + channelId,
                ari.channels().hangup(channelId).reasonCode(forsaken.getOrDefault(channelId, CONGESTION)));
    }

    private void tellOfOrphan() {
        host.measured(new Measurement(Measure.ORPHAN_RELEASED, 1, config.name(), "", "", ""));
    }

    private void release(String what, AriRequest<?> request) {
        CompletableFuture<?> released = request.sendAsync().handle((done, failure) -> {
            if (failure != null && !Requests.isGone(failure)) {
                LOG.warn("Asterisk {}: {} failed: {}", config.name(), what, failure.toString());
                releaseLater();
            }
            return null;
        });
        releasing.put(what, released);
        var unused = released.thenRun(() -> releasing.remove(what));
    }

    /** Waits a little for what is being released: unanswered requests end with the client. */
    void awaitReleased() {
        CompletableFuture.allOf(releasing.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
