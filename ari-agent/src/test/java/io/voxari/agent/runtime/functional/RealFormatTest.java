package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.ari.AriClient;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaServer;
import io.voxari.media.MediaSession;
import io.voxari.media.Playout;
import io.voxari.media.PlayoutOptions;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.Codec;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which audio goes where between a line and an agent, where Asterisk converts it. */
@Tag("asterisk")
@Tag("real") // It is Asterisk's codecs that are tested.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealFormatTest {
    private static final byte[] WORDS = SpeechFixture.noise(7, Duration.ofSeconds(2));
    private static final int PIECE = 1_600;
    private static final int WIDE_HZ = 16_000;
    /** Higher than anything on a narrow line. */
    private static final int TONE_HZ = 6_000;

    /** Telephones that speak one wideband codec; Asterisk calls itself by them. */
    private static final String TELEPHONES = """

            [wide-g722](uas)
            disallow = all
            allow = g722

            [wide-opus](uas)
            disallow = all
            allow = opus
            """;

    private static final String ROUTE = """

            [wide]
            exten => _X.,1,Dial(PJSIP/wide-${CODEC}/sip:${EXTEN}@${OWN_ADDRESS})
             same => n,Hangup()
            """;

    private final MediaServer far = MediaServer.builder().build();
    private final TestAgent echoing = new TestAgent(new byte[0]);
    private RealAsterisk asterisk;
    private SipCaller phones;
    private Voxari voxari;
    private AriClient ari;

    private AgentPipeline echoing(AudioFormat format, AudioFormat... others) {
        return new AgentPipeline() {
            @Override
            public AgentProfile profile() {
                return AgentProfile.of(format, others);
            }

            @Override
            public CompletionStage<AgentSession> open(AgentCall call) {
                return echoing.open(call);
            }
        };
    }

    @BeforeAll
    void open() throws Exception {
        far.start();
        asterisk = RealAsterisk.builder()
                .credentials("voxari", Switchboard.PASSWORD)
                .media("far", far.uri())
                .configuration("modules.conf", text -> text + "load = codec_opus_open_source.so\n")
                .configuration(
                        "pjsip.conf",
                        text -> text.replace("alaw,g722,slin16", "alaw,g722,slin16,opus")
                                        .replace("[uas]\ntype = endpoint", "[uas](!)\ntype = endpoint")
                                + TELEPHONES)
                .configuration("extensions.conf", text -> text + ROUTE)
                .start();
        phones = SipCaller.to(asterisk.sipAddress());
        AgentPipeline many = echoing(AudioFormat.PCM_16K, AudioFormat.ULAW_8K, AudioFormat.ALAW_8K);
        voxari = Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .password(Switchboard.PASSWORD)
                        .build())
                .listen("127.0.0.1", 0)
                .resolver(offer -> Resolution.accept(offer.calledNumber()))
                .agent("8001", echoing(AudioFormat.ULAW_8K))
                .agent("8002", echoing(AudioFormat.ALAW_8K))
                .agent("8003", echoing(AudioFormat.PCM_16K))
                .agent("8004", many)
                .agent("8005", many)
                .agent("8006", many)
                .build();
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
        ari = AriClient.builder()
                .endpoint(asterisk.ariUri())
                .credentials("voxari", Switchboard.PASSWORD)
                .application("observer")
                .build();
    }

    @AfterAll
    void close() {
        ari.close();
        voxari.close();
        phones.close();
        asterisk.close();
        far.close();
    }

    @BeforeEach
    void forget() {
        echoing.forget();
    }

    private void awaitQuiet() {
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> voxari.stats().equals(Switchboard.QUIET));
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> asterisk.cli("core show channels count").contains("0 active channels"));
    }

    @Test
    void callerWithAlawOnlyHearsItselfWhateverTheAgentSpeaks() {
        List<SipCall> calls = Stream.of("8001", "8002", "8003")
                .map(number -> phones.place(CallPlan.to(number)
                        .offering(Codec.PCMA)
                        .saying(join(SpeechFixture.silence(Duration.ofSeconds(1)), WORDS))
                        .hangingUpAfter(Duration.ofSeconds(5))))
                .toList();
        for (SipCall call : calls) {
            assertHearsItself(call, "agent " + calls.indexOf(call));
        }
        awaitQuiet();
    }

    /** Piece by piece: on a busy machine pauses may lie between and within. What is converted is alike, not the same. */
    private static void assertHearsItself(SipCall call, String which) {
        assertThat(call.awaitEnd(Switchboard.PATIENCE).isAnswered()).isTrue();
        List<Double> alike = Stream.iterate(0, at -> at < WORDS.length, at -> at + PIECE)
                .map(at -> call.heard()
                        .find(Arrays.copyOfRange(WORDS, at, at + PIECE))
                        .correlation())
                .toList();
        // Of a wrong conversion no piece would be.
        assertThat(alike)
                .as("own voice through " + which)
                .filteredOn(one -> one > 0.9)
                .hasSizeGreaterThan(2);
    }

    @Test
    void anAgentOfManyFormatsSpeaksThatOfTheLine() {
        Map<String, Codec> lines = Map.of("8004", Codec.PCMU, "8005", Codec.PCMA, "8006", Codec.L16_16K);
        Map<String, SipCall> calls = new TreeMap<>();
        lines.forEach((number, codec) -> calls.put(
                number,
                phones.place(CallPlan.to(number)
                        .offering(codec)
                        .saying(join(SpeechFixture.silence(Duration.ofSeconds(1)), WORDS))
                        .hangingUpAfter(Duration.ofSeconds(4)))));
        calls.forEach((number, call) -> assertHearsItself(call, "a line with " + lines.get(number)));
        Map<String, AudioFormat> spoken = new TreeMap<>();
        echoing.calls.forEach(call -> spoken.put(call.context().calledNumber(), call.format()));
        assertThat(spoken)
                .isEqualTo(
                        Map.of("8004", AudioFormat.ULAW_8K, "8005", AudioFormat.ALAW_8K, "8006", AudioFormat.PCM_16K));
        awaitQuiet();
    }

    @Test
    void wideLineIsWideToTheAgentAndBack() {
        assertIsWide("from-external", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"g722", "opus"})
    void wideTelephoneIsWideToTheAgentAndBack(String codec) {
        String own = "127.0.0.1:" + asterisk.sipPort();
        assertIsWide("wide", Map.of("CODEC", codec, "OWN_ADDRESS", own));
    }

    private void assertIsWide(String context, Map<String, String> variables) {
        byte[] tone = tone(Duration.ofSeconds(2));
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        MediaListener listener = new MediaListener() {
            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                byte[] bytes = new byte[audio.remaining()];
                audio.get(bytes);
                synchronized (heard) {
                    heard.writeBytes(bytes);
                }
            }
        };
        var expected = far.expect("wide", listener, Switchboard.PATIENCE, PlayoutOptions.DEFAULT);
        ari.channels()
                .originateWithId("wide", "WebSocket/far/c(slin16)f(json)")
                .context(context)
                .extension("8004")
                .priority(1)
                .variables(variables)
                .send();
        Playout mouth = expected.session().toCompletableFuture().join().playout();
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> !echoing.calls.isEmpty());
        mouth.open();
        mouth.write(ByteBuffer.wrap(tone));
        // Half a second of the tone, wherever it begins: not in the middle of a pause that a busy machine made.
        int window = AudioFormat.PCM_16K.bytesOf(Duration.ofMillis(500));
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> {
            byte[] all;
            synchronized (heard) {
                all = heard.toByteArray();
            }
            return Stream.iterate(0, at -> at + window <= all.length, at -> at + window / 5)
                    .anyMatch(at -> shareOfTone(Arrays.copyOfRange(all, at, at + window)) > 0.8);
        });
        assertThat(echoing.calls).extracting(AgentCall::format).containsExactly(AudioFormat.PCM_16K);
        ari.channels().hangup("wide").send();
        awaitQuiet();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] tone(Duration length) {
        ByteBuffer samples =
                ByteBuffer.allocate(AudioFormat.PCM_16K.bytesOf(length)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; samples.hasRemaining(); i++) {
            samples.putShort((short) (8_000 * Math.sin(2 * Math.PI * TONE_HZ * i / WIDE_HZ)));
        }
        return samples.array();
    }

    /** How much of the sound's power is the tone's. */
    private static double shareOfTone(byte[] sound) {
        ByteBuffer samples = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        double power = 0;
        double sine = 0;
        double cosine = 0;
        int count = sound.length / 2;
        for (int i = 0; i < count; i++) {
            double sample = samples.getShort();
            double phase = 2 * Math.PI * TONE_HZ * i / WIDE_HZ;
            power += sample * sample;
            sine += sample * Math.sin(phase);
            cosine += sample * Math.cos(phase);
        }
        return power == 0 ? 0 : 2 * (sine * sine + cosine * cosine) / (count * power);
    }
}
