package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelephoneEventTest {
    @ParameterizedTest
    @CsvSource({"0, 000a00a0", "9, 090a00a0", "*, 0a0a00a0", "#, 0b0a00a0", "D, 0f0a00a0"})
    void digitHasItsNumber(char digit, String wire) {
        TelephoneEvent event = new TelephoneEvent(digit, false, 160);

        assertThat(event.encode()).asHexString().isEqualToIgnoringCase(wire);
        assertThat(TelephoneEvent.parse(event.encode())).contains(event);
    }

    @Test
    void endIsMarked() {
        assertThat(new TelephoneEvent('1', true, 800).encode()).asHexString().isEqualTo("018A0320");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "010a00", "100a00a0", "ff0a00a0"})
    void whatIsNoDigitIsNone(String wire) {
        assertThat(TelephoneEvent.parse(HexFormat.of().parseHex(wire))).isEmpty();
    }
}
