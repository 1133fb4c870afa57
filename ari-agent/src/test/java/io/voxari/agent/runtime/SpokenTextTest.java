package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {
    private final SpokenText text = new SpokenText();

    private void at(long millis, String said) {
        text.add(Duration.ofMillis(millis), said);
    }

    private String heard(long millis, long written) {
        return text.heard(Duration.ofMillis(millis), Duration.ofMillis(written), true);
    }

    private String heardWhileOpen(long millis, long written) {
        return text.heard(Duration.ofMillis(millis), Duration.ofMillis(written), false);
    }

    /** Ten characters a second. */
    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "499, ''",
        "500, Hello",
        "600, Hello",
        "1000, Hello",
        "1099, Hello",
        "1100, Hello world",
        "1599, Hello world",
        "1600, Hello world it's",
        "1999, Hello world it's",
        "2000, Hello world it's me."
    })
    void cutFallsBehindTheLastWholeWord(long millis, String words) {
        at(0, "Hello world ");
        at(1_200, "it's me.");
        assertThat(heard(millis, 2_000)).isEqualTo(words);
    }

    @Test
    void wordInTwoTextsIsHeardWhenBothAre() {
        at(0, "Hello, how can I a");
        at(1_000, "ssist you?");
        assertThat(heard(1_000, 2_000)).isEqualTo("Hello, how can I");
        assertThat(heard(1_600, 2_000)).isEqualTo("Hello, how can I assist");
    }

    @Test
    void textsWithoutAudioBetweenThemAreOne() {
        at(0, "one ");
        at(0, "two ");
        at(0, "three");
        assertThat(heard(500, 1_000)).isEqualTo("one");
        assertThat(heard(900, 1_000)).isEqualTo("one two");
    }

    @Test
    void textBehindAllTheAudioBelongsToTheLastOfIt() {
        at(1_000, "one two ");
        at(2_000, "three four");
        assertThat(heard(500, 2_000)).isEmpty();
        assertThat(heard(1_500, 2_000)).isEqualTo("one two");
        assertThat(heard(2_000, 2_000)).isEqualTo("one two three four");
    }

    @Test
    void onlyTextBehindAllTheAudioBelongsToAllOfIt() {
        at(2_000, "one two");
        assertThat(heard(1_000, 2_000)).isEqualTo("one");
    }

    @Test
    void lastTextOfAnOpenUtteranceMayHaveOnlyTheFirstOfItsAudio() {
        at(0, "one two ");
        at(1_000, "three four five six");
        assertThat(heardWhileOpen(1_000, 1_000)).isEqualTo("one two");
        // 300 of at least 1,140 ms: five of its nineteen characters.
        assertThat(heardWhileOpen(1_300, 1_300)).isEqualTo("one two three");
        assertThat(heard(1_300, 1_300)).isEqualTo("one two three four five six");
        // When more has come than it needs, what has come counts.
        assertThat(heardWhileOpen(2_000, 4_000)).isEqualTo("one two three");
        assertThat(heardWhileOpen(4_000, 4_000)).isEqualTo("one two three four five six");
    }

    @Test
    void scriptsWithoutSpacesAreCutBetweenCharacters() {
        at(0, "\u60a8\u597d\u4e16\u754c");
        assertThat(heard(600, 1_000)).isEqualTo("\u60a8\u597d");
    }

    @Test
    void characterOfTwoUnitsOrWithAMarkIsNotSplit() {
        at(0, "\uD840\uDC0B\uD840\uDC0C");
        assertThat(heard(250, 1_000)).isEmpty();
        assertThat(heard(750, 1_000)).isEqualTo("\uD840\uDC0B");
        SpokenText thai = new SpokenText();
        thai.add(Duration.ZERO, "\u0e01\u0e34\u0e19\u0e19");
        assertThat(thai.heard(Duration.ofMillis(250), Duration.ofSeconds(1), true))
                .isEmpty();
    }

    @Test
    void moreThanSomethingIsNotKept() {
        at(0, "x".repeat(SpokenText.MOST_CHARACTERS - 1));
        at(1, "\uD840\uDC0B");
        for (int i = 2; i < 100; i++) {
            at(i, "more");
        }
        assertThat(text.all()).hasSize(SpokenText.MOST_CHARACTERS).endsWith("xm");
        assertThat(heard(1_000, 1_000)).isEqualTo(text.all());
    }

    /** Whatever comes, it does not throw, gives a beginning of the text, and never less for more heard. */
    @Test
    void anyTextsAtAnyPlacesGiveABeginningThatGrows() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            SpokenText some = new SpokenText();
            long place = 0;
            for (int i = random.nextInt(6); i > 0; i--) {
                place += random.nextInt(3) * 250L;
                some.add(Duration.ofMillis(place), "ab \u4e16\uD840\uDC0B\u0e34".substring(random.nextInt(4)));
            }
            Duration written = Duration.ofMillis(place + random.nextInt(2) * 700L);
            boolean complete = random.nextBoolean();
            String before = "";
            for (long at = 0; at <= written.toMillis(); at += 37) {
                String heard = some.heard(Duration.ofMillis(at), written, complete);
                assertThat(some.all()).startsWith(heard);
                assertThat(heard.length()).isGreaterThanOrEqualTo(before.length());
                before = heard;
            }
        }
    }
}
