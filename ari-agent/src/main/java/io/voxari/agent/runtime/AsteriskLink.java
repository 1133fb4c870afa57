package io.voxari.agent.runtime;

import io.voxari.agent.CallContext;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Direction;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriException;
import io.voxari.ari.AriListener;
import io.voxari.ari.AriRequest;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.EventLane;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ChannelState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Asterisk: its connection, and the calls that run on it.
 *
 * <p>Thread-safe.
 */
final class AsteriskLink implements AriListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AsteriskLink.class);
    private static final int CONGESTION = 34;

    private final AsteriskConfig config;
    private final CallHost host;
    private final AriClient ari;
    /** By the id of the caller's channel. */
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    private volatile boolean accepting = true;

    AsteriskLink(AsteriskConfig config, CallHost host) {
        this.config = config;
        this.host = host;
        this.ari = AriClient.builder()
                .endpoint(config.endpoint())
                .credentials(config.user(), config.password())
                .application(config.app())
                .executor(host.executor)
                .listener(this)
                .build();
    }

    /** Cleans up behind a process that was here before, then takes calls. */
    void connect() {
        releaseLeftovers();
        ari.connect();
        LOG.info("calls of Asterisk {} come to application {}", config.name(), config.app());
    }

    List<Call> calls() {
        return List.copyOf(calls.values());
    }

    /** New calls are refused from now on, and those that run are ended. */
    void shutDown() {
        accepting = false;
        calls.values().forEach(Call::shutDown);
    }

    @Override
    public void close() {
        ari.close();
    }

    @Override
    public void onEvent(AriEvent event, EventLane lane) {
        if (event instanceof StasisStart start) {
            if (start.channel().id().startsWith(CallLegs.PREFIX)) {
                // The media channel of a call that ended while Asterisk was still connecting it.
                hangUp(start.channel().id(), "a media channel without a call");
            } else if (!accepting) {
                hangUp(start.channel().id(), "the application is shutting down");
            } else {
                offer(start, lane);
            }
        }
    }

    @Override
    public void onConnectionState(ConnectionState state) {
        LOG.info("Asterisk {}: {}", config.name(), state);
    }

    private void offer(StasisStart start, EventLane lane) {
        Channel channel = start.channel();
        CallContext context = new CallContext(
                channel.caller().number(),
                channel.dialplan().extension(),
                Direction.INBOUND,
                channel.id(),
                CallContext.PROVIDER);
        CallOffer offer = new CallOffer(
                context,
                config.name(),
                channel.caller().name(),
                channel.dialplan().context(),
                start.args(),
                channel.channelVars(),
                channel.state() == ChannelState.UP,
                Instant.now());
        CallLegs legs = new CallLegs(ari, config, host, channel.id());
        Call call = new Call(host, legs, lane, offer, ended -> calls.remove(channel.id(), ended));
        if (calls.putIfAbsent(channel.id(), call) == null) {
            call.start();
            if (!accepting) {
                call.shutDown();
            }
        }
    }

    /**
     * Ends what a process of this application left behind when it was killed: channels in our application, which hear
     * nothing, and media channels and bridges of ours. Asked before we register, so that no call of ours can be among them.
     */
    private void releaseLeftovers() {
        try {
            for (Channel channel : ari.channels().list().send()) {
                if (channel.id().startsWith(CallLegs.PREFIX) || isInOurApp(channel)) {
                    hangUp(channel.id(), "left behind by an earlier run");
                }
            }
            for (Bridge bridge : ari.bridges().list().send()) {
                if (bridge.id().startsWith(CallLegs.PREFIX)) {
                    release("destroying bridge " + bridge.id(), ari.bridges().destroy(bridge.id()));
                }
            }
        } catch (AriException unreachable) {
            LOG.debug("Asterisk {}: could not look for leftovers", config.name(), unreachable);
        }
    }

    private boolean isInOurApp(Channel channel) {
        String data = channel.dialplan().appData();
        return "Stasis".equals(channel.dialplan().appName())
                && (data.equals(config.app()) || data.startsWith(config.app() + ","));
    }

    private void hangUp(String channelId, String why) {
        LOG.info("Asterisk {}: hanging up {}: {}", config.name(), channelId, why);
        release("hanging up " + channelId, ari.channels().hangup(channelId).reasonCode(CONGESTION));
    }

    private void release(String what, AriRequest<?> request) {
        var unused = request.sendAsync().whenComplete((done, failure) -> {
            if (failure != null && !CallLegs.isGone(failure)) {
                LOG.warn("Asterisk {}: {} failed: {}", config.name(), what, failure.toString());
            }
        });
    }
}
