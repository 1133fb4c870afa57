package io.voxari.testkit.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of channels: they call, are answered, enter and leave applications, and end. Only the loop's thread. */
final class ChannelLife {
    private final Pbx pbx;

    ChannelLife(Pbx pbx) {
        this.pbx = pbx;
    }

    /** A telephone calls a number. */
    PbxChannel call(String extension, String number, String name, Leg leg) {
        int count = pbx.nextCall();
        PbxChannel channel = new PbxChannel(
                pbx.loop.clock().getEpochSecond() + "." + count,
                String.format("PJSIP/caller-%08x", count),
                leg,
                pbx.now(),
                number,
                name);
        channel.state = "Ring";
        channel.plainApp = "";
        pbx.channels.put(channel.id, channel);
        pbx.dialplan.enter(channel, "from-external", extension);
        return channel;
    }

    void answer(PbxChannel channel) {
        if (!channel.isUp()) {
            channel.state = "Up";
            pbx.emit(channel, "ChannelStateChange");
            channel.leg.answered();
        }
    }

    /** False when nobody is connected for that application. */
    boolean enterStasis(PbxChannel channel, String appName, List<String> args) {
        StasisApp app = pbx.apps.get(appName);
        if (app == null || app.sink == null) {
            return false;
        }
        channel.ear = null;
        channel.appName = "Stasis";
        channel.appData = args.isEmpty() ? appName : appName + "," + String.join(",", args);
        channel.stasis = app;
        pbx.setVariable(channel, "STASISSTATUS", "");
        app.subscribe(channel.resource());
        pbx.emit(channel, "StasisStart", "args", args);
        return true;
    }

    private void leaveStasis(PbxChannel channel) {
        pbx.bridging.leave(channel);
        StasisApp app = channel.stasis;
        if (app != null) {
            pbx.emit(channel, "StasisEnd");
            app.unsubscribe(channel.resource());
            channel.stasis = null;
            pbx.setVariable(channel, "STASISSTATUS", "SUCCESS");
        }
    }

    /** Back to the pbx.dialplan: to another place, or to the next step, which in ours is the end of the call. */
    void proceed(PbxChannel channel, @Nullable String context, @Nullable String extension) {
        leaveStasis(channel);
        if (context == null && extension == null) {
            hangUp(channel, 0);
        } else {
            pbx.dialplan.enter(
                    channel,
                    context == null ? channel.context : context,
                    extension == null ? channel.extension : extension);
        }
    }

    /** A request of ARI, or of Asterisk itself: the caller's side is told the cause. */
    void requestHangUp(PbxChannel channel, int cause) {
        // What is shown here as the cause is Asterisk's flag for a hang-up from outside.
        pbx.emit(channel, "ChannelHangupRequest", "cause", 32, "soft", true);
        channel.leg.cancelled();
        hangUp(channel, cause);
    }

    void hangUp(PbxChannel channel, int cause, Object... more) {
        if (channel.gone) {
            return;
        }
        channel.gone = true;
        pbx.recordings.end(channel.recording, true);
        if (channel.player != null) {
            channel.player.end(true);
        }
        boolean wasInStasis = channel.stasis != null;
        leaveStasis(channel);
        if (wasInStasis && channel.leg instanceof CallerLeg) {
            // What called comes back to the pbx.dialplan, which hangs up too; only who has subscribed is told.
            Map<String, Object> again = Json.of("cause", HangupCauses.NORMAL, "soft", true);
            again.putAll(Json.of(pbx.release.tellsTechCauses() ? more : new Object[0]));
            again.put("channel", channel.json());
            pbx.emit(List.of(channel.resource()), "ChannelHangupRequest", again);
        }
        // What is forgotten half-way stays as it was last told.
        if (channel.appName.equals("Stasis") && !channel.isBeingReferred) {
            channel.appName = channel.plainApp;
            channel.appData = channel.plainApp.isEmpty() ? "" : "(Outgoing Line)";
        }
        channel.leg.hungUp(cause);
        if (channel.isBeingReferred) {
            return;
        }
        pbx.channels.remove(channel.id);
        Map<String, Object> fields = Json.of("cause", cause, "cause_txt", HangupCauses.text(cause));
        fields.putAll(Json.of(pbx.release.tellsTechCauses() ? more : new Object[0]));
        fields.put("channel", channel.json());
        pbx.emit(List.of(channel.resource()), "ChannelDestroyed", fields);
        pbx.apps.values().forEach(app -> app.forget(channel.resource()));
    }
}
