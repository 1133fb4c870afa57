package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.media.MediaClose;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaExpectation;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaServer;
import io.voxari.media.MediaSession;
import io.voxari.media.MediaStats;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The audio connection of one call: expected, then there, then gone. It stands when Asterisk has connected to the media
 * server <em>and</em> has handed its media channel to our application; the two come over different sockets, in any order.
 *
 * <p>Only the call's lane uses it, but for the callbacks of {@link MediaListener}, which come on the connection's thread.
 */
final class CallAudio implements MediaListener {
    private final Call call;
    private final CallSetup setup;
    private final AudioFormat format;
    private final AgentMailbox hearer;
    private @Nullable MediaExpectation expectation;
    private @Nullable MediaSession session;
    private final boolean observed;
    private boolean inStasis;
    /** Only the connection's thread writes. */
    private final GapMeter gaps = new GapMeter();
    /** Written by the connection's thread alone. */
    private volatile long heardBytes;
    /** When audio came last; written by the connection's thread. */
    private volatile long heardAt;
    /** Whether the agent does not hear the line: it is not answered. */
    private volatile boolean deaf;

    /**
     * @param before what was heard of the caller on an earlier connection
     */
    CallAudio(Call call, CallSetup setup, CallAgent agent, long before) {
        this.heardBytes = before;
        this.call = call;
        this.setup = setup;
        this.format = agent.format();
        this.hearer = agent.mailbox();
        this.observed = call.measures.isObserved();
        this.heardAt = call.host.nanos();
    }

    /** Lets the connection of a media channel in, from now on; before Asterisk is asked for the channel. */
    void expect(MediaServer server, String mediaChannelId, Duration deadline) {
        expectation = server.expect(mediaChannelId, this, deadline, call.host.playout);
    }

    /** Asterisk has made the media channel; some releases send only its name, not its id. From any thread. */
    void named(String channelName) {
        Call.present(expectation).channelName(channelName);
    }

    void deafen(boolean yes) {
        deaf = yes;
    }

    /** {@return how much of the caller was heard, here and before} */
    long heardBytes() {
        return heardBytes;
    }

    boolean isInStasis() {
        return inStasis;
    }

    /** {@return for how long nothing has come} */
    Duration quietFor() {
        return Duration.ofNanos(call.host.nanos() - heardAt);
    }

    boolean isWhole() {
        return session != null && inStasis;
    }

    /** {@return how the connection stands, for whoever looks for what went wrong} */
    String told() {
        MediaSession up = session;
        if (up == null) {
            return inStasis ? "Asterisk has not connected" : "neither the connection nor its channel is there";
        }
        MediaStats stats = up.stats();
        return (up.isOpen() ? "open" : "closed")
                + (inStasis ? "" : ", its channel not in the application")
                + "; " + told("in", stats.framesIn(), stats.sinceIn())
                + "; " + told("out", stats.framesOut(), stats.sinceOut());
    }

    private static String told(String way, long frames, Duration since) {
        return frames + " " + way + (frames == 0 ? "" : ", last " + since.toMillis() + " ms ago");
    }

    MediaSession session() {
        return Call.present(session);
    }

    void connected(MediaSession connected) {
        session = connected;
    }

    void enteredStasis() {
        inStasis = true;
    }

    void close() {
        if (expectation != null) {
            expectation.cancel();
        }
        if (session != null) {
            call.measures.media(
                    session, gaps, call.hasAgent() ? call.agent().speech().takeLateBytes() : 0);
            session.close();
        }
    }

    @Override
    public void onStart(MediaSession started) {
        call.post(() -> setup.onMediaStart(this, started));
    }

    @Override
    public void onAudio(MediaSession from, ByteBuffer audio) {
        if (deaf) {
            return;
        }
        heardAt = call.host.nanos();
        call.recordings().heard(audio);
        int bytes = audio.remaining();
        if (observed) {
            gaps.onPiece(heardAt, format.durationOf(bytes).toNanos());
        }
        long before = heardBytes;
        hearer.post(audio, before / format.bytesPerSample());
        heardBytes = before + bytes;
    }

    @Override
    public void onEvent(MediaSession from, MediaEvent event) {
        if (event instanceof MediaEvent.Xoff) {
            call.post(call.measures::xoff);
        } else if (event instanceof MediaEvent.Xon) {
            call.post(call.measures::xon);
        }
    }

    @Override
    public void onClosed(MediaSession ended, MediaClose close) {
        call.post(() -> setup.onMediaClosed(
                this, "the audio connection closed: " + close.kind() + " " + close.code() + " " + close.reason()));
    }
}
