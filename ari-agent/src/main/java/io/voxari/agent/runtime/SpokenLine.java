package io.voxari.agent.runtime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What an agent wrote on the line of a playout and what is not played yet: by it the audio is found again when it was played.
 *
 * <p>Places are bytes on the line of all audio written. What lies between two pieces is silence, with which a frame was filled,
 * unless it was dropped. A plain structure; its owner guards it.
 */
final class SpokenLine {
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private final byte silence;
    private long at;

    /** Audio, or a place where some was dropped. */
    private static final class Piece {
        private final long from;
        private final long to;
        private final byte[] audio;
        private final boolean dropped;

        Piece(long from, long to, byte[] audio, boolean dropped) {
            this.from = from;
            this.to = to;
            this.audio = audio;
            this.dropped = dropped;
        }
    }

    SpokenLine(byte silence) {
        this.silence = silence;
    }

    private SpokenLine(SpokenLine other) {
        this.silence = other.silence;
        this.at = other.at;
        pieces.addAll(other.pieces);
    }

    SpokenLine copy() {
        return new SpokenLine(this);
    }

    /** Audio was written; copied. */
    void wrote(long from, byte[] audio) {
        pieces.add(new Piece(from, from + audio.length, audio, false));
    }

    /** What lies between was cut, and is never played. */
    void dropped(long from, long to) {
        ArrayDeque<Piece> kept = new ArrayDeque<>();
        for (Piece piece : pieces) {
            if (piece.from >= from) {
                continue;
            }
            if (piece.to > from && !piece.dropped) {
                byte[] start = Arrays.copyOf(piece.audio, (int) (from - piece.from));
                kept.add(new Piece(piece.from, from, start, false));
            } else {
                kept.add(piece);
            }
        }
        pieces.clear();
        pieces.addAll(kept);
        if (to > from) {
            pieces.add(new Piece(from, to, new byte[0], true));
        }
    }

    /** A new line begins. */
    void clear() {
        pieces.clear();
        at = 0;
    }

    /** {@return whether nothing is kept of what was written} */
    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** {@return what was played since the last time} */
    byte[] take(long to) {
        ByteArrayOutputStream played = new ByteArrayOutputStream();
        while (at < to) {
            Piece piece = pieces.peek();
            if (piece == null || piece.from >= to) {
                fill(played, to - at);
                at = to;
            } else {
                if (piece.from > at) {
                    fill(played, piece.from - at);
                    at = piece.from;
                }
                long end = Math.min(to, piece.to);
                if (!piece.dropped && end > at) {
                    played.write(piece.audio, (int) (at - piece.from), (int) (end - at));
                }
                at = Math.max(at, end);
                if (at >= piece.to) {
                    pieces.remove();
                }
            }
        }
        return played.toByteArray();
    }

    private void fill(ByteArrayOutputStream played, long bytes) {
        byte[] quiet = new byte[(int) bytes];
        Arrays.fill(quiet, silence);
        played.writeBytes(quiet);
    }
}
