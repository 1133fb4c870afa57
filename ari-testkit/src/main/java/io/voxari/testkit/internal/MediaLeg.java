package io.voxari.testkit.internal;

import io.voxari.testkit.internal.MediaSocket.Frame;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A media channel: dials the application's media server, or is dialled by the application, and carries audio, as {@code
 * chan_websocket} does. What it has belongs to the loop; the thread of its connection reads, and hands over.
 */
final class MediaLeg implements Leg, MediaControl.Output {
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Logger logger = LoggerFactory.getLogger(MediaLeg.class);
    private static final int EARLY_FRAMES = 3;
    private static final long LONGEST_DIAL_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Where another thread says hello, and comes to it late. */
    private static final long LATE_HELLO_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Pbx pbx;
    private final String connectionId;
    private final boolean isServer;
    private final String stasisApp;
    private final List<String> args;
    private final WireFormat format;
    private final MediaOptions options;
    private final String dialString;
    private final MediaControl control;
    private final String channelId;
    /** Set before anything happens, by the loop. */
    private @Nullable PbxChannel channel;

    private @Nullable MediaSocket socket;
    private boolean claimed;
    private boolean ended;
    private volatile boolean failed;

    MediaLeg(
            Pbx pbx,
            String channelId,
            String connectionId,
            boolean isServer,
            String stasisApp,
            List<String> args,
            WireFormat format,
            MediaOptions options,
            String dialString) {
        this.pbx = pbx;
        this.channelId = channelId;
        this.connectionId = connectionId;
        this.isServer = isServer;
        this.stasisApp = stasisApp;
        this.args = args;
        this.format = format;
        this.options = options;
        this.dialString = dialString;
        this.control =
                new MediaControl(pbx.release, options.json(), channelId, options.direction(), format.frameBytes, this);
    }

    /** Dials; what becomes of it is seen in the events. */
    void dial(PbxChannel made, URI address) {
        this.channel = made;
        giveUpAt(pbx.loop.nowNanos() + LONGEST_DIAL_NANOS);
        new MediaDialing(pbx, this, channelId).dial(connectionId, address, options.query());
    }

    /** Waits for the application to connect. */
    void expect(PbxChannel made) {
        this.channel = made;
        pbx.loop.execute(() -> {
            if (!ended) {
                pbx.dialed(made, "", dialString);
            }
        });
        giveUpAt(pbx.loop.nowNanos() + LONGEST_DIAL_NANOS);
    }

    private void giveUpAt(long dueNanos) {
        pbx.loop.at(dueNanos, () -> {
            if (!channel().isUp()) {
                end(pbx.release.tellsOfTimeouts() ? HangupCauses.NO_ANSWER : 0);
            }
        });
    }

    /** {@return whether the connection that the application wants is the one for this channel, the first} */
    boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    @Override
    public String codec() {
        return format.asteriskName;
    }

    boolean isEnded() {
        return ended;
    }

    // ---- the thread of the connection

    /** Carries the channel's audio; returns when the connection has ended. */
    void use(MediaSocket opened) {
        pbx.loop.execute(() -> connected(opened));
        opened.pump(pbx.ground, new MediaReader(pbx, this, channelId, opened));
    }

    // ---- the loop's thread

    private PbxChannel channel() {
        PbxChannel present = channel;
        if (present == null) {
            throw new IllegalStateException("a media leg without a channel");
        }
        return present;
    }

    private void connected(MediaSocket opened) {
        if (ended) {
            opened.close(1000);
            return;
        }
        socket = opened;
        for (int i = 0; pbx.earlyAudio && i < EARLY_FRAMES; i++) {
            send(Frame.BINARY, new byte[format.frameBytes]);
        }
        if (!isServer) {
            pbx.dialed(channel(), "", dialString);
        }
        if (pbx.release.saysHelloFirst()) {
            sayHello();
        } else {
            pbx.loop.at(pbx.loop.nowNanos() + LATE_HELLO_NANOS, this::sayHello);
        }
        tickAt(pbx.loop.nowNanos() + TICK_NANOS);
        if (options.autoAnswer()) {
            answer();
        }
    }

    private void sayHello() {
        control.start(connectionId, channel().name, format.asteriskName, format.frameBytes, channel().variables);
    }

    @Override
    public void answer() {
        PbxChannel present = channel();
        if (present.isUp()) {
            return;
        }
        pbx.life.answer(present);
        pbx.dialed(present, "ANSWER", dialString);
        if (!pbx.life.enterStasis(present, stasisApp, args)) {
            logger.warn("media channel {}: no application {} is connected", channelId, stasisApp);
            pbx.life.hangUp(present, HangupCauses.NORMAL);
        }
    }

    @Override
    public void hangup() {
        lost(HangupCauses.NORMAL, 1000, 1000);
    }

    void came(Frame frame) {
        if (ended) {
            return;
        }
        switch (frame.opcode()) {
            case Frame.TEXT -> control.onText(frame.text());
            case Frame.BINARY -> control.onAudio(frame.payload());
            case Frame.CLOSE -> lost(HangupCauses.NORMAL, 1001, 1001);
            case Frame.PONG -> {}
            default -> lost(HangupCauses.FAILURE, 1003, 1003);
        }
    }

    /** The channel ends by what the application did; the cause outlives the channel only where it was in a bridge. */
    void lost(int cause, int techCause, int closeCode) {
        PbxChannel present = channel();
        if (ended) {
            return;
        }
        close(closeCode);
        boolean bridged = present.bridge != null;
        if (pbx.release.tellsTechCauses()) {
            pbx.emit(present, "ChannelHangupRequest", "cause", cause, "tech_cause", techCause);
        } else {
            pbx.emit(present, "ChannelHangupRequest", "cause", cause);
        }
        pbx.life.hangUp(present, bridged ? cause : 0, "tech_cause", techCause);
    }

    boolean isFailed() {
        return failed;
    }

    /** Nothing goes through any more, and nobody is told. */
    void fail() {
        failed = true;
    }

    @Override
    public void lost() {
        close(0);
    }

    /** The connection breaks. */
    void drop() {
        lost(HangupCauses.FAILURE, 1001, 0);
    }

    /** It never came up. */
    void end(int cause) {
        if (!ended) {
            pbx.life.hangUp(channel(), cause);
        }
    }

    private void tickAt(long dueNanos) {
        pbx.loop.at(dueNanos, () -> {
            if (!ended) {
                byte[] frame = control.tick();
                if (frame != null) {
                    channel().speak(format.toUlaw(frame));
                } else if (pbx.release.fillsWithSilence()) {
                    channel().speak(Prompt.silence().frame(0));
                }
                tickAt(dueNanos + TICK_NANOS);
            }
        });
    }

    @Override
    public void text(String message) {
        send(Frame.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void hear(byte[] ulaw) {
        if (control.isHeard()) {
            send(Frame.BINARY, format.fromUlaw(ulaw));
        }
    }

    private void send(int opcode, byte[] payload) {
        MediaSocket open = socket;
        if (open != null && !ended && !failed) {
            try {
                open.write(opcode, payload);
            } catch (IOException e) {
                // The reader sees it too, and ends the channel.
                logger.debug("media channel {}: {}", channelId, e.toString());
            }
        }
    }

    @Override
    public void hearDigit(char digit) {
        if (socket != null && !ended) {
            control.dtmf(digit);
        }
    }

    @Override
    public void ringing() {}

    @Override
    public void answered() {}

    @Override
    public void hungUp(int cause) {
        pbx.incoming.remove(connectionId, this);
        close(1000);
    }

    private void close(int code) {
        if (!ended) {
            ended = true;
            MediaSocket open = socket;
            if (open != null && code != 0) {
                open.close(code);
            } else if (open != null) {
                open.close();
            }
        }
    }
}
