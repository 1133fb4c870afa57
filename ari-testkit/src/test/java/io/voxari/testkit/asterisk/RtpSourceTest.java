package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtpSourceTest {
    private final RtpSource source = new RtpSource(Codec.PCMU, AfterSpeech.SILENCE, 0x7ffffff0);

    private static List<RtpPacket> steps(RtpSource source, int steps) {
        List<RtpPacket> packets = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            packets.addAll(source.step());
        }
        return packets;
    }

    @Test
    void speechGoesOutInOrderAndIsFilledUp() {
        source.say(new byte[] {1, 2, 3});
        List<RtpPacket> packets = steps(source, 2);

        assertThat(packets.get(0).payload())
                .hasSize(160)
                .startsWith(1, 2, 3, 0xFF)
                .endsWith(0xFF);
        assertThat(packets.get(0).marker()).isTrue();
        assertThat(packets.get(1).marker()).isFalse();
        assertThat(packets.get(1).timestamp() - packets.get(0).timestamp()).isEqualTo(160);
    }

    @Test
    void sequenceWraps() {
        List<RtpPacket> packets = steps(source, 70_000);

        assertThat(packets).allMatch(packet -> packet.sequence() >= 0 && packet.sequence() < 65_536);
        for (int i = 1; i < packets.size(); i++) {
            assertThat((packets.get(i).sequence() - packets.get(i - 1).sequence()) & 0xFFFF)
                    .isEqualTo(1);
        }
    }

    @Test
    void nothingIsSentWhenNothingIsSaid() {
        RtpSource quiet = new RtpSource(Codec.PCMU, AfterSpeech.NOTHING, 1);
        quiet.say(SpeechFixture.tone(400, Duration.ofMillis(40)));
        assertThat(steps(quiet, 10)).hasSize(2);

        quiet.say(SpeechFixture.tone(400, Duration.ofMillis(20)));
        RtpPacket next = quiet.step().get(0);
        assertThat(next.marker()).as("a marker tells that a talk spurt begins").isTrue();
    }

    @Test
    void digitIsHeldEndedThreeTimesAndFollowedByAPause() {
        source.press("5");
        List<RtpPacket> packets = steps(source, 5);

        assertThat(packets).hasSize(7).allMatch(packet -> packet.payloadType() == 101);
        assertThat(packets.stream().map(RtpPacket::timestamp).distinct()).hasSize(1);
        assertThat(packets.stream().map(RtpPacket::marker))
                .containsExactly(true, false, false, false, false, false, false);
        List<TelephoneEvent> events = packets.stream()
                .map(packet -> TelephoneEvent.parse(packet.payload()).orElseThrow())
                .toList();
        assertThat(events)
                .extracting(TelephoneEvent::durationSamples)
                .containsExactly(160, 320, 480, 640, 800, 800, 800);
        assertThat(events)
                .extracting(TelephoneEvent::end)
                .containsExactly(false, false, false, false, true, true, true);
        assertThat(steps(source, 4)).allMatch(packet -> packet.payloadType() == 0);
        assertThat(source.isIdle()).isTrue();
    }

    @Test
    void digitHoldsSpeechBackWithoutLosingAny() {
        byte[] speech = SpeechFixture.noise(7, Duration.ofMillis(100));
        source.say(speech);
        source.press("1");
        List<TimedRtp> packets = steps(source, 20).stream()
                .map(packet -> new TimedRtp(0, packet))
                .toList();
        HeardAudio audio = HeardAudio.of(packets, Codec.PCMU);

        assertThat(audio.find(speech).isExact()).isTrue();
        assertThat(audio.digits()).isEqualTo("1");
    }
}
