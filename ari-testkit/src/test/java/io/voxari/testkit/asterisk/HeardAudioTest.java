package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.voxari.testkit.asterisk.HeardAudio.Gap;
import io.voxari.testkit.asterisk.HeardAudio.Match;
import io.voxari.testkit.internal.Ulaw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeardAudioTest {
    private static final byte[] VOICE = SpeechFixture.noise(1, Duration.ofSeconds(1));
    private static final long MILLI = 1_000_000;

    /** The sound in packets of 20 ms, each arriving 20 ms after the one before. */
    private static List<TimedRtp> packets(byte[] sound, int timestamp, long nanos) {
        List<TimedRtp> packets = new ArrayList<>();
        for (int at = 0; at < sound.length; at += 160) {
            byte[] payload = Arrays.copyOfRange(sound, at, at + 160);
            packets.add(new TimedRtp(
                    nanos + at * 125_000L, new RtpPacket(0, false, at / 160, timestamp + at, 99, payload)));
        }
        return packets;
    }

    /** The sound, heard without loss or delay. */
    static HeardAudio audio(byte[] sound) {
        return audio(packets(sound, 0, 0));
    }

    private static HeardAudio audio(List<TimedRtp> packets) {
        return HeardAudio.of(packets, Codec.PCMU);
    }

    private static byte[] concat(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void nothingHeardIsNothing() {
        HeardAudio nothing = audio(List.of());

        assertThat(nothing.samples()).isZero();
        assertThat(nothing.firstArrivalNanos()).isEmpty();
        assertThat(nothing.gaps(Duration.ZERO)).isEmpty();
        assertThat(nothing.find(VOICE).equal()).isZero();
        assertThat(nothing.levelDbfs(0, 100)).isEqualTo(-100);
    }

    @Test
    void timestampsWrapInTheMiddle() {
        HeardAudio heard = audio(packets(VOICE, -4000, 0));

        assertThat(heard.ulaw()).isEqualTo(VOICE);
        assertThat(heard.gaps(Duration.ZERO)).isEmpty();
    }

    @Test
    void lostPacketsLeaveAHoleOfSilence() {
        List<TimedRtp> packets = packets(VOICE, 0, 0);
        packets.subList(10, 15).clear();
        HeardAudio heard = audio(packets);

        assertThat(heard.samples()).isEqualTo(8000);
        assertThat(heard.ulaw(1600, 2400)).containsOnly(0xFF);
        assertThat(heard.gaps(Duration.ofMillis(60)))
                .containsExactly(new Gap(Gap.Kind.HOLE, 1600, Duration.ofMillis(100)));
        assertThat(heard.longestGapWithin(1800, 2000)).isGreaterThanOrEqualTo(Duration.ofMillis(25));
        assertThat(heard.longestGapWithin(2400, 8000)).isZero();
        assertThat(heard.longestHoleWithin(0, 8000)).isEqualTo(Duration.ofMillis(100));
        assertThat(heard.longestHoleWithin(2000, 8000)).isEqualTo(Duration.ofMillis(50));
        assertThat(heard.find(VOICE)).satisfies(match -> {
            assertThat(match.offset()).isZero();
            assertThat(match.isExact()).isFalse();
            assertThat(match.equal()).isBetween(0.89, 0.91);
        });
    }

    @Test
    void latePacketIsAGapThoughNothingIsMissing() {
        List<TimedRtp> packets = packets(VOICE, 0, 0);
        for (int i = 20; i < packets.size(); i++) {
            packets.set(
                    i,
                    new TimedRtp(
                            packets.get(i).nanos() + 75 * MILLI, packets.get(i).packet()));
        }
        HeardAudio heard = audio(packets);

        assertThat(heard.gaps(Duration.ofMillis(60)))
                .containsExactly(new Gap(Gap.Kind.LATE, 3200, Duration.ofMillis(75)));
        assertThat(heard.find(VOICE).isExact()).isTrue();
        assertThat(heard.longestGapWithin(0, 8000)).isEqualTo(Duration.ofMillis(75));
        assertThat(heard.longestHoleWithin(0, 8000)).isZero();
        assertThat(heard.arrivalNanos(3200)).isEqualTo(475 * MILLI);
        assertThat(heard.originNanos()).isZero();
    }

    @Test
    void aStandstillOfSecondsLeavesTheSoundWhole() {
        List<TimedRtp> packets = packets(VOICE, 0, 0);
        for (int i = 20; i < packets.size(); i++) {
            packets.set(i, new TimedRtp(5000 * MILLI, packets.get(i).packet()));
        }
        HeardAudio heard = audio(packets);

        assertThat(heard.find(VOICE).isExact()).isTrue();
        assertThat(heard.longestHoleWithin(0, 8000)).isZero();
        assertThat(heard.longestGapWithin(0, 8000)).isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void aPauseOfSecondsIsAHoleOfSeconds() {
        List<TimedRtp> packets = packets(VOICE, 0, 0);
        packets.addAll(packets(VOICE, 40_000, 5000 * MILLI));
        HeardAudio heard = audio(packets);

        assertThat(heard.samples()).isEqualTo(48_000);
        assertThat(heard.longestHoleWithin(0, 48_000)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void orderAndRepetitionDoNotMatter() {
        List<TimedRtp> packets = packets(VOICE, 5, 0);
        Collections.swap(packets, 0, 1);
        packets.add(5, packets.get(4));
        assertThat(audio(packets).ulaw()).isEqualTo(VOICE);
    }

    @Test
    void anotherSourceFollowsByItsArrival() {
        List<TimedRtp> packets = packets(VOICE, 0, 0);
        packets.addAll(packets(VOICE, 1_000_000_000, 1500 * MILLI));
        HeardAudio heard = audio(packets);

        assertThat(heard.samples()).isEqualTo(20_000);
        assertThat(heard.find(VOICE, 1).offset()).isEqualTo(12_000);
        assertThat(heard.gaps(Duration.ofMillis(60)))
                .containsExactly(new Gap(Gap.Kind.HOLE, 8000, Duration.ofMillis(500)));
    }

    @Test
    void findsTheBeginningThatWasNotHeard() {
        HeardAudio heard = audio(packets(Arrays.copyOfRange(VOICE, 800, 8000), 0, 0));

        assertThat(heard.find(VOICE).offset()).isEqualTo(-800);
        assertThat(heard.find(VOICE).equal()).isCloseTo(0.9, within(0.01));
    }

    @Test
    void findsATranscodedVoice() {
        byte[] speech = SpeechFixture.caller();
        byte[] changed = speech.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = Ulaw.encode(Ulaw.decode(Ulaw.fromAlaw(Ulaw.toAlaw(speech[i]))) / 2);
        }
        Match match = audio(packets(concat(SpeechFixture.silence(Duration.ofMillis(300)), changed), 0, 0))
                .find(speech);

        assertThat(match.offset()).isEqualTo(2400);
        assertThat(match.correlation()).isGreaterThan(0.99);
        assertThat(match.isExact()).isFalse();
    }

    @Test
    void aToneIsFoundWhereItBegins() {
        byte[] tone = SpeechFixture.tone(500, Duration.ofMillis(500));
        HeardAudio heard = audio(packets(concat(SpeechFixture.silence(Duration.ofMillis(200)), tone), 0, 0));

        assertThat(heard.find(tone))
                .isEqualTo(new Match(1600, 1, heard.find(tone).correlation()));
    }

    @Test
    void anotherVoiceIsNotFound() {
        Match match = audio(packets(VOICE, 0, 0)).find(SpeechFixture.noise(2, Duration.ofSeconds(1)));

        assertThat(match.correlation()).isLessThan(0.5);
        assertThat(match.equal()).isLessThan(0.1);
    }

    @Test
    void bothZerosAreTheSameSample() {
        byte[] sound = VOICE.clone();
        Arrays.fill(sound, 0, 800, (byte) 0xFF);
        byte[] other = sound.clone();
        Arrays.fill(other, 0, 800, (byte) 0x7F);

        assertThat(audio(packets(other, 0, 0)).find(sound).isExact()).isTrue();
    }

    @Test
    void silenceCannotBeLookedFor() {
        HeardAudio heard = audio(packets(VOICE, 0, 0));
        assertThatThrownBy(() -> heard.find(SpeechFixture.silence(Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timestampsGoneMadTakeNoMemory() {
        Random random = new Random(3);
        List<TimedRtp> packets = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            byte[] payload = new byte[random.nextInt(400)];
            packets.add(new TimedRtp(
                    i * 20L * MILLI,
                    new RtpPacket(random.nextInt(128), false, 0, random.nextInt(), random.nextInt(3), payload)));
        }
        assertThat(audio(packets).samples()).isLessThan(2_000_000);
    }
}
