package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.Interruption;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Utterance;
import io.voxari.media.FlushAck;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallSpeechTest {
    private final FakePlayout playout = new FakePlayout();
    private final List<String> news = new ArrayList<>();
    private final CallSpeech speech = new CallSpeech(AudioFormat.ULAW_8K, Runnable::run, new CallSpeech.Listener() {
        @Override
        public void onFirstAudio() {
            news.add("first audio");
        }

        @Override
        public void onEnded(PlaybackOutcome outcome) {
            news.add(outcome.utteranceId() + (outcome.interrupted() ? " cut" : " heard"));
        }

        @Override
        public void onInterrupted(Duration discarded) {
            news.add("interrupted, " + discarded.toMillis() + " ms dropped");
        }
    });

    @Test
    void whatIsWrittenBeforeTheConnectionIsPlayedInOrderWhenItStands() {
        Utterance first = speech.begin();
        first.write(audio("aaaaaaaa"));
        first.write(audio("bbbbbbbb"));
        first.end();
        Utterance second = speech.begin();
        second.write(audio("cccccccc"));
        assertThat(speech.queued()).isEqualTo(Duration.ofMillis(3));
        speech.attach(playout);
        second.write(audio("dddddddd"));
        assertThat(playout.log)
                .containsExactly("write aaaaaaaabbbbbbbb", "pad", "mark", "write cccccccc", "write dddddddd");
        assertThat(news).containsExactly("first audio");
    }

    @Test
    void protectedPartIsNotCutAndTheRestIs() {
        speech.attach(playout);
        Utterance notice = speech.beginProtected(Duration.ofMillis(2));
        notice.write(audio("aaaaaaaabbbbbbbbcccccccc"));
        playout.playTo(Duration.ofMillis(1));
        assertThat(speech.interrupt().cut()).isEmpty();
        assertThat(playout.log).doesNotContain("interrupt");
        playout.playTo(Duration.ofMillis(2));
        assertThat(speech.interrupt().cut())
                .extracting(PlaybackOutcome::interrupted)
                .containsExactly(true);
        assertThat(news).containsExactly("first audio", notice.id() + " cut", "interrupted, 1 ms dropped");
    }

    @Test
    void voiceOfACallerOnHoldStandsStillWhateverTheAgentSays() {
        speech.hold();
        speech.attach(playout);
        speech.begin().write(audio("aaaaaaaa"));
        speech.resume();
        speech.interrupt();
        assertThat(playout.log).endsWith("pause").doesNotContain("resume");
        speech.release();
        assertThat(playout.log).endsWith("resume");
    }

    @Test
    void pauseOfTheAgentOutlastsTheHold() {
        speech.attach(playout);
        speech.hold();
        speech.pause();
        speech.release();
        assertThat(playout.log).doesNotContain("resume");
    }

    @Test
    void utteranceIsHeardWhenItsMarkIsReached() {
        speech.attach(playout);
        Utterance utterance = say("aaaaaaaaaaaaaaaa");
        playout.playTo(Duration.ofMillis(1));
        assertThat(utterance.done().toCompletableFuture()).isNotDone();
        playout.playTo(Duration.ofMillis(2));
        assertThat(outcome(utterance))
                .isEqualTo(new PlaybackOutcome("u1", Duration.ofMillis(2), Duration.ofMillis(2), false, true));
        assertThat(news).containsExactly("first audio", "u1 heard");
    }

    @Test
    void interruptionTellsWhatWasHeardOfEachUtterance() {
        speech.attach(playout);
        Utterance heard = say("aaaaaaaa");
        Utterance half = say("bbbbbbbbbbbbbbbb");
        Utterance unheard = say("cccccccc");
        playout.playTo(Duration.ofMillis(2));
        Interruption interruption = speech.interrupt();
        assertThat(outcome(heard).interrupted()).isFalse();
        assertThat(interruption.cut())
                .containsExactly(
                        new PlaybackOutcome("u2", Duration.ofMillis(2), Duration.ofMillis(1), true, false),
                        new PlaybackOutcome("u3", Duration.ofMillis(1), Duration.ZERO, true, false));
        assertThat(interruption.discarded()).isEqualTo(Duration.ofMillis(2));
        assertThat(List.of(outcome(half), outcome(unheard))).isEqualTo(interruption.cut());
        assertThat(news).containsExactly("first audio", "u1 heard", "u2 cut", "u3 cut", "interrupted, 2 ms dropped");
    }

    @Test
    void interruptionTellsWhichWordsWereHeard() {
        speech.attach(playout);
        Utterance heard = say("aaaaaaaa", "Good morning. ");
        Utterance half = speech.begin();
        half.text("How may I ");
        half.write(audio("bbbbbbbb"));
        half.text("help you today?");
        half.write(audio("cccccccccccccccccccccccc"));
        half.end();
        Utterance unheard = say("dddddddd", "Goodbye.");
        playout.playTo(Duration.ofMillis(3));
        speech.interrupt();
        // All of its first text, and a third of "help you today?".
        assertThat(List.of(outcome(heard), outcome(half), outcome(unheard)))
                .extracting(PlaybackOutcome::textHeard)
                .containsExactly("Good morning. ", "How may I help", "");
    }

    @Test
    void textThatComesBehindItsAudioIsHeardWithIt() {
        speech.attach(playout);
        Utterance late = say("aaaaaaaabbbbbbbb");
        late.text("one two");
        Utterance never = say("cccccccc");
        playout.playTo(Duration.ofMillis(1));
        speech.interrupt();
        never.text("too late");
        assertThat(outcome(late).textHeard()).isEqualTo("one");
        assertThat(outcome(never).textHeard()).isEmpty();
    }

    @Test
    void textOfAnUtteranceThatTheNextOneEndedIsIgnored() {
        speech.attach(playout);
        Utterance left = speech.begin();
        left.text("one");
        left.write(audio("aaaaaaaa"));
        Utterance silent = speech.begin();
        left.text(" two");
        silent.text("three");
        silent.end();
        playout.playTo(Duration.ofMillis(1));
        assertThat(outcome(left).textHeard()).isEqualTo("one");
        assertThat(outcome(silent).textHeard()).as("text without audio").isEmpty();
    }

    @Test
    void whatIsWrittenToACutUtteranceIsIgnored() {
        speech.attach(playout);
        Utterance late = speech.begin();
        late.write(audio("aaaaaaaa"));
        speech.interrupt();
        playout.log.clear();
        ByteBuffer stale = audio("bbbbbbbb");
        assertThat(late.write(stale)).isTrue();
        late.end();
        assertThat(stale.hasRemaining()).isFalse();
        assertThat(playout.log).isEmpty();
        say("cccccccc");
        assertThat(playout.log).containsExactly("write cccccccc", "pad", "mark");
    }

    @Test
    void interruptionBeforeTheConnectionDropsEverything() {
        say("aaaaaaaa");
        Interruption interruption = speech.interrupt();
        assertThat(interruption.discarded()).isEqualTo(Duration.ofMillis(1));
        assertThat(interruption.acknowledged().toCompletableFuture()).isCompletedWithValue(Duration.ZERO);
        speech.attach(playout);
        assertThat(playout.log).isEmpty();
    }

    @Test
    void acknowledgementIsAsterisksOwn() {
        speech.attach(playout);
        Interruption interruption = speech.interrupt();
        assertThat(interruption.acknowledged().toCompletableFuture()).isNotDone();
        playout.acknowledged.complete(new FlushAck(Duration.ZERO, Duration.ZERO, true, Duration.ofMillis(20)));
        assertThat(interruption.acknowledged().toCompletableFuture()).isCompletedWithValue(Duration.ofMillis(20));
    }

    @Test
    void beginningEndsTheUtteranceBefore() {
        speech.attach(playout);
        Utterance first = speech.begin();
        first.write(audio("aaaaaaaa"));
        speech.begin();
        assertThat(playout.log).containsExactly("write aaaaaaaa", "pad", "mark");
        assertThat(first.write(audio("b"))).isTrue();
        assertThat(playout.log).containsExactly("write aaaaaaaa", "pad", "mark");
        Utterance ended = say("cccccccc");
        assertThatIllegalStateException()
                .isThrownBy(() -> ended.write(audio("d")))
                .withMessageContaining("u3 has ended");
    }

    @Test
    void heardWaitsForEverythingWrittenSoFar() {
        speech.attach(playout);
        say("aaaaaaaa");
        speech.begin().write(audio("bbbbbbbb"));
        var heard = speech.takeLeave();
        playout.playTo(Duration.ofMillis(1));
        assertThat(heard).isNotDone();
        playout.playTo(Duration.ofMillis(2));
        assertThat(heard).isCompleted();
    }

    @Test
    void endOfTheConnectionCutsWhatWasNotHeard() {
        speech.attach(playout);
        Utterance utterance = say("aaaaaaaaaaaaaaaa");
        playout.playTo(Duration.ofMillis(1));
        playout.end();
        assertThat(outcome(utterance))
                .isEqualTo(new PlaybackOutcome("u1", Duration.ofMillis(2), Duration.ofMillis(1), true, false));
    }

    @Test
    void afterTheEndNothingIsSaidAndEveryUtteranceIsSettled() {
        speech.attach(playout);
        Utterance open = speech.begin();
        open.write(audio("aaaaaaaa"));
        speech.close();
        assertThat(outcome(open).interrupted()).isTrue();
        playout.log.clear();
        Utterance late = say("bbbbbbbb");
        assertThat(outcome(late).written()).isZero();
        speech.pause();
        speech.resume();
        assertThat(playout.log).isEmpty();
        assertThat(speech.queued()).isZero();
    }

    @Test
    void pauseBeforeTheConnectionHolds() {
        speech.pause();
        say("aaaaaaaa");
        speech.attach(playout);
        assertThat(playout.log).containsExactly("write aaaaaaaa", "pad", "mark", "pause");
        speech.resume();
        assertThat(playout.log).endsWith("resume");
    }

    @Test
    void whoStillWritesWhenTheAgentHasTakenItsLeaveIsNotFaulted() {
        speech.attach(playout);
        Utterance open = speech.begin();
        open.write(audio("aaaaaaaa"));
        var heard = speech.takeLeave();
        ByteBuffer late = audio("bbbbbbbb");
        assertThat(open.write(late)).isTrue();
        assertThat(late.hasRemaining()).isFalse();
        assertThat(playout.log).containsExactly("write aaaaaaaa", "pad", "mark");
        playout.playTo(Duration.ofMillis(1));
        assertThat(heard).isCompleted();
        assertThat(outcome(open).written()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void leaveWithNothingSaidIsTakenAtOnceAndOneThatIsHeldWaits() {
        assertThat(speech.takeLeave()).isCompleted();
        speech.attach(playout);
        say("aaaaaaaa");
        speech.pause();
        var held = speech.takeLeave();
        assertThat(held).isNotDone();
        speech.interrupt();
        assertThat(held).isCompleted();
    }

    @Test
    void utteranceHeardToItsEndIsNotCutByTheInterruptionThatBringsTheNews() {
        speech.attach(playout);
        Utterance heard = say("aaaaaaaa");
        playout.playedUnheardOf(Duration.ofMillis(1));
        assertThat(speech.interrupt().cut()).isEmpty();
        assertThat(outcome(heard).interrupted()).isFalse();
    }

    @Test
    void noMoreWaitsForTheConnectionThanThePlayoutWillTake() {
        byte[] minute = new byte[60 * 8_000];
        for (int i = 0; i < 5; i++) {
            speech.begin().write(ByteBuffer.wrap(minute));
        }
        ByteBuffer more = audio("aaaaaaaa");
        assertThatIllegalStateException()
                .isThrownBy(() -> speech.begin().write(more))
                .withMessageContaining("300000 ms wait");
        assertThat(more.remaining()).isEqualTo(8);
        assertThat(Duration.ofMinutes(5)).isLessThan(io.voxari.media.PlayoutOptions.DEFAULT.hardLimit());
    }

    @Test
    void stagesCompleteOnTheExecutor() {
        List<Runnable> tasks = new ArrayList<>();
        CallSpeech queued = new CallSpeech(AudioFormat.ULAW_8K, tasks::add, new CallSpeech.Listener() {
            @Override
            public void onFirstAudio() {}

            @Override
            public void onEnded(PlaybackOutcome outcome) {}

            @Override
            public void onInterrupted(Duration discarded) {}
        });
        queued.attach(playout);
        Utterance utterance = queued.begin();
        utterance.write(audio("aaaaaaaa"));
        utterance.end();
        playout.playTo(Duration.ofMillis(1));
        assertThat(utterance.done().toCompletableFuture()).isNotDone();
        tasks.remove(0).run();
        assertThat(outcome(utterance).interrupted()).isFalse();
        Interruption interruption = queued.interrupt();
        playout.acknowledged.complete(new FlushAck(Duration.ZERO, Duration.ZERO, true, Duration.ofMillis(20)));
        assertThat(interruption.acknowledged().toCompletableFuture()).isNotDone();
        tasks.remove(0).run();
        assertThat(interruption.acknowledged().toCompletableFuture()).isDone();
    }

    private Utterance say(String audio) {
        return say(audio, "");
    }

    private Utterance say(String audio, String text) {
        Utterance utterance = speech.begin();
        utterance.text(text);
        utterance.write(audio(audio));
        utterance.end();
        return utterance;
    }

    private static PlaybackOutcome outcome(Utterance utterance) {
        assertThat(utterance.done().toCompletableFuture()).isDone();
        return utterance.done().toCompletableFuture().join();
    }

    private static ByteBuffer audio(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
