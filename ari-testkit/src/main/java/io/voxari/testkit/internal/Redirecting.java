package io.voxari.testkit.internal;

/**
 * Sends the other side of a channel elsewhere: by SIP REFER when it was answered, by 302 before. ARI tells nothing of what
 * becomes of it but the end of a channel whose telephone went. Only the loop's thread.
 */
final class Redirecting {
    private static final int NUMBER_CHANGED = 23;
    private static final int SIP_MOVED = 302;

    private final Pbx pbx;

    Redirecting(Pbx pbx) {
        this.pbx = pbx;
    }

    Reply redirect(AriRequest request, PbxChannel channel) {
        request.only("endpoint");
        String endpoint = request.get("endpoint");
        if (endpoint == null) {
            return Reply.badRequest("Required parameter 'endpoint' not provided.");
        }
        int slash = endpoint.indexOf('/');
        String technology = endpoint.substring(0, Math.max(0, slash));
        String own = channel.name.substring(0, channel.name.indexOf('/'));
        if (technology.isEmpty()) {
            return refused("Endpoint parameter '" + endpoint + "' does not contain tech/resource");
        }
        String target = endpoint.substring(slash + 1);
        if (target.isEmpty()) {
            return refused("No resource provided in endpoint parameter '" + endpoint + "'");
        }
        if (!technology.equals(own)) {
            return refused("Endpoint technology '" + technology + "' does not match channel technology '" + own + "'");
        }
        channel.player(pbx).thenWhile(known -> send(channel, target, known));
        return Reply.DONE;
    }

    private static Reply refused(String message) {
        return Reply.refused(422, "Unprocessable Entity", message);
    }

    private void send(PbxChannel channel, String target, Runnable known) {
        pbx.loop.execute(() -> {
            if (channel.gone) {
                return;
            }
            if (channel.isUp()) {
                channel.leg.refer(target, known);
            } else {
                moved(channel);
            }
        });
    }

    private void moved(PbxChannel channel) {
        pbx.emit(channel, "ChannelHangupRequest", "cause", NUMBER_CHANGED, "tech_cause", SIP_MOVED);
        pbx.life.hangUp(channel, NUMBER_CHANGED, "tech_cause", SIP_MOVED);
    }
}
