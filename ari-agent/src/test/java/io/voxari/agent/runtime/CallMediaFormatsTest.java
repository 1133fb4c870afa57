package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.AudioFormat.Encoding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallMediaFormatsTest {

    private static List<AudioFormat> formats(String names) {
        return Stream.of(names.split(" "))
                .map(name -> switch (name) {
                    case "ulaw" -> AudioFormat.ULAW_8K;
                    case "alaw" -> AudioFormat.ALAW_8K;
                    case "slin" -> AudioFormat.PCM_8K;
                    case "slin24" -> AudioFormat.PCM_24K;
                    default -> AudioFormat.PCM_16K;
                })
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // One is what it is.
        "slin16, (ulaw), slin16",
        // The line's own, wherever it stands.
        "slin16 ulaw alaw, (ulaw), ulaw",
        "slin16 ulaw alaw, (alaw), alaw",
        "alaw slin16, (slin16), slin16",
        // Nothing of a wideband line is given away.
        "ulaw slin16, (g722), slin16",
        "ulaw slin16 slin24, (g722), slin16",
        "slin16 slin24, (opus), slin24",
        "slin24 slin16, (slin16), slin16",
        "ulaw slin16, (silk24), slin16",
        "slin16 slin24, (siren14), slin24",
        // Nothing is added to a narrow one.
        "slin16 slin, (ulaw), slin",
        "slin16 ulaw alaw, (gsm), ulaw",
        "slin alaw ulaw, (g729), slin",
        // The first of several is the one in use.
        "ulaw alaw slin16, (alaw|ulaw|g722), alaw",
        "ulaw alaw slin16, g722|ulaw, slin16",
        // Not known.
        "slin16 ulaw, '', slin16",
        "slin16 ulaw, (nothing), slin16",
        "slin16 ulaw, ???, slin16",
        "slin16 ulaw, 'ulaw', slin16",
    })
    void theFormatThatFitsTheLineIsTaken(String offered, String line, String taken) {
        assertThat(CallMediaFormats.fitting(formats(offered), line))
                .isEqualTo(formats(taken).get(0));
    }

    @Test
    void whatAsteriskHasNotIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallMediaFormats.asteriskName(new AudioFormat(Encoding.ULAW, 16_000)))
                .withMessageContaining("16000");
    }
}
