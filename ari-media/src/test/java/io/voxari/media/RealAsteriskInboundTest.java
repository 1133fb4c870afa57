package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.voxari.media.signal.Ulaw;
import io.voxari.testkit.asterisk.AfterSpeech;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A caller of a real Asterisk who sends no RTP for two seconds, heard in steps. */
@Tag("asterisk")
final class RealAsteriskInboundTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A frame as it was given. */
    private record Given(AudioOrigin origin, long nanos) {}

    /** Guarded by itself. */
    private final List<Given> given = new ArrayList<>();

    private final ByteArrayOutputStream audio = new ByteArrayOutputStream();

    private final MediaListener hearer = new MediaListener() {
        @Override
        public InboundTiming timing(MediaStart start) {
            return InboundTiming.steps(Duration.ofMillis(20));
        }

        @Override
        public void onAudio(MediaSession session, ByteBuffer frame, AudioOrigin origin) {
            long now = System.nanoTime();
            synchronized (given) {
                given.add(new Given(origin, now));
                byte[] bytes = new byte[frame.remaining()];
                frame.get(bytes);
                audio.writeBytes(bytes);
            }
        }
    };

    @Test
    void aHoleOfTwoSecondsIsFilledOnTimeAndWhatIsRoundItIsExact() throws Exception {
        byte[] before = SpeechFixture.caller();
        byte[] after = SpeechFixture.agent();
        CallPlan plan = CallPlan.to("2000").saying(before).afterSpeech(AfterSpeech.NOTHING);
        try (MediaServer server = MediaServer.builder().build()) {
            server.start();
            try (RealAsterisk asterisk =
                            RealAsterisk.builder().media("voxari", server.uri()).start();
                    TestAri ari = new TestAri(asterisk);
                    SipCaller caller = SipCaller.to(asterisk.sipAddress())) {
                SipCall sip = caller.place(plan);
                String callId = ari.awaitCall("2000");
                String mediaId = "media-" + UUID.randomUUID();
                MediaExpectation expected = server.expect(mediaId, hearer, SOON);
                ari.externalMedia(mediaId, "ulaw", "f(json)");
                MediaSession session = expected.session().toCompletableFuture().get(10, TimeUnit.SECONDS);
                ari.awaitOfChannel("StasisStart", mediaId);
                ari.post("bridges/talk?type=mixing");
                // Bridged first, so that the first word is heard.
                ari.post("bridges/talk/addChannel?channel=" + callId + "," + mediaId);
                ari.post("channels/" + callId + "/answer");
                await().atMost(SOON.multipliedBy(2)).until(() -> count(AudioOrigin.SILENCE) >= 100);
                sip.say(after);
                await().atMost(SOON).until(() -> shareHeard(after) > 0.9);
                assertThat(shareHeard(before)).isGreaterThan(0.9);
                report(session);
                ari.delete("channels/" + callId);
                ari.delete("channels/" + mediaId);
                sip.awaitEnd(SOON);
            }
        }
    }

    private void report(MediaSession session) {
        List<Given> frames;
        synchronized (given) {
            frames = List.copyOf(given);
        }
        int begin = 0;
        int end = 0;
        // The first of two seconds: a busy machine may make shorter ones.
        while (end - begin < 90) {
            begin = end;
            while (frames.get(begin).origin() != AudioOrigin.SILENCE) {
                begin++;
            }
            end = begin;
            while (frames.get(end).origin() == AudioOrigin.SILENCE) {
                end++;
            }
        }
        long start = frames.get(0).nanos();
        long latest = 0;
        for (int i = 0; i < frames.size(); i++) {
            latest = Math.max(latest, frames.get(i).nanos() - start - i * 20_000_000L);
        }
        double tookMillis = (frames.get(end).nanos() - frames.get(begin).nanos()) / 1e6;
        System.out.printf(
                "hole: %d frames in %.0f ms; of all %d frames the latest came %.1f ms after its time%n%s%n%s%n",
                end - begin, tookMillis, frames.size(), latest / 1e6, session.inboundStats(), session.stats());
        assertThat(frames.get(begin - 1).origin()).isEqualTo(AudioOrigin.CONCEALED);
        // As many frames as the clock went on: none is missing, none is too many.
        assertThat(tookMillis).isCloseTo((end - begin) * 20.0, within(200.0));
        byte[] all = audio.toByteArray();
        assertThat(Arrays.copyOfRange(all, begin * 160, end * 160)).containsOnly(Ulaw.SILENCE);
        InboundStats stats = session.inboundStats();
        assertThat(stats.concealedFrames()).isPositive();
        assertThat(stats.silentFrames()).isGreaterThanOrEqualTo(end - begin);
        assertThat(stats.droppedBytes()).isZero();
    }

    private int count(AudioOrigin origin) {
        synchronized (given) {
            return (int) given.stream().filter(each -> each.origin() == origin).count();
        }
    }

    /** How much of a sound was heard, in pieces of 5 ms that are exact and in order. */
    private double shareHeard(byte[] sound) {
        String heard;
        synchronized (given) {
            heard = latin(audio.toByteArray());
        }
        int found = 0;
        int from = 0;
        for (int at = 0; at + 40 <= sound.length; at += 40) {
            int place = heard.indexOf(latin(Arrays.copyOfRange(sound, at, at + 40)), from);
            if (place >= 0) {
                from = place + 40;
                found++;
            }
        }
        return found * 40.0 / sound.length;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
