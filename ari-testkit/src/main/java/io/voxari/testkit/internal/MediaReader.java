package io.voxari.testkit.internal;

import io.voxari.testkit.internal.MediaSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes on the connection, on the thread that reads it. */
final class MediaReader implements Ground.Bytes {
    private static final Logger logger = LoggerFactory.getLogger(MediaReader.class);
    /** What is said in more than one frame is put together up to here, and lost beyond. */
    private static final int MOST_FRAGMENTED_BYTES = 1_024;

    private final Pbx pbx;
    private final MediaLeg leg;
    private final String channelId;
    private final MediaSocket from;
    private final FrameParser parser = new FrameParser();
    private @Nullable ByteArrayOutputStream fragments;

    MediaReader(Pbx pbx, MediaLeg leg, String channelId, MediaSocket from) {
        this.pbx = pbx;
        this.leg = leg;
        this.channelId = channelId;
        this.from = from;
    }

    @Override
    public void came(byte[] buffer, int count) throws IOException {
        parser.offer(buffer, count);
        for (Frame frame = parser.poll(); frame != null; frame = parser.poll()) {
            take(frame);
        }
    }

    private void take(Frame frame) throws IOException {
        if (leg.isFailed()) {
            return;
        }
        if (frame.opcode() < Frame.CLOSE && (!frame.isFinal() || frame.opcode() == Frame.CONTINUATION)) {
            if (fragments == null) {
                pbx.fault("the application sent media channel " + channelId
                        + " a message in more than one frame; Asterisk loses or refuses it");
                fragments = new ByteArrayOutputStream();
            }
            if (pbx.release.refusesFragments()) {
                pbx.loop.execute(() -> leg.lost(HangupCauses.FAILURE, 1003, 1003));
            } else if (fragments.size() < MOST_FRAGMENTED_BYTES) {
                fragments.write(frame.payload());
            }
        } else if (frame.opcode() == Frame.PING) {
            from.write(Frame.PONG, frame.payload());
        } else {
            pbx.loop.execute(() -> leg.came(frame));
        }
    }

    @Override
    public void ended(IOException why) {
        if (leg.isFailed()) {
            return;
        }
        boolean tooLong = why instanceof MediaSocket.TooLongException;
        if (tooLong) {
            logger.info("media channel {}: {}", channelId, why.getMessage());
        }
        pbx.loop.execute(() -> leg.lost(HangupCauses.FAILURE, 1001, tooLong ? 1009 : 0));
    }
}
