package io.voxari.ari.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The id of the channel.|the id of the channel",
                "A name. It may be empty.|a name. It may be empty.",
                "RTP statistics.|RTP statistics",
                "A|A"
            })
    void aPhraseBeginsSmall(String sentence, String phrase) {
        assertThat(Docs.phrase(sentence)).isEqualTo(phrase);
    }

    @Test
    void linesAreShortAndTagsStayWhole() {
        String wrapped = Docs.wrap("@param x " + "word ".repeat(17) + "{@code one two three} " + "word ".repeat(30));

        assertThat(wrapped.lines()).allMatch(line -> line.length() <= 104);
        assertThat(wrapped.lines()).anyMatch(line -> line.contains("{@code one two three}"));
        assertThat(wrapped.lines().skip(1)).allMatch(line -> line.startsWith("    "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.0.0|, since Asterisk 12.0.0",
                "22.6.0 21.11.0 20.16.0|, since Asterisk 20.16.0, 21.11.0 and 22.6.0"
            })
    void releasesAreSorted(String documented, String clause) {
        Since since = new Since(new DataFile("since.txt"));

        assertThat(since.clause(
                        "nothing", Arrays.asList(documented.split(" ", -1)).toArray(String[]::new)))
                .isEqualTo(clause);
    }

    @Test
    void whatTheDataSaysGoesBeforeWhatIsDocumented() {
        Since since = new Since(new DataFile("since.txt"));

        assertThat(since.clause("events.claimChannel", "20.17.0"))
                .contains("20.20.0")
                .doesNotContain("20.17.0");
        assertThat(since.clause("nothing")).isEmpty();
    }
}
