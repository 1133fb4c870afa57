package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.EndCause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AgentMailboxTest {
    private static final EndCause HANGUP = new EndCause(EndCause.Kind.CALLER_HANGUP, 16, "");

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Recorder agent = new Recorder();
    private final List<Long> overruns = new ArrayList<>();
    private final java.util.concurrent.atomic.AtomicLong nanos = new java.util.concurrent.atomic.AtomicLong();
    private final AgentMailbox mailbox =
            new AgentMailbox(tasks::add, nanos::get, AudioFormat.ULAW_8K, 10, overruns::add, failures::add);

    @Test
    void eventsOvertakeWaitingAudioAndKeepTheirOrder() {
        mailbox.open(agent);
        mailbox.post(bytes("abc"), 0);
        mailbox.post(dtmf('1'));
        mailbox.post(dtmf('2'));
        runAll();
        assertThat(agent.told).containsExactly("dtmf 1", "dtmf 2", "audio abc@0");
    }

    @Test
    void keepsTheNewestAudioAndCountsWhatItDrops() {
        mailbox.open(agent);
        mailbox.post(bytes("aaaa"), 0);
        mailbox.post(bytes("bbbb"), 4);
        mailbox.post(bytes("cccc"), 8);
        runAll();
        assertThat(agent.told).containsExactly("audio bbbb@4", "audio cccc@8");
        assertThat(mailbox.droppedBytes()).isEqualTo(4);
    }

    @Test
    void callbackThatDoesNotReturnIsSeenFromOutside() {
        List<Duration> seen = new ArrayList<>();
        mailbox.open(audio -> {
            nanos.addAndGet(1_000);
            seen.add(mailbox.stuckFor());
        });
        assertThat(mailbox.stuckFor()).isZero();
        mailbox.post(bytes("abc"), 0);
        runAll();
        assertThat(seen).singleElement().isEqualTo(Duration.ofNanos(1_000));
        assertThat(mailbox.stuckFor()).isZero();
    }

    @Test
    void copiesAudio() {
        mailbox.open(agent);
        byte[] buffer = "abc".getBytes(StandardCharsets.US_ASCII);
        mailbox.post(ByteBuffer.wrap(buffer), 0);
        buffer[0] = 'X';
        runAll();
        assertThat(agent.told).containsExactly("audio abc@0");
    }

    @Test
    void eventsWaitForTheAgentButAudioDoesNot() {
        mailbox.post(dtmf('1'));
        mailbox.post(bytes("abc"), 0);
        mailbox.open(agent);
        runAll();
        assertThat(agent.told).containsExactly("dtmf 1");
    }

    @Test
    void closingIsLastAndDropsAudio() {
        mailbox.open(agent);
        mailbox.post(bytes("abc"), 0);
        mailbox.post(dtmf('1'));
        CompletableFuture<Void> closed = mailbox.close(HANGUP);
        mailbox.post(dtmf('2'));
        mailbox.post(bytes("def"), 3);
        assertThat(mailbox.close(new EndCause(EndCause.Kind.SHUTDOWN, 0, ""))).isSameAs(closed);
        runAll();
        assertThat(agent.told).containsExactly("dtmf 1", "closed CALLER_HANGUP");
        assertThat(closed).isCompleted();
    }

    @Test
    void agentThatComesAfterTheEndIsOnlyClosed() {
        CompletableFuture<Void> closed = mailbox.close(HANGUP);
        runAll();
        assertThat(closed).isNotDone();
        mailbox.open(agent);
        runAll();
        assertThat(agent.told).containsExactly("closed CALLER_HANGUP");
        assertThat(closed).isCompleted();
    }

    @Test
    void tellsWhatTheAgentThrowsAndGoesOn() {
        mailbox.open(new AgentSession() {
            @Override
            public void onAudio(CallerAudio audio) {
                throw new IllegalStateException("audio");
            }

            @Override
            public CompletionStage<Void> close(EndCause cause) {
                throw new IllegalStateException("close");
            }
        });
        mailbox.post(bytes("abc"), 0);
        runAll();
        CompletableFuture<Void> closed = mailbox.close(HANGUP);
        runAll();
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("audio", "close");
        assertThat(closed).isCompleted();
    }

    @Test
    void callbackThatTakesLongOnTheRuntimesClockIsTold() {
        mailbox.open(audio -> nanos.addAndGet(audio.position() == 0 ? 5_000_000 : 7_000_000));
        mailbox.post(bytes("a"), 0);
        mailbox.post(bytes("b"), 1);
        assertThat(mailbox.waitingBytes()).isEqualTo(2);
        runAll();
        assertThat(overruns).containsExactly(7_000_000L);
        assertThat(mailbox.waitingBytes()).isZero();
    }

    @Test
    void neverCallsTheAgentTwiceAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> seen = new ArrayList<>();
        int pieces = 10_000;
        CompletableFuture<Void> all = new CompletableFuture<>();
        AgentMailbox busy =
                new AgentMailbox(threads, nanos::get, AudioFormat.ULAW_8K, pieces, overruns::add, failures::add);
        busy.open(audio -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            seen.add((int) audio.position());
            inside.decrementAndGet();
            if (seen.size() == pieces) {
                all.complete(null);
            }
        });
        List<Integer> posted = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            busy.post(bytes("x"), i);
            posted.add(i);
        }
        all.get(10, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(most).hasValue(1);
        assertThat(seen).containsExactlyElementsOf(posted);
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static CallEvent dtmf(char digit) {
        return new CallEvent.Dtmf(digit, Duration.ofMillis(100));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static final class Recorder implements AgentSession {
        final List<String> told = new ArrayList<>();

        @Override
        public void onAudio(CallerAudio audio) {
            told.add("audio " + StandardCharsets.US_ASCII.decode(audio.audio()) + "@" + audio.position());
        }

        @Override
        public void onEvent(CallEvent event) {
            if (event instanceof CallEvent.Dtmf dtmf) {
                told.add("dtmf " + dtmf.digit());
            }
        }

        @Override
        public CompletionStage<Void> close(EndCause cause) {
            told.add("closed " + cause.kind());
            return CompletableFuture.completedFuture(null);
        }
    }
}
