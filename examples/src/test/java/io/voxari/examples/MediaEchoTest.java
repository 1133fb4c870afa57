package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MediaEchoTest {
    @Test
    void optionsComeWithABlankOrAnEqualsSign() {
        assertThat(MediaEcho.options(new String[] {}))
                .containsEntry("--host", "127.0.0.1")
                .containsEntry("--port", "9090");
        assertThat(MediaEcho.options(new String[] {"--host", "0.0.0.0", "--port=0"}))
                .containsEntry("--host", "0.0.0.0")
                .containsEntry("--port", "0");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> MediaEcho.options(new String[] {"--prot", "1"})).hasMessageContaining("--prot");
        assertThatThrownBy(() -> MediaEcho.options(new String[] {"--port"})).hasMessageContaining("--port needs a value");
    }
}
