package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.ari.AriEvent;
import io.voxari.ari.UnknownEvent;
import io.voxari.ari.event.ChannelVarset;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireMalformedTest {
    private static final String EVENT = """
            {"type":"ChannelEnteredBridge","timestamp":"2026-08-07T14:54:02.123-0600","bridge":{"id":"b1","channels":\
            ["c1","c2"],"technology":"softmix","creationtime":"2026-08-07T14:54:02.123-0600","bridgevars":{"A":"1"}},\
            "channel":{"id":"c1","state":"Up","caller":{"name":"\\u00e9","number":"6001"},"channelvars":{"X":"Y"},\
            "dialplan":{"priority":1}},"asterisk_id":"aa","application":"voxari"}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{]",
                "{\"type\"",
                "{\"type\":",
                "{\"type\":\"StasisStart\"",
                "{\"type\":\"StasisStart\",}",
                "{\"type\":\"StasisStart\"}}",
                "{\"type\":\"StasisStart\"} {}",
                "{\"type\":\"StasisStart\",\"channel\":{\"id\":\"c1\"}",
                "{\"type\":\"StasisStart\",\"args\":[}",
                "{\"type\":\"StasisStart\",\"args\":[\"a\"",
                "{\"type\":\"StasisStart\",\"channel\":{\"id\":nope}}",
                "{\"type\":\"ChannelDestroyed\",\"cause\":NaN}",
                "{\"type\":\"ChannelDestroyed\",\"cause\":0x10}",
                "{type:\"StasisStart\"}",
                "{'type':'StasisStart'}",
                "{\"type\":\"Stasis\\xStart\"}",
                "{\"type\":\"a\nb\"}",
                "{\"args\":[},\"type\":\"StasisStart\"}",
                "HTTP/1.1 400 Bad Request"
            })
    void whatIsNoJsonObjectIsNoEvent(String text) {
        assertThat(Wire.event(text)).isNull();
        assertThat(Wire.object(text)).isNull();
    }

    @Test
    void anEventCutAnywhereIsNone() {
        for (int length = 0; length < EVENT.length(); length++) {
            assertThat(Wire.event(EVENT.substring(0, length)))
                    .as("cut at %d", length)
                    .isNull();
        }
    }

    @Test
    void refusesAbysmalNesting() {
        String deep = "{\"type\":\"StasisStart\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(Wire.event(deep)).isNull();
    }

    @Test
    void readsAMegabyteOfText() {
        String value = "x".repeat(1_000_000);

        AriEvent event = Wire.event("{\"type\":\"ChannelVarset\",\"variable\":\"V\",\"value\":\"" + value + "\"}");

        assertThat(event)
                .isInstanceOfSatisfying(
                        ChannelVarset.class,
                        varset -> assertThat(varset.value()).hasSize(1_000_000));
    }

    @Test
    void refusesANumberOfAMillionDigits() {
        assertThat(Wire.event("{\"type\":\"ChannelDestroyed\",\"cause\":" + "9".repeat(1_000_000) + "}"))
                .isNull();
    }

    @Test
    void aRepeatedFieldCountsOnce() {
        AriEvent event = Wire.event("{\"type\":\"Nova\",\"a\":1,\"a\":2}");

        assertThat(event)
                .isInstanceOfSatisfying(
                        UnknownEvent.class,
                        unknown -> assertThat(unknown.otherFields()).containsEntry("a", 2L));
    }

    /** Flips, drops, doubles and inserts characters that matter to JSON. */
    @Test
    void noMutationThrows() {
        Random random = new Random(20260807);
        String alphabet = "{}[]\",:\\0-.eEtfn\u0000\u00e9\ud83d ";
        int events = 0;
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder(EVENT);
            int edits = 1 + random.nextInt(4);
            for (int edit = 0; edit < edits; edit++) {
                int at = random.nextInt(text.length());
                char with = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, with);
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, with);
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                }
            }
            String mutated = text.toString();
            AriEvent event = Wire.event(mutated);
            if (event != null) {
                events++;
                assertThat(event.resources()).doesNotContainNull();
                assertThat(event.raw()).isSameAs(mutated);
            }
        }
        // Most edits fall into a text or a name and leave an event: the test reaches past the parser.
        assertThat(events).isBetween(10_000, 90_000);
    }

    @Test
    void repliesSayWhatWasWrong() {
        Reply<List<Object>> list = Reply.list(parser -> WireValues.map(parser));

        assertThatThrownBy(() -> list.read("{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("START_ARRAY expected");
        assertThatThrownBy(() -> list.read("[1]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("array of objects");
        assertThatThrownBy(() -> list.read("[{}] x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> list.read("")).isInstanceOf(IOException.class).hasMessageContaining("nothing came");
    }

    @Test
    void aBrokenReplyDoesNotQuoteItself() {
        Reply<Object> object = Reply.object(parser -> WireValues.map(parser));

        assertThatThrownBy(() -> object.read("{\"password\":\"hush\" \"x\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("hush");
    }
}
