package io.voxari.media;

import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A call to a real Asterisk that is answered and bridged with a media channel, its playout open.
 *
 * @param sip the caller's side
 * @param session ours
 * @param mediaId the media channel's id
 */
record TestLine(TestAri ari, SipCall sip, MediaSession session, String mediaId, String callId, String bridge)
        implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Which end makes the media connection. */
    interface End {
        MediaSession connect(TestAri ari, String mediaId) throws Exception;
    }

    static End asteriskDials(
            MediaServer server, String format, String transportData, MediaListener listener, PlayoutOptions options) {
        return (ari, mediaId) -> {
            MediaExpectation expected = server.expect(mediaId, listener, SOON, options);
            ari.externalMedia(mediaId, format, transportData);
            return expected.session().toCompletableFuture().get(10, TimeUnit.SECONDS);
        };
    }

    static End weDial(
            MediaConnector connector,
            String format,
            String transportData,
            MediaListener listener,
            PlayoutOptions options) {
        return (ari, mediaId) -> connector
                .connect(ari.waitingMedia(mediaId, format, transportData), listener, options)
                .session()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    static TestLine open(TestAri ari, SipCaller caller, CallPlan plan, End end) throws Exception {
        SipCall sip = caller.place(plan);
        String callId = ari.awaitCall(plan.toString().replaceAll(".* to ", ""));
        String mediaId = "media-" + UUID.randomUUID();
        MediaSession session = end.connect(ari, mediaId);
        ari.awaitOfChannel("StasisStart", mediaId);
        ari.post("channels/" + callId + "/answer");
        sip.awaitAnswer(SOON);
        String bridge = "bridge-" + mediaId;
        ari.post("bridges/" + bridge + "?type=mixing");
        ari.post("bridges/" + bridge + "/addChannel?channel=" + callId + "," + mediaId);
        session.playout().open();
        return new TestLine(ari, sip, session, mediaId, callId, bridge);
    }

    @Override
    public void close() {
        session.close();
        ari.delete("bridges/" + bridge);
        ari.delete("channels/" + callId);
        sip.awaitEnd(SOON);
    }
}
