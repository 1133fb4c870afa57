package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.asterisk.HeardAudio;
import java.util.Arrays;

/** A known sound frame by frame: each is as it was sent, or was lost. */
final class HeardFrames {
    private static final int FRAME_BYTES = 160;
    private static final double SOUND_DBFS = -45;

    private HeardFrames() {}

    /** How many frames of 20 ms of the known sound are there, in their order; on a busy machine pauses may lie between. */
    static int inOrder(HeardAudio heard, byte[] known) {
        byte[] ulaw = heard.ulaw();
        int found = 0;
        int from = 0;
        for (int frame = 0; frame + FRAME_BYTES <= known.length; frame += FRAME_BYTES) {
            int at = indexOf(ulaw, known, frame, from);
            if (at >= 0) {
                found++;
                from = at + FRAME_BYTES;
            }
        }
        return found;
    }

    /** That all of it was heard, but for one frame in twenty, which a telephone in a process of its own may lose. */
    static void assertHeard(HeardAudio heard, byte[] known) {
        int frames = known.length / FRAME_BYTES;
        assertThat(inOrder(heard, known))
                .as("frames of %d that were heard as they were sent, in order: %s", frames, heard)
                .isGreaterThanOrEqualTo(frames - frames / 20);
    }

    /** Whether there is sound from a position on; Asterisk's example music is somebody who speaks, after a pause. */
    static boolean isSoundAfter(int position, HeardAudio heard) {
        int end = heard.samples();
        return end - position > 5 * FRAME_BYTES && heard.levelDbfs(position, end) > SOUND_DBFS;
    }

    /** Linear audio, as a file has it, knows one zero; µ-law has two. */
    static byte[] oneZero(byte[] ulaw) {
        byte[] same = ulaw.clone();
        for (int i = 0; i < same.length; i++) {
            same[i] = same[i] == 0x7F ? (byte) 0xFF : same[i];
        }
        return same;
    }

    private static int indexOf(byte[] heard, byte[] known, int frame, int from) {
        for (int at = from; at + FRAME_BYTES <= heard.length; at++) {
            if (Arrays.equals(heard, at, at + FRAME_BYTES, known, frame, frame + FRAME_BYTES)) {
                return at;
            }
        }
        return -1;
    }
}
