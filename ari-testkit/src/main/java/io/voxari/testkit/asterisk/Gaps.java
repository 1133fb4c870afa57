package io.voxari.testkit.asterisk;

import io.voxari.testkit.asterisk.HeardAudio.Gap;
import io.voxari.testkit.asterisk.HeardAudio.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is missing between the pieces of audio that was heard, or came late. Stateless. */
final class Gaps {
    private Gaps() {}

    static List<Gap> within(List<Piece> pieces, int fromSample, int toSample) {
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < pieces.size(); i++) {
            Piece before = pieces.get(i - 1);
            Piece piece = pieces.get(i);
            if (piece.start() <= fromSample || before.end() >= toSample) {
                continue;
            }
            Duration hole =
                    HeardAudio.toDuration(Math.min(piece.start(), toSample) - Math.max(before.end(), fromSample));
            Duration late =
                    Duration.ofNanos(piece.nanos() - before.nanos()).minus(HeardAudio.toDuration(before.samples()));
            if (!hole.isNegative() && !hole.isZero()) {
                gaps.add(new Gap(Gap.Kind.HOLE, before.end(), hole.compareTo(late) > 0 ? hole : late));
            } else if (!late.isNegative() && !late.isZero()) {
                gaps.add(new Gap(Gap.Kind.LATE, piece.start(), late));
            }
        }
        return gaps;
    }

    /** {@return the longest between two positions by the places of the pieces alone, in samples} */
    static int longestHole(List<Piece> pieces, int fromSample, int toSample) {
        int longest = 0;
        for (int i = 1; i < pieces.size(); i++) {
            int hole = Math.min(pieces.get(i).start(), toSample)
                    - Math.max(pieces.get(i - 1).end(), fromSample);
            longest = Math.max(longest, hole);
        }
        return longest;
    }
}
