package io.voxari.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final byte[] WORDS = SpeechFixture.noise(3, Duration.ofSeconds(2));
    private static final byte[] PAUSE = SpeechFixture.silence(Duration.ofMillis(333));
    private static final byte[] OTHER = SpeechFixture.noise(4, Duration.ofSeconds(1));

    private static byte[] words(int fromMilli, int toMilli) {
        return Arrays.copyOfRange(WORDS, fromMilli * 8, toMilli * 8);
    }

    private static Duration heardOf(byte[] words, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        HeardAudio heard = HeardAudio.of(List.of(new HeardAudio.Frame(0, all.toByteArray(), 0)));
        return Interruption.of(words, heard).heard();
    }

    @Test
    void beginningIsWhatWasHeard() {
        assertThat(heardOf(WORDS, PAUSE, words(0, 700), PAUSE, OTHER)).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void pausesInTheWordsAreNoEnd() {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        words.writeBytes(words(0, 500));
        words.writeBytes(SpeechFixture.silence(Duration.ofMillis(400)));
        words.writeBytes(words(500, 1_000));
        byte[] first = Arrays.copyOf(words.toByteArray(), 1_100 * 8);
        assertThat(heardOf(words.toByteArray(), PAUSE, first, OTHER)).isEqualTo(Duration.ofMillis(1_100));
    }

    @Test
    void whatComesAfterTheBreakIsStale() {
        assertThatThrownBy(() -> heardOf(WORDS, words(0, 700), PAUSE, words(900, 920), OTHER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("heard again: [0 to 700 ms of them at 0 ms, 900 to 920 ms of them at 1033 ms]");
    }

    @Test
    void whatGoesOnAfterAGapIsStale() {
        byte[] gap = SpeechFixture.silence(Duration.ofMillis(200));
        assertThatThrownBy(() -> heardOf(WORDS, words(0, 700), gap, words(900, 1_000)))
                .hasMessageContaining("heard again");
    }

    @Test
    void wordsToTheirEndWereNotInterrupted() {
        assertThatThrownBy(() -> heardOf(WORDS, PAUSE, WORDS)).hasMessageContaining("heard to their end");
    }

    @Test
    void wordsThatWereNotHeardWereNotInterrupted() {
        assertThatThrownBy(() -> heardOf(WORDS, PAUSE, OTHER)).hasMessageContaining("nothing of the words");
    }
}
