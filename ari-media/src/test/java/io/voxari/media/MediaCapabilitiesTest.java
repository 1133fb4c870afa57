package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaCapabilitiesTest {
    @ParameterizedTest
    @CsvSource({
        "18.26.4, -----",
        "20.15.2, -----",
        "20.16.0, c----",
        "20.17.0, ci---",
        "20.18.0, cijm-",
        "20.19.1, cijmd",
        "21.10.0, -----",
        "21.12.3, c----",
        "22.5.0, -----",
        "22.6.0, c----",
        "22.7.0, ci---",
        "22.8.2, cijm-",
        "22.10.1, cijmd",
        "22.11.0-rc1, cijmd",
        "certified-22.8-cert4, cijm-",
        "certified/20.7-cert5, -----",
        "23.0.0, c----",
        "23.3.1, cijmd",
        "24.0.0, cijmd",
        "Asterisk 22.10.1~dfsg, cijmd",
        "GIT-22-1a2b3c4d, c----",
        "GIT-master-1a2b3c4, c----",
        "'', c----",
        "99999.1, c----",
    })
    void comeWithReleases(String version, String expected) {
        assertThat(text(MediaCapabilities.of(version))).isEqualTo(expected);
    }

    @Test
    void showThemselvesAtTheStart() {
        MediaStart plain = new MediaStart("c", "n", null, MediaFormat.ULAW, ControlFormat.PLAIN_TEXT, Map.of());
        MediaStart json = new MediaStart("c", "n", "id", MediaFormat.ULAW, ControlFormat.JSON, Map.of());
        assertThat(text(MediaCapabilities.seen(plain))).isEqualTo("c----");
        assertThat(text(MediaCapabilities.seen(json))).isEqualTo("cijm-");
        assertThat(MediaCapabilities.seen(json).transportData()).isEqualTo("f(json)");
        assertThat(MediaCapabilities.UNKNOWN.transportData()).isEmpty();
    }

    private static String text(MediaCapabilities can) {
        return (can.websocketChannel() ? "c" : "-")
                + (can.channelIdInStart() ? "i" : "-")
                + (can.json() ? "j" : "-")
                + (can.marks() ? "m" : "-")
                + (can.direction() ? "d" : "-");
    }
}
