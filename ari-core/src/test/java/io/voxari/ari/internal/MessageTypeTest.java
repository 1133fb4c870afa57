package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTypeTest {
    private static @Nullable String of(String json) {
        return MessageType.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type":"Dial"}                                            | Dial
                    { "type" : "Dial" , "x":1}                                 | Dial
                    {"a":{"type":"Inner"},"type":"Outer"}                      | Outer
                    {"a":[{"type":"Inner"},["type"]],"type":"Outer"}           | Outer
                    {"value":"type","type":"ChannelVarset"}                    | ChannelVarset
                    {"value":"}],\\"type\\":\\"No\\"","type":"Yes"}            | Yes
                    {"value":"\\\\","type":"Yes"}                              | Yes
                    {"type":"First","type":"Second"}                           | First
                    {"a":-1.5e3,"b":null,"c":"ü€","type":"Ü"}                  | Ü
                    """)
    void isTheTextOfTheOutermostField(String json, String type) {
        assertThat(of(json)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[\"type\",\"x\"]",
                "{\"type\"",
                "{\"type\":",
                "{\"type\":5}",
                "{\"type\":\"cut",
                "{\"type\":\"with\\u0020escape\"}",
                "{\"a\":\"type\"}",
                "{\"a\":\"never ends\\",
                "{\"a\":{\"type\":\"Inner\"}}",
                "null"
            })
    void isNothingWhereThereIsNone(String json) {
        assertThat(of(json)).isNull();
    }
}
