package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-08-07T14:54:02.123-0600, 2026-08-07T20:54:02.123Z",
        "2026-08-07T14:54:02.123+0530, 2026-08-07T09:24:02.123Z",
        "2026-08-07T14:54:02.123+0000, 2026-08-07T14:54:02.123Z",
        "2026-08-07T14:54:02.123-06:00, 2026-08-07T20:54:02.123Z",
        "2026-08-07T14:54:02.123Z, 2026-08-07T14:54:02.123Z",
        "2026-08-07T14:54:02-0600, 2026-08-07T20:54:02Z",
        "2026-08-07T14:54:02.1-0600, 2026-08-07T20:54:02.100Z",
        "2026-08-07T14:54:02.123456789012-0600, 2026-08-07T20:54:02.123456789Z",
        "2024-02-29T23:59:60.000+0000, 2024-03-01T00:00:00Z",
        "1969-12-31T23:59:59.999+0000, 1969-12-31T23:59:59.999Z"
    })
    void readsWhatAsteriskWrites(String text, Instant time) {
        assertThat(WireTime.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-08-07",
                "2026-08-07T14:54:02",
                "2026-08-07T14:54:02.123",
                "2026-08-07T14:54:02.123-06",
                "2026-08-07T14:54:02.123-0x00",
                "2026-08-07T14:54:02.123 0600",
                "2026-13-07T14:54:02.123-0600",
                "2026-02-30T14:54:02.123-0600",
                "2026-08-07T24:54:02.123-0600",
                "2026-08-07T14:60:02.123-0600",
                "2026-08-07T14:54:61.123-0600",
                "2026-08-07 14:54:02.123-0600",
                "-026-08-07T14:54:02.123-0600",
                "2026-08-07T14:54:02.",
                "٢٠٢٦-08-07T14:54:02.123-0600"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(WireTime.parse(text)).isNull();
    }
}
