package io.voxari.ari.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import io.voxari.ari.event.ChannelVarset;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastChannelTest {
    private static final String CHANNEL = "{\"id\":\"c1\",\"name\":\"PJSIP/6001-00000001\",\"state\":\"Up\","
            + "\"caller\":{\"name\":\"Ann\",\"number\":\"6001\"},\"weight\":1.5}";
    private static final String VARSET = varset("c1", "v");

    private final LastChannel last = new LastChannel();

    private static String varset(String id, String value) {
        return "{\"variable\":\"V\",\"value\":\"" + value + "\",\"type\":\"ChannelVarset\",\"channel\":"
                + CHANNEL.replace("c1", id) + ",\"asterisk_id\":\"aa\",\"application\":\"app\"}";
    }

    /** As a lane reads it; what is not left to a lane is read at once. */
    private static @Nullable AriEvent read(LastChannel last, String text) {
        Glance glance = Glance.at(text);
        Unread unread = Unread.of(text, glance, refused -> {});
        if (unread == null) {
            return Wire.event(text);
        }
        unread.follows(last);
        return unread.read();
    }

    private Channel channel(String text) {
        AriEvent event = read(last, text);
        assertThat(event).isEqualTo(Wire.event(text)).isInstanceOf(ChannelVarset.class);
        return requireNonNull(((ChannelVarset) requireNonNull(event)).channel());
    }

    @Test
    void channelThatIsRepeatedIsTheSame() {
        Channel first = channel(VARSET);

        assertThat(channel(varset("c1", "another \\\"value\\\""))).isSameAs(first);
        assertThat(channel(VARSET.replace("ChannelVarset\",", "ChannelVarset\" ,\n ")))
                .isEqualTo(first);
        assertThat(read(last, VARSET.replace(",\"channel\"", ",\u0001\"channel\"")))
                .isNull();
        assertThat(channel(VARSET.replace("Ann", "Bob")).caller().name()).isEqualTo("Bob");
        assertThat(channel(VARSET)).isEqualTo(first).isNotSameAs(first);
    }

    /** Every event that waits, its fields in whatever order, its channel sometimes another one. */
    @ParameterizedTest
    @MethodSource("samples")
    void orderOfFieldsMakesNoDifference(String sample) {
        Map<String, Object> fields = requireNonNull(Wire.object(sample));
        Random random = new Random(sample.hashCode());
        for (int round = 0; round < 100; round++) {
            List<String> names = new ArrayList<>(fields.keySet());
            Collections.shuffle(names, random);
            Map<String, Object> shuffled = new LinkedHashMap<>();
            names.forEach(name -> shuffled.put(name, requireNonNull(fields.get(name))));
            String text = Wire.json(shuffled);
            if (random.nextInt(4) == 0) {
                text = text.replace("6001", "60" + random.nextInt(3));
            }
            assertThat(read(last, text)).as(text).isEqualTo(requireNonNull(Wire.event(text)));
        }
    }

    static List<String> samples() throws IOException {
        return UnreadTest.samples().stream()
                .filter(text -> Unread.takes(requireNonNull(Glance.at(text).type())))
                .toList();
    }

    /** What is wrong stays wrong without the channel: C stands for a channel that is known, with its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{T,C}",
                "{T,C",
                "{T,C}}",
                "{T,C}x",
                "{T,C,}",
                "{T,C,,'a':1}",
                "{T,C 'a':1}",
                "{T,C5}",
                "{T,C]",
                "{T, C }",
                "{T,C ,'a':1}",
                "{T,,C}",
                "{C,T}",
                "{'a':1,C,T}",
                "{T,'a':,C5}",
                "{T,'a':,C}",
                "{T,'a':,C,'b':2}",
                "{T,'a':1,C2}",
                "{T,'a':tr,Cue}",
                "{T,'a':-,C1}",
                "{T,'a':[},C}",
                "{T,'a':[1,C]}",
                "{T,'a':[1,C}",
                "{T,'a':{'b':1,C}}",
                "{T,'a':{'b':1,C}",
                "{T,'a':{C},C}",
                "{T,'a':[{C}],C,'b':{}}",
                "{T,'ch\\u0061nnel':{'id':'no'},C}",
                "{T,'ch\\u0061nnel':null,C}",
                "{T,'x\\u0061':1,C}",
                "{T,'a':'\\u0061',C}",
                "{T,'a':'\\',C}",
                "{T,'a':'\u00e4',C}",
                "{T,C,'a':'\u20ac'}",
                "{T,C,'a':'\ud83d'}",
                "{T,C,'channel':{}}",
                "{T,C,'channel':null}",
                "{T,C,'type':'StasisStart'}",
                "{T,C,'type':7}",
                "[T,C]",
                "T,C"
            })
    void whatIsNoJsonIsNoneWithoutItsChannelEither(String pattern) {
        assertThat(read(last, VARSET)).isNotNull();
        String text = pattern.replace('\'', '"')
                .replace("C", "\"channel\":" + CHANNEL)
                .replace("T", "\"type\":\"ChannelVarset\"");

        for (int again = 0; again < 2; again++) {
            assertThat(read(last, text)).as(text).isEqualTo(Wire.event(text));
        }
    }

    @Test
    void noMutationIsReadOtherwise() {
        Random random = new Random(20261123);
        String alphabet = "{}[]\",:\\0-.e \u00e4";
        List<String> otherwise = new ArrayList<>();
        int events = 0;
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder(VARSET);
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                char with = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, with);
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(150))));
                    default -> text.insert(at, with);
                }
            }
            assertThat(read(last, VARSET)).isNotNull();
            AriEvent event = read(last, text.toString());
            events += event == null ? 0 : 1;
            if (!Objects.equals(event, Wire.event(text.toString()))) {
                otherwise.add(text.toString());
            }
        }
        assertThat(otherwise).isEmpty();
        assertThat(events).as("mutations that are events still").isBetween(500, 9_500);
    }

    @Test
    void channelOfManyLettersIsReadEachTime() {
        String large = VARSET.replace("Ann", "A".repeat(5_000));
        Channel first = channel(large);

        assertThat(channel(large)).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void laneRemembersEachOfItsChannels() {
        List<Channel> heard = new ArrayList<>();
        StepExecutor executor = new StepExecutor();
        Lanes lanes = new Lanes(
                new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        heard.add(requireNonNull(((ChannelVarset) event).channel()));
                    }
                },
                executor,
                new FakeTimers(),
                100);
        lanes.open("call").bind(ResourceId.channel("c1"), ResourceId.channel("c2"));
        for (String id : List.of("c1", "c2", "c1", "c2", "c3", "c3")) {
            String text = varset(id, "v");
            lanes.route(requireNonNull(Unread.of(text, Glance.at(text), refused -> {})));
            executor.runAll();
        }

        assertThat(heard).hasSize(6).extracting(Channel::id).containsExactly("c1", "c2", "c1", "c2", "c3", "c3");
        assertThat(heard.get(2)).isSameAs(heard.get(0));
        assertThat(heard.get(3)).isSameAs(heard.get(1));
        assertThat(heard.get(5)).as("of a lane that the event before opened").isSameAs(heard.get(4));
        lanes.close();
    }
}
