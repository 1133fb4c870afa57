package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.internal.Ulaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The witness against the real thing: without it, what the other modules' tests say would be worth little. */
@Tag("asterisk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealAsteriskTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private RealAsterisk asterisk;
    private SipCaller caller;

    @BeforeAll
    void startAsterisk() {
        asterisk = RealAsterisk.builder().start();
    }

    @AfterAll
    void stopAsterisk() {
        asterisk.close();
    }

    @BeforeEach
    void takeUpReceiver() {
        caller = SipCaller.to(asterisk.sipAddress());
    }

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        // Asterisk confirms a BYE before it has taken the channel down.
        await().untilAsserted(() ->
                assertThat(asterisk.cli("core show channels count")).contains("0 active channels"));
    }

    @Test
    void startsWithoutAnErrorOrWarning() {
        assertThat(asterisk.log().lines().takeWhile(line -> !line.contains("Asterisk Ready")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("] ERROR[") || line.contains("] WARNING["));
    }

    @Test
    void echoIsHeardExactly() {
        byte[] speech = SpeechFixture.caller();
        SipCall call = caller.place(CallPlan.to("echo").saying(speech).hangingUpAfter(Duration.ofSeconds(4)));
        CallOutcome outcome = call.awaitEnd(SOON);

        assertThat(outcome.finalStatus()).isEqualTo(200);
        assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(outcome.complaint()).isEmpty();
        HeardAudio.Match match = call.heard().find(speech);
        assertThat(match.isExact()).as("%s in %s", match, call.heard()).isTrue();
        assertThat(match.correlation()).isCloseTo(1, within(1e-9));
        assertThat(call.heard().longestHoleWithin(match.offset(), match.offset() + speech.length))
                .isZero();
    }

    @Test
    void extensionThatDoesNotExistIsNotFound() {
        CallOutcome outcome = caller.place(CallPlan.to("nobody")).awaitEnd(SOON);

        assertThat(outcome.finalStatus()).isEqualTo(404);
        assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLEE);
        assertThat(outcome.isAnswered()).isFalse();
        assertThat(outcome.complaint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,404", "17,486", "21,403", "34,503", "38,500"})
    void refusalHasItsCause(int cause, int status) {
        CallOutcome outcome = caller.place(CallPlan.to("cause" + cause)).awaitEnd(SOON);

        assertThat(outcome.finalStatus()).isEqualTo(status);
        assertThat(outcome.q850Cause()).hasValue(cause);
        assertThat(outcome.complaint()).isEmpty();
    }

    @Test
    void applicationThatIsNotConnectedRefuses() {
        CallOutcome outcome = caller.place(CallPlan.to("8000")).awaitEnd(SOON);

        assertThat(outcome.finalStatus()).isEqualTo(503);
        assertThat(outcome.q850Cause()).hasValue(34);
    }

    @Test
    void callIsCancelledWhileItRings() {
        SipCall call = caller.place(CallPlan.to("ring"));
        call.awaitRinging(SOON);
        call.hangUp();
        CallOutcome outcome = call.awaitEnd(SOON);

        assertThat(outcome.finalStatus()).isEqualTo(487);
        assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(outcome.provisional()).contains(180);
        assertThat(outcome.complaint()).isEmpty();
    }

    @Test
    void cancelThatCrossesTheAnswerEndsTheCall() {
        List<SipCall> calls = IntStream.range(0, 20)
                .mapToObj(i -> caller.place(CallPlan.to("echo").givingUpAfter(Duration.ofNanos(i * 250_000L))))
                .toList();

        assertThat(calls).allSatisfy(call -> {
            CallOutcome outcome = call.awaitEnd(SOON);
            assertThat(outcome.finalStatus()).isIn(200, 487);
            assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLER);
            assertThat(outcome.complaint()).as(outcome.trace()).isEmpty();
        });
    }

    @Test
    void digitsArrive() {
        SipCall call = caller.place(CallPlan.to("dtmf").pressing("459", Duration.ofMillis(200)));

        CallOutcome outcome = call.awaitEnd(SOON);

        assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLEE);
        assertThat(outcome.q850Cause()).hasValue(16);
        assertThat(outcome.complaint()).isEmpty();
        assertThat(asterisk.log()).contains("digits received: <459>");
    }

    @Test
    void digitsComeBackOnce() {
        SipCall call = caller.place(CallPlan.to("echo")
                .saying(SpeechFixture.caller())
                .pressing("159", Duration.ofMillis(300))
                .hangingUpAfter(Duration.ofSeconds(4)));
        call.awaitEnd(SOON);

        assertThat(call.heard().digits()).isEqualTo("159");
    }

    @Test
    void farSideHangsUp() {
        SipCall call = caller.place(CallPlan.to("prompt"));
        CallOutcome outcome = call.awaitEnd(SOON);

        assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLEE);
        assertThat(outcome.q850Cause()).hasValue(16);
        assertThat(call.heard().levelDbfs(0, call.heard().samples())).isGreaterThan(-40);
    }

    @Test
    void earlyMediaIsHeard() {
        SipCall call = caller.place(CallPlan.to("early"));
        CallOutcome outcome = call.awaitEnd(SOON);

        assertThat(outcome.isAnswered()).isFalse();
        assertThat(outcome.provisional()).contains(183);
        assertThat(call.heard().levelDbfs(0, call.heard().samples())).isGreaterThan(-40);
    }

    @Test
    void alawIsHeardAlike() {
        byte[] speech = SpeechFixture.agent();
        SipCall call = caller.place(
                CallPlan.to("echo").offering(Codec.PCMA).saying(speech).hangingUpAfter(Duration.ofSeconds(4)));
        call.awaitEnd(SOON);

        assertThat(call.heard().find(speech).correlation()).isGreaterThan(0.99);
    }

    @Test
    void fiftyCallsAtOnceHearThemselves() {
        List<byte[]> voices = IntStream.range(0, 50)
                .mapToObj(i -> SpeechFixture.noise(i, Duration.ofSeconds(2)))
                .toList();
        List<SipCall> calls = voices.stream()
                .map(voice -> caller.place(CallPlan.to("echo").saying(voice).hangingUpAfter(Duration.ofSeconds(4))))
                .toList();
        for (int i = 0; i < calls.size(); i++) {
            CallOutcome outcome = calls.get(i).awaitEnd(Duration.ofSeconds(20));
            assertThat(outcome.complaint()).isEmpty();
            HeardAudio.Match match = calls.get(i).heard().find(voices.get(i));
            assertThat(match.isExact())
                    .as("call %d: %s in %s", i, match, calls.get(i).heard())
                    .isTrue();
        }
    }

    private static byte[] side(byte[] wav, int offset) {
        ByteBuffer in = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        byte[] side = new byte[(wav.length - 44) / 4];
        for (int i = 0; i < side.length; i++) {
            side[i] = Ulaw.encode(in.getShort(44 + 4 * i + offset));
        }
        return side;
    }

    @Test
    void recordingHasBothSidesOnOneClock(@TempDir Path dir) throws Exception {
        SipCall call =
                caller.place(CallPlan.to("echo").saying(SpeechFixture.caller()).hangingUpAfter(Duration.ofSeconds(4)));
        call.awaitEnd(SOON);
        Path file = dir.resolve("call.wav");
        CallRecording.of(call).writeTo(file);

        byte[] wav = Files.readAllBytes(file);
        byte[] left = side(wav, 0);
        byte[] right = side(wav, 2);
        HeardAudio.Match said = HeardAudioTest.audio(left).find(SpeechFixture.caller());
        HeardAudio.Match heard = HeardAudioTest.audio(right).find(SpeechFixture.caller());
        assertThat(said.isExact()).isTrue();
        assertThat(heard.isExact()).isTrue();
        // The echo of this Asterisk takes less than a sample, or longer when the machine is busy.
        assertThat(heard.offset() - said.offset()).isBetween(0, 800);
    }
}
