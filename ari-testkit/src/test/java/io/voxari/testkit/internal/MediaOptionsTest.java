package io.voxari.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaOptionsTest {
    @Test
    void plainWordsAndAutomaticAnswerAreTheDefault() {
        assertThat(MediaOptions.parse("")).isEqualTo(new MediaOptions(false, true, "both", "", Optional.empty()));
    }

    @Test
    void optionsComeInAnyOrder() {
        assertThat(MediaOptions.parse("nv(a=1,b=2)f(JSON)d(in)c(alaw)"))
                .isEqualTo(new MediaOptions(true, false, "in", "a=1&b=2", Optional.of("alaw")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d(up)", "f(json))", "v(a b=1)", "1", " "})
    void whatAsteriskRefusesIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MediaOptions.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "f(plain)", "z"})
    void whatIsNotSimulatedIsNotPretended(String text) {
        assertThatThrownBy(() -> MediaOptions.parse(text)).isInstanceOf(UnsupportedOperationException.class);
    }
}
