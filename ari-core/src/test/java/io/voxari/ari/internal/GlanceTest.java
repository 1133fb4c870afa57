package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {
    private static @Nullable String type(String json) {
        return Glance.at(json).type();
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
    void typeIsTheTextOfTheOutermostField(String json, String type) {
        assertThat(type(json)).isEqualTo(type);
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
    void typeIsNothingWhereThereIsNone(String json) {
        assertThat(type(json)).isNull();
    }

    /** Each with ChannelVarset as its type. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'T','channel':{'id':'c1'}}",
                "{'channel':{'id':'c1'},'type':'T'}",
                "{'channel':{'id':'c1','name':'}]','caller':{'x':[{}]}},'type':'T','application':'app'}",
                "{'variable':'V','value':'1','type':'T','timestamp':'x','channel':{'id':'c1','name':'n'},'application':'a'}",
                "{ 'type' : 'T' , 'channel' : { 'id' : 'c1' , 'name' : 'n' } }",
                "{'type':'T','a':{'channel':{'id':'no'}},'b':[{'channel':{'id':'no'}}],'channel':{'id':'c1'}}",
                "{'type':'T','value':'\\\"},\\\"channel\\\":{\\\"id\\\":\\\"no','n':-1.5e3,'t':true,'channel':{'id':'c1'}}",
                "{'type':'T','channel':{'id':'c1'},'type':'StasisStart'}",
                "{'ty\\u0070e':'Nova','type':'T','channel':{'id':'c1'}}",
                "{'type':'T','ch\\u0061nnel':{'id':'no'},'channel':{'id':'c1'}}",
                // No JSON, which who reads it will see.
                "{'type':'T','channel':{'id':'c1'",
                "{'type':'T','channel':{'id':'c1'},"
            })
    void channelIsTheIdOfTheOutermostField(String json) {
        Glance glance = Glance.at(varset(json));

        assertThat(glance.type()).isEqualTo("ChannelVarset");
        assertThat(glance.channel()).isEqualTo("c1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'T'",
                "{'type':'T'}",
                "{'type':'T','",
                "{'type':'T','value",
                "{'type':'T','value'",
                "{'type':'T','value':",
                "{'type':'T','value':'\\",
                "{'type':'T','value':'x",
                "{'type':'T','x':{'channel':{'id':'c1'}}}",
                "{'type':'T','channel':null}",
                "{'type':'T','channel':'c1'}",
                "{'type':'T','channel':['id','c1']}",
                "{'type':'T','channel':{}}",
                "{'type':'T','channel':{'id':''}}",
                "{'type':'T','channel':{'id':7}}",
                "{'type':'T','channel':{'id':'a\\u0062'}}",
                "{'type':'T','channel':{'id':'c1",
                "{'type':'T','channel':{'name':'n','id':'c1'}}",
                // There is another one, or may be.
                "{'type':'T','channel':{'id':'c1'},'channel':{'id':'c2'}}",
                "{'type':'T','channel':{'id':'c1'},'channel':null}",
                "{'channel':{'id':'c1'},'type':'T','channel':{'id':'c2'}}",
                "{'channel':{'id':'c1'},'channel':{'id':'c2'},'type':'T'}",
                "{'channel':7,'channel':{'id':'c2'},'type':'T'}",
                "{'type':'T','channel':{'id':'c1','id':'c2'}}",
                "{'channel':{'id':'c1','id':'c2'},'type':'T'}",
                "{'type':'T','channel':{'id':'c1','i\\u0064':'c2'}}",
                "{'type':'T','channel':{'id':'c1'},'ch\\u0061nnel':{'id':'c2'}}",
                "{'channel':{'id':'c1'},'type':'T','x':'\\\\'}"
            })
    void channelInDoubtIsNone(String json) {
        Glance glance = Glance.at(varset(json));

        assertThat(glance.type()).isEqualTo("ChannelVarset");
        assertThat(glance.channel()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"StasisStart", "StasisEnd", "ChannelDestroyed", "ChannelEnteredBridge", "Dial", "Nova", ""})
    void channelIsNotLookedForWhereItIsNotAllThatMatters(String type) {
        for (String json : new String[] {
            "{\"type\":\"" + type + "\",\"channel\":{\"id\":\"c1\"}}",
            "{\"channel\":{\"id\":\"c1\"},\"type\":\"" + type + "\"}"
        }) {
            assertThat(Glance.at(json).type()).isEqualTo(type);
            assertThat(Glance.at(json).channel()).isNull();
        }
    }

    private static String varset(String json) {
        return json.replace('\'', '"').replace("\"T\"", "\"ChannelVarset\"");
    }
}
