package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.voxari.agent.AudioFormat;
import io.voxari.media.Playout;
import io.voxari.media.PlayoutPosition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceBooksTest {
    private static final AudioFormat FORMAT = AudioFormat.PCM_16K;

    private final Playout playout = mock();
    private final VoiceBooks books = new VoiceBooks(FORMAT);
    private int written;

    private void at(Duration played) {
        when(playout.position())
                .thenReturn(new PlayoutPosition(FORMAT.durationOf(written), FORMAT.durationOf(written), played));
    }

    private void write(int... bytes) {
        Duration start = FORMAT.durationOf(written);
        ByteBuffer piece = ByteBuffer.allocate(bytes.length);
        for (int each : bytes) {
            piece.put((byte) each);
        }
        written += bytes.length;
        at(Duration.ZERO);
        books.wrote(playout, start, piece.flip());
    }

    @Test
    void piecesThatEndWithinASampleStayWhole() {
        List<SpokenLine> lines = new ArrayList<>();
        write(1, 2, 3);
        write(4, 5, 6, 7, 8);
        write(9, 10);
        at(FORMAT.durationOf(written));
        long played = books.place(playout).bytes();
        at(Duration.ZERO);
        var unused = books.add(playout, (all, line) -> {
            lines.add(line);
            return mock();
        });
        assertThat(played).isEqualTo(10);
        assertThat(lines.get(0).take(played)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void whatWasHeardIsNotKept() {
        write(1, 2, 3, 4);
        at(FORMAT.durationOf(2));
        books.heard(playout);
        assertThat(books.isEmpty()).isFalse();
        at(FORMAT.durationOf(4));
        books.heard(playout);
        assertThat(books.isEmpty()).isTrue();
    }

    @Test
    void halfASampleIsNotPlayed() {
        write(1, 2, 3, 4);
        at(Duration.ofNanos(100_000)); // 3.2 bytes.
        assertThat(books.place(playout).bytes()).isEqualTo(2);
    }
}
