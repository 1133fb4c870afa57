package io.voxari.agent.runtime;

import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.ari.AriEvent;
import io.voxari.ari.BridgeGone;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.ChannelResynced;
import io.voxari.ari.ConnectionGap;
import io.voxari.ari.ResourceId;
import io.voxari.ari.event.BridgeDestroyed;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelDtmfReceived;
import io.voxari.ari.event.ChannelHangupRequest;
import io.voxari.ari.event.ChannelStateChange;
import io.voxari.ari.event.ChannelTalkingFinished;
import io.voxari.ari.event.ChannelTalkingStarted;
import io.voxari.ari.event.StasisEnd;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.ChannelState;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Asterisk says about one call: each event becomes a step of it.
 *
 * <p>Only the call's lane uses it.
 */
final class CallEvents {
    /** The Q.850 cause of a media channel whose connection Asterisk could not make. */
    private static final int NO_ROUTE = 3;

    private final Call call;
    private boolean callerGone;
    private boolean hangupRequested;
    private int hangupCause;
    /** Whether events were lost, and none since then has told where the caller is. */
    private boolean unsure;
    /** What told that a caller who had left is back in the application: for the next call, when this one has ended. */
    private @Nullable AriEvent returned;

    CallEvents(Call call) {
        this.call = call;
    }

    /** {@return whether the caller has left us} */
    boolean isCallerGone() {
        return callerGone;
    }

    /** {@return what the caller's next call begins with; null if the caller has not come back} */
    @Nullable AriEvent returned() {
        return returned;
    }

    void onAriEvent(AriEvent event) {
        call.legs.flight.note(told(event));
        call.transfer().onEvent(event);
        call.recordings().onEvent(event);
        CallOutbound placed = call.outbound();
        if (placed != null && !placed.onEvent(event)) {
            return;
        }
        if (event instanceof ChannelDtmfReceived dtmf
                && call.isCaller(dtmf.channel().id())) {
            onDtmf(dtmf);
        } else if (event instanceof ChannelDtmfReceived dtmf
                && call.owns(dtmf.channel().id())) {
            call.transfer().onDtmf(dtmf.digit());
        } else if (event instanceof ChannelHangupRequest request
                && call.isCaller(request.channel().id())) {
            onHangupRequest(request);
        } else if (event instanceof StasisEnd gone) {
            onGone(gone.channel().id(), 0);
        } else if (event instanceof ChannelDestroyed gone) {
            onGone(gone.channel().id(), gone.cause());
        } else if (event instanceof ChannelGone gone) {
            onGone(gone.channelId(), 0);
        } else if (event instanceof StasisStart start
                && call.isMedia(start.channel().id())) {
            call.setup().onMediaInStasis();
        } else if (event instanceof ChannelStateChange change
                && call.isCaller(change.channel().id())) {
            onState(change.channel().state());
        } else if (event instanceof StasisStart start
                && call.isCaller(start.channel().id())) {
            onEntered(start);
        } else if (event instanceof ConnectionGap) {
            unsure = true;
            call.setup().lookForMedia();
        } else if (event instanceof ChannelResynced found) {
            onFoundAgain(found);
        } else if (event instanceof ChannelTalkingStarted talking
                && call.isCaller(talking.channel().id())) {
            call.turns().onAsteriskHears();
        } else if (event instanceof ChannelTalkingFinished silent
                && call.isCaller(silent.channel().id())) {
            call.turns().onAsteriskHearsNothing(Duration.ofMillis(silent.durationMillis()));
        } else if (event instanceof BridgeDestroyed gone) {
            onBridgeGone(gone.bridge().id());
        } else if (event instanceof BridgeGone gone) {
            onBridgeGone(gone.bridgeId());
        }
    }

    /** The dialplan, or whoever has had the caller meanwhile, sends it to us again. */
    private void onEntered(StasisStart start) {
        if (unsure && !callerGone) {
            // It cannot enter what it has not left; that was told while nobody listened.
            onGone(start.channel().id(), 0);
        }
        unsure = false;
        // Else it is the one that this call began with, told twice.
        returned = callerGone ? start : null;
    }

    /** After a gap a channel is still there; what happened to it meanwhile was told to nobody. */
    private void onFoundAgain(ChannelResynced found) {
        if (!call.isCaller(found.channel().id())) {
            return;
        }
        boolean isNews = unsure;
        unsure = false;
        boolean wasSent =
                call.ending().isHandedBack() || call.transfer().handover().isSent();
        if (isNews && !callerGone && (wasSent || !found.inApplication())) {
            // As if its StasisEnd had been heard.
            onGone(found.channel().id(), 0);
        }
        if (!callerGone) {
            call.turns().onGap();
        } else if (isNews) {
            returned = found.inApplication() ? found : null;
        }
    }

    /** It may be told before our request to answer is answered, or although that answer is lost. */
    private void onState(ChannelState state) {
        if (state == ChannelState.UP) {
            call.pickedUp("");
        }
    }

    private void onDtmf(ChannelDtmfReceived dtmf) {
        if (call.hasAgent() && call.isLive() && dtmf.digit().length() == 1) {
            call.step(CallStep.Kind.DTMF, dtmf.digit());
            call.clock().onKey();
            call.stalls().onKey();
            call.agent().tell(new CallEvent.Dtmf(dtmf.digit().charAt(0), Duration.ofMillis(dtmf.durationMillis())));
        }
    }

    private void onHangupRequest(ChannelHangupRequest request) {
        Integer cause = request.cause();
        hangupRequested = true;
        // The cause of a soft hang-up is a flag of Asterisk's own, not a Q.850 cause.
        if (!request.soft() && cause != null) {
            hangupCause = cause;
        }
    }

    void onGone(String channelId, int cause) {
        if (call.isCaller(channelId)) {
            callerGone = true;
            unsure = false;
            returned = null;
            call.ending().onCallerGone();
            if (call.state() == CallState.TRANSFERRING
                    && call.transfer().handover().isDone(hangupRequested)) {
                call.transfer().handover().done();
            } else if (call.state() == CallState.TRANSFERRING
                    && call.transfer().handover().awaitsAnswer(() -> onGone(channelId, cause))) {
                call.legs.flight.note("the caller left before Asterisk has answered");
            } else if (call.state() == CallState.TRANSFERRED) {
                call.ending().end(CallTrigger.CALLER_GONE, EndCause.Kind.TRANSFERRED, "the caller hung up");
            } else if (call.can(CallTrigger.CALLER_GONE)) {
                int q850 = hangupCause != 0 ? hangupCause : cause;
                call.ending()
                        .end(
                                CallTrigger.CALLER_GONE,
                                new EndCause(
                                        EndCause.Kind.CALLER_HANGUP,
                                        q850,
                                        call.isOutbound() ? "whom we called hung up" : "the caller hung up"));
            }
        } else if (call.isMedia(channelId)) {
            call.mediaFailed(
                    cause == NO_ROUTE
                            ? "Asterisk could not connect to this media server (cause 3); check the uri in"
                                    + " websocket_client.conf"
                            : "the media channel ended with cause " + cause);
        }
    }

    /** Nobody hears anything any more, and no channel ends because of it. */
    private void onBridgeGone(String bridgeId) {
        if (bridgeId.equals(call.legs.bridgeId)) {
            call.ending().asteriskFailed("the call's bridge was destroyed by somebody else");
        }
    }

    /** An event without what may be secret: its type, whose it is, and why something ended. */
    private String told(AriEvent event) {
        Set<String> whose = new LinkedHashSet<>(4);
        for (ResourceId resource : event.resources()) {
            if (call.isCaller(resource.id())) {
                whose.add("caller");
            } else if (call.isMedia(resource.id())) {
                whose.add("media channel");
            } else if (resource.id().equals(call.legs.bridgeId)) {
                whose.add("bridge");
            }
        }
        String why = event instanceof ChannelDestroyed gone
                ? ", cause " + gone.cause()
                : event instanceof ChannelHangupRequest request ? ", cause " + request.cause() : "";
        return "event: " + event.type() + (whose.isEmpty() ? "" : " (" + String.join(", ", whose) + ")") + why;
    }
}
