package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.UnknownEvent;
import io.voxari.ari.event.ApplicationReplaced;
import io.voxari.ari.event.BridgeMerged;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelDtmfReceived;
import io.voxari.ari.event.ChannelEnteredBridge;
import io.voxari.ari.event.ChannelHangupRequest;
import io.voxari.ari.event.ChannelUserevent;
import io.voxari.ari.event.ChannelVarset;
import io.voxari.ari.event.Dial;
import io.voxari.ari.event.EndpointStateChange;
import io.voxari.ari.event.MissingParams;
import io.voxari.ari.event.PlaybackFinished;
import io.voxari.ari.event.RecordingFailed;
import io.voxari.ari.event.RestResponse;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ChannelState;
import io.voxari.ari.model.EndpointState;
import io.voxari.ari.model.PlaybackState;
import io.voxari.ari.model.RecordingState;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WireEventTest {
    private static final String CHANNEL = """
            {"id":"1754598842.17","name":"PJSIP/6001-00000008","state":"Ring","protocol_id":"a84b4c76e66710",\
            "caller":{"name":"Alice","number":"6001"},"connected":{"name":"","number":""},"accountcode":"",\
            "dialplan":{"context":"default","exten":"8000","priority":1,"app_name":"Stasis","app_data":"voxari"},\
            "creationtime":"2026-08-07T14:54:02.120-0600","language":"en"}""";

    private static final String STASIS_START =
            "{\"type\":\"StasisStart\",\"timestamp\":\"2026-08-07T14:54:02.123-0600\","
                    + "\"args\":[\"one\",\"two\"],\"channel\":" + CHANNEL
                    + ",\"asterisk_id\":\"aa:bb:cc\",\"application\":\"voxari\"}";

    /** Fails the test with the type that came instead. */
    private static <T extends AriEvent> T read(Class<T> type, String json) {
        AriEvent event = Objects.requireNonNull(Wire.event(json), json);
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }

    @Test
    void readsEveryKindOfCharacter() {
        String value = "\u00e4\u20ac\ud83d\ude00\\n\\u00e4\\ud83d\\ude00";
        String json = "{\"type\":\"ChannelVarset\",\"variable\":\"\u20ac\",\"value\":\"" + value + "\",\"channel\":"
                + CHANNEL + ",\"\u00fc\":\"\ud83d\ude00\",\"application\":\"voxari\"}";

        ChannelVarset event = read(ChannelVarset.class, json);

        assertThat(event.variable()).isEqualTo("\u20ac");
        assertThat(event.value()).isEqualTo("\u00e4\u20ac\ud83d\ude00\n\u00e4\ud83d\ude00");
        assertThat(event.otherFields()).containsEntry("\u00fc", "\ud83d\ude00");
        assertThat(event.raw()).isEqualTo(json);
    }

    @Test
    void takesNothingForAnotherEncoding() {
        assertThat(Wire.event(STASIS_START.replace("", "\0")))
                .as("would be UTF-16")
                .isNull();
        assertThat(Wire.event("\0" + STASIS_START)).isNull();
    }

    @Test
    void readsStasisStart() {
        StasisStart event = read(StasisStart.class, STASIS_START);

        assertThat(event.type()).isEqualTo("StasisStart");
        assertThat(event.application()).isEqualTo("voxari");
        assertThat(event.asteriskId()).isEqualTo("aa:bb:cc");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-08-07T20:54:02.123Z"));
        assertThat(event.args()).containsExactly("one", "two");
        assertThat(event.replaceChannel()).isNull();
        assertThat(event.otherFields()).isEmpty();
        assertThat(event.raw()).isEqualTo(STASIS_START);
        assertThat(event.resources()).containsExactly(ResourceId.channel("1754598842.17"));
        Channel channel = event.channel();
        assertThat(channel.name()).isEqualTo("PJSIP/6001-00000008");
        assertThat(channel.state()).isEqualTo(ChannelState.RING);
        assertThat(channel.protocolId()).isEqualTo("a84b4c76e66710");
        assertThat(channel.caller().number()).isEqualTo("6001");
        assertThat(channel.connected().number()).isEmpty();
        assertThat(channel.dialplan().extension()).isEqualTo("8000");
        assertThat(channel.dialplan().priority()).isEqualTo(1);
        assertThat(channel.dialplan().appData()).isEqualTo("voxari");
        assertThat(channel.creationTime()).isEqualTo(Instant.parse("2026-08-07T20:54:02.120Z"));
        assertThat(channel.channelVars()).isEmpty();
        assertThat(channel.callerRdnis()).isNull();
        assertThat(channel.otherFields()).isEmpty();
    }

    @Test
    void readsAnEventWhoseTypeIsNotFirst() {
        ChannelDestroyed event = read(
                ChannelDestroyed.class,
                "{\"cause\":3,\"channel\":" + CHANNEL + ",\"type\":\"ChannelDestroyed\",\"tech_cause\":1006,"
                        + "\"cause_txt\":\"No route to destination\",\"timestamp\":\"2026-08-07T14:54:02.123+0000\"}");

        assertThat(event.cause()).isEqualTo(3);
        assertThat(event.causeText()).isEqualTo("No route to destination");
        assertThat(event.techCause()).isEqualTo(1006);
        assertThat(event.channel().id()).isEqualTo("1754598842.17");
    }

    @Test
    void readsASoftHangupRequest() {
        ChannelHangupRequest soft = read(
                ChannelHangupRequest.class,
                "{\"type\":\"ChannelHangupRequest\",\"soft\":true,\"cause\":32,\"channel\":" + CHANNEL + "}");
        ChannelHangupRequest plain =
                read(ChannelHangupRequest.class, "{\"type\":\"ChannelHangupRequest\",\"channel\":" + CHANNEL + "}");

        assertThat(soft.soft()).isTrue();
        assertThat(soft.cause()).isEqualTo(32);
        assertThat(soft.techCause()).isNull();
        assertThat(plain.soft()).isFalse();
        assertThat(plain.cause()).isNull();
    }

    @Test
    void keepsAnUnknownEvent() {
        String json = "{\"type\":\"ChannelSang\",\"application\":\"voxari\",\"timestamp\":\"2026-08-07T14:54:02.123Z\","
                + "\"song\":{\"bars\":12,\"key\":\"C\"},\"channel\":{\"id\":\"c1\"},\"bridge\":{\"id\":\"b1\"}}";

        UnknownEvent event = read(UnknownEvent.class, json);

        assertThat(event.type()).isEqualTo("ChannelSang");
        assertThat(event.application()).isEqualTo("voxari");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-08-07T14:54:02.123Z"));
        assertThat(event.otherFields()).containsEntry("song", Map.of("bars", 12L, "key", "C"));
        assertThat(event.otherFields()).doesNotContainKeys("type", "application", "timestamp");
        assertThat(event.resources()).containsExactly(ResourceId.channel("c1"), ResourceId.bridge("b1"));
        assertThat(event.raw()).isEqualTo(json);
    }

    @Test
    void anObjectWithoutATypeIsAnUnknownEvent() {
        assertThat(read(UnknownEvent.class, "{}").type()).isEmpty();
        UnknownEvent number = read(UnknownEvent.class, "{\"type\":7}");
        assertThat(number.type()).isEmpty();
        assertThat(number.otherFields()).containsEntry("type", 7L);
    }

    @Test
    void keepsUnknownFields() {
        StasisStart event = read(
                StasisStart.class,
                "{\"type\":\"StasisStart\",\"mood\":\"good\",\"channel\":{\"id\":\"c1\",\"weight\":1.5,\"tags\":[1,null,true]}}");

        assertThat(event.otherFields()).containsOnly(Map.entry("mood", "good"));
        assertThat(event.channel().otherFields())
                .containsOnly(Map.entry("weight", 1.5), Map.entry("tags", List.of(1L, true)));
    }

    @Test
    void mistypedFieldsLeaveTheRestReadable() {
        ChannelDestroyed event = read(
                ChannelDestroyed.class,
                "{\"type\":\"ChannelDestroyed\",\"cause\":\"16\",\"cause_txt\":{\"en\":\"Bye\"},\"tech_cause\":[],"
                        + "\"timestamp\":\"yesterday\",\"application\":5,\"channel\":{\"id\":\"c1\",\"caller\":\"6001\","
                        + "\"creationtime\":17,\"dialplan\":{\"priority\":99999999999999999999}}}");

        assertThat(event.cause()).isZero();
        assertThat(event.causeText()).isEmpty();
        assertThat(event.techCause()).isNull();
        assertThat(event.timestamp()).isNull();
        assertThat(event.application()).isEmpty();
        assertThat(event.otherFields())
                .containsOnly(
                        Map.entry("cause", "16"),
                        Map.entry("cause_txt", Map.of("en", "Bye")),
                        Map.entry("tech_cause", List.of()),
                        Map.entry("timestamp", "yesterday"),
                        Map.entry("application", 5L));
        assertThat(event.channel().id()).isEqualTo("c1");
        assertThat(event.channel().caller().number()).isEmpty();
        assertThat(event.channel().otherFields())
                .containsOnly(Map.entry("caller", "6001"), Map.entry("creationtime", 17L));
        assertThat(event.channel().dialplan().otherFields())
                .containsEntry("priority", new BigInteger("99999999999999999999"));
    }

    @Test
    void missingFieldsAreNeutral() {
        StasisStart event = read(StasisStart.class, "{\"type\":\"StasisStart\"}");

        assertThat(event.args()).isEmpty();
        assertThat(event.channel().id()).isEmpty();
        assertThat(event.channel().state()).isEqualTo(ChannelState.UNKNOWN);
        assertThat(event.channel().dialplan().appName()).isEmpty();
        assertThat(event.resources()).isEmpty();
        assertThat(event.asteriskId()).isNull();
    }

    @Test
    void nullIsAbsent() {
        ChannelVarset event = read(
                ChannelVarset.class,
                "{\"type\":\"ChannelVarset\",\"variable\":\"X\",\"value\":null,\"channel\":null,\"new\":null}");

        assertThat(event.value()).isEmpty();
        assertThat(event.channel()).isNull();
        assertThat(event.otherFields()).isEmpty();
        assertThat(event.resources()).isEmpty();
    }

    @Test
    void anUnknownStateKeepsItsText() {
        StasisStart event = read(
                StasisStart.class, "{\"type\":\"StasisStart\",\"channel\":{\"id\":\"c1\",\"state\":\"Levitating\"}}");

        assertThat(event.channel().state()).isEqualTo(ChannelState.UNKNOWN);
        assertThat(event.channel().otherFields()).containsEntry("state", "Levitating");
    }

    @Test
    void aStateThatAsteriskCallsUnknownIsNoSurprise() {
        EndpointStateChange event = read(
                EndpointStateChange.class,
                "{\"type\":\"EndpointStateChange\",\"endpoint\":{\"technology\":\"PJSIP\",\"resource\":\"6001\","
                        + "\"state\":\"unknown\",\"channel_ids\":[]}}");

        assertThat(event.endpoint().state()).isEqualTo(EndpointState.UNKNOWN);
        assertThat(event.endpoint().otherFields()).isEmpty();
        assertThat(event.resources()).containsExactly(ResourceId.endpoint("PJSIP/6001"));
    }

    @Test
    void theChannelComesBeforeItsBridge() {
        ChannelEnteredBridge event = read(
                ChannelEnteredBridge.class,
                "{\"type\":\"ChannelEnteredBridge\",\"bridge\":{\"id\":\"b1\"},\"channel\":{\"id\":\"c1\"}}");

        assertThat(event.resources()).containsExactly(ResourceId.channel("c1"), ResourceId.bridge("b1"));
    }

    @Test
    void aDialIsAboutAllItsChannels() {
        Dial event = read(
                Dial.class,
                "{\"type\":\"Dial\",\"dialstatus\":\"\",\"caller\":{\"id\":\"c1\"},\"peer\":{\"id\":\"c2\"},"
                        + "\"forwarded\":{\"id\":\"c3\"},\"dialstring\":\"PJSIP/6001\"}");

        assertThat(event.resources())
                .containsExactly(ResourceId.channel("c2"), ResourceId.channel("c1"), ResourceId.channel("c3"));
        assertThat(event.dialStatus()).isEmpty();
    }

    @Test
    void aMergeIsAboutBothBridges() {
        BridgeMerged event = read(
                BridgeMerged.class,
                "{\"type\":\"BridgeMerged\",\"bridge\":{\"id\":\"b1\"},\"bridge_from\":{\"id\":\"b2\"}}");

        assertThat(event.resources()).containsExactly(ResourceId.bridge("b1"), ResourceId.bridge("b2"));
    }

    @Test
    void aPlaybackIsAboutItsTargetToo() {
        PlaybackFinished event = read(
                PlaybackFinished.class,
                "{\"type\":\"PlaybackFinished\",\"playback\":{\"id\":\"p1\",\"media_uri\":\"sound:none\","
                        + "\"target_uri\":\"channel:c1\",\"language\":\"en\",\"state\":\"failed\"}}");

        assertThat(event.resources()).containsExactly(ResourceId.playback("p1"), ResourceId.channel("c1"));
        assertThat(event.playback().state()).isEqualTo(PlaybackState.FAILED);
    }

    @Test
    void aRecordingIsAboutItsTargetToo() {
        RecordingFailed event = read(
                RecordingFailed.class,
                "{\"type\":\"RecordingFailed\",\"recording\":{\"name\":\"a/b\",\"format\":\"wav\","
                        + "\"target_uri\":\"bridge:b1\",\"state\":\"failed\",\"cause\":\"in a bridge\",\"duration\":7}}");

        assertThat(event.resources()).containsExactly(ResourceId.recording("a/b"), ResourceId.bridge("b1"));
        assertThat(event.recording().state()).isEqualTo(RecordingState.FAILED);
        assertThat(event.recording().durationSeconds()).isEqualTo(7);
        assertThat(event.recording().talkingDurationSeconds()).isNull();
    }

    @Test
    void aResourceIsNamedOnce() {
        ChannelUserevent event = read(
                ChannelUserevent.class,
                "{\"type\":\"ChannelUserevent\",\"eventname\":\"ping\",\"channel\":{\"id\":\"c1\"},"
                        + "\"userevent\":{\"eventname\":\"ping\",\"n\":[1,{\"x\":2}]}}");

        assertThat(event.resources()).containsExactly(ResourceId.channel("c1"));
        assertThat(event.userEvent()).containsEntry("n", List.of(1L, Map.of("x", 2L)));
    }

    @Test
    void readsDigits() {
        ChannelDtmfReceived event = read(
                ChannelDtmfReceived.class,
                "{\"type\":\"ChannelDtmfReceived\",\"digit\":\"#\",\"duration_ms\":180,\"channel\":" + CHANNEL + "}");

        assertThat(event.digit()).isEqualTo("#");
        assertThat(event.durationMillis()).isEqualTo(180);
    }

    @Test
    void readsReportedVariables() {
        StasisStart event = read(
                StasisStart.class,
                "{\"type\":\"StasisStart\",\"channel\":{\"id\":\"c1\","
                        + "\"channelvars\":{\"A\":\"1\",\"B\":2,\"C\":null,\"D\":{\"x\":1}}}}");

        assertThat(event.channel().channelVars())
                .containsOnly(Map.entry("A", "1"), Map.entry("B", "2"), Map.entry("D", "{\"x\":1}"));
    }

    @Test
    void readsWhatIsNoEventOfAsterisksList() {
        assertThat(read(MissingParams.class, "{\"type\":\"MissingParams\",\"params\":[\"app\"]}")
                        .params())
                .containsExactly("app");
        assertThat(read(ApplicationReplaced.class, "{\"type\":\"ApplicationReplaced\",\"application\":\"a\"}")
                        .application())
                .isEqualTo("a");
        assertThat(read(RestResponse.class, "{\"type\":\"RESTResponse\",\"transaction_id\":\"t\",\"status_code\":404}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void recordsCannotBeChanged() {
        StasisStart event = read(StasisStart.class, STASIS_START);

        assertThat(event.args()).isUnmodifiable();
        assertThat(event.otherFields()).isUnmodifiable();
        assertThat(event.channel().channelVars()).isUnmodifiable();
    }

    @Test
    void parsesForTests() {
        assertThat(AriEvent.parse(STASIS_START)).isEqualTo(Wire.event(STASIS_START));
    }
}
