package io.voxari.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Straight-line code against a call that does what the test says.
 *
 * <p>Long, because each method, and each way to end in it, is one short test on the same call.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConversationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final EndCause GONE = new EndCause(EndCause.Kind.CALLER_HANGUP, 16, "the caller hung up");

    private final FakeCall call = new FakeCall();

    // ---- the thread

    @Test
    void eachCallHasANamedDaemonThreadThatIsVirtualWhereThereAreSuch() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        opened(conversation -> thread.complete(Thread.currentThread()));
        Thread scripted = thread.get(20, TimeUnit.SECONDS);
        assertThat(scripted.getName()).startsWith("voxari-talk-");
        assertThat(scripted.isDaemon()).isTrue();
        if (Runtime.version().feature() >= 21) {
            assertThat(Thread.class.getMethod("isVirtual").invoke(scripted)).isEqualTo(true);
        }
    }

    @Test
    void isAnsweredWhenTheScriptFirstTalksAndNotBefore() {
        CountDownLatch connected = new CountDownLatch(1);
        CompletableFuture<AgentSession> ready = open(conversation -> {
            connected.await();
            conversation.next(LONG);
        });
        assertThat(ready).isNotDone();
        connected.countDown();
        assertThat(ready).succeedsWithin(PATIENCE).satisfies(session -> session.close(GONE));
    }

    @Test
    void scriptThatReturnsHangsUp() {
        AgentSession session = opened(conversation -> {});
        assertThat(call.hungUp).succeedsWithin(PATIENCE);
        assertThat(session.close(GONE)).succeedsWithin(PATIENCE);
        assertThat(call.failures).isEmpty();
    }

    @Test
    void scriptThatThrowsBeforeItTalksIsNotOpened() {
        CompletableFuture<AgentSession> ready = open(conversation -> {
            throw new IOException("no model");
        });
        assertThat(ready).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("no model");
    }

    @Test
    void scriptThatThrowsWhileItTalksFailsItsCall() {
        AgentSession session = opened(conversation -> {
            conversation.ready();
            throw new IOException("the model hung up");
        });
        awaitThat(() -> !call.failures.isEmpty());
        assertThat(session.close(GONE)).succeedsWithin(PATIENCE);
        assertThat(call.failures).singleElement().isInstanceOf(IOException.class);
        assertThat(call.hungUp).isNotDone();
    }

    @Test
    void errorOfAScriptFailsItsCall() {
        AgentSession session = opened(conversation -> {
            conversation.ready();
            throw new NoClassDefFoundError("model");
        });
        awaitThat(() -> !call.failures.isEmpty());
        assertThat(session.close(GONE)).succeedsWithin(PATIENCE);
        assertThat(call.failures).singleElement().isInstanceOf(NoClassDefFoundError.class);
    }

    // ---- the end of the call

    @Test
    void waitingEndsWithTheCall() {
        endsWithTheCall(conversation -> conversation.next(LONG));
        endsWithTheCall(conversation -> conversation.readAudio(ByteBuffer.allocate(320), LONG));
        endsWithTheCall(conversation -> conversation.collectDigits(new DigitRules(1, LONG, LONG, "")));
        endsWithTheCall(
                conversation -> conversation.collectDigits(words(320), new DigitRules(1, Duration.ZERO, LONG, "")));
    }

    private void endsWithTheCall(Conversation.Script waiting) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        AgentSession session = opened(conversation -> {
            try {
                waiting.talk(conversation);
                thrown.complete(new AssertionError("did not wait"));
            } catch (Throwable failure) {
                thrown.complete(failure);
                throw failure;
            }
        });
        assertThat(thrown).isNotDone();
        assertThat(session.close(GONE)).succeedsWithin(PATIENCE);
        assertThat(thrown).succeedsWithin(PATIENCE).isInstanceOfSatisfying(CallEndedException.class, over -> {
            assertThat(over.endCause()).isEqualTo(GONE);
            assertThat(over).hasMessageContaining("CALLER_HANGUP");
        });
        assertThat(call.failures).isEmpty();
    }

    @Test
    void sayingReturnsWhatWasHeardWhenTheCallEndsAndNothingIsSaidAfterwards() {
        CompletableFuture<PlaybackOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<Throwable> later = new CompletableFuture<>();
        AgentSession session = opened(conversation -> {
            outcome.complete(conversation.say(words(320)));
            awaitEnd(conversation);
            try {
                conversation.say(words(320));
            } catch (CallEndedException over) {
                later.complete(over);
            }
        });
        // The runtime cuts the voice first, then closes the agent.
        utterance(0).settle(true);
        assertThat(outcome)
                .succeedsWithin(PATIENCE)
                .satisfies(heard -> assertThat(heard.interrupted()).isTrue());
        assertThat(session.close(GONE)).succeedsWithin(PATIENCE);
        assertThat(later).succeedsWithin(PATIENCE);
        assertThat(call.utterances).hasSize(1);
    }

    @Test
    void scriptThatGoesOnAfterTheCallIsInterruptedAfterItsGrace() {
        CompletableFuture<Throwable> woken = new CompletableFuture<>();
        AgentSession session = opened(
                conversation -> {
                    conversation.ready();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException told) {
                        woken.complete(told);
                        throw told;
                    }
                },
                Duration.ofMillis(50));
        assertThat(woken).isNotDone();
        assertThat(session.close(GONE)).succeedsWithin(PATIENCE);
        assertThat(woken).succeedsWithin(PATIENCE);
        assertThat(call.failures).isEmpty();
    }

    @Test
    void scriptThatNeverReturnsHoldsUpNobody() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(2);
        AgentSession session = opened(
                conversation -> {
                    conversation.ready();
                    interrupted.countDown();
                    boolean waiting = true;
                    while (waiting) {
                        try {
                            forever.await();
                            waiting = false;
                        } catch (InterruptedException ignored) {
                            interrupted.countDown();
                        }
                    }
                },
                Duration.ofMillis(50));
        CompletableFuture<Void> closed = session.close(GONE).toCompletableFuture();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(closed).as("the runtime goes on after its closeDeadline").isNotDone();
        session.onEvent(new CallEvent.Answered());
        session.onAudio(new CallerAudio(words(320), call.format(), 0));
        forever.countDown();
        assertThat(closed).succeedsWithin(PATIENCE);
    }

    @Test
    void failureAfterTheCallIsToldToTheRuntime() {
        AgentSession session = opened(conversation -> {
            awaitEnd(conversation);
            throw new IOException("the transcript could not be saved");
        });
        assertThat(session.close(GONE))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("transcript");
        assertThat(call.failures).isEmpty();
    }

    // ---- interruption

    @Test
    void interruptedSayingIsCut() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        opened(conversation -> {
            conversation.ready();
            thread.complete(Thread.currentThread());
            try {
                conversation.say(words(320));
            } catch (InterruptedException told) {
                thrown.complete(told);
                throw told;
            }
        });
        utterance(0);
        thread.join().interrupt();
        assertThat(thrown).succeedsWithin(PATIENCE);
        assertThat(call.interruptions).hasValue(1);
        awaitThat(() -> !call.failures.isEmpty());
        assertThat(call.failures).singleElement().isInstanceOf(InterruptedException.class);
    }

    @Test
    void interruptedWaitingThrows() {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        opened(conversation -> {
            Thread.currentThread().interrupt();
            try {
                conversation.next(LONG);
            } catch (InterruptedException told) {
                thrown.complete(told);
            }
        });
        assertThat(thrown).succeedsWithin(PATIENCE);
        assertThat(call.failures).isEmpty();
    }

    // ---- saying

    @Test
    void sayingWaitsUntilItWasHeardAndIsNoNews() {
        CompletableFuture<PlaybackOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<Optional<CallEvent>> news = new CompletableFuture<>();
        ByteBuffer prompt = words(1_600);
        AgentSession session = opened(conversation -> {
            outcome.complete(conversation.say(prompt));
            news.complete(conversation.next(LONG));
        });
        FakeCall.FakeUtterance said = utterance(0);
        assertThat(outcome).isNotDone();
        assertThat(said.bytes).hasValue(1_600);
        session.onEvent(new CallEvent.PlaybackEnded(new PlaybackOutcome("u0", LONG, LONG, false, true)));
        said.heard();
        assertThat(outcome).succeedsWithin(PATIENCE).satisfies(heard -> {
            assertThat(heard.played()).isEqualTo(Duration.ofMillis(100));
            assertThat(heard.interrupted()).isFalse();
        });
        assertThat(prompt.remaining()).as("a prompt can be said again").isEqualTo(1_600);
        session.onEvent(new CallEvent.Answered());
        assertThat(news).succeedsWithin(PATIENCE).isEqualTo(Optional.of(new CallEvent.Answered()));
    }

    @Test
    void sayingWithTheWordsTellsWhichWereHeard() {
        CompletableFuture<PlaybackOutcome> outcome = new CompletableFuture<>();
        opened(conversation -> outcome.complete(conversation.say(words(1_600), "Good morning.")));
        utterance(0).heard();
        assertThat(outcome)
                .succeedsWithin(PATIENCE)
                .extracting(PlaybackOutcome::textHeard)
                .isEqualTo("Good morning.");
    }

    @Test
    void nextPieceIsMadeWhenThereIsRoomAndNotForACallerWhoHasGone() {
        AtomicInteger made = new AtomicInteger();
        Iterable<ByteBuffer> endless = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public ByteBuffer next() {
                made.incrementAndGet();
                return words(320);
            }
        };
        call.polite = false;
        call.queued = Duration.ofSeconds(10);
        CompletableFuture<PlaybackOutcome> outcome = new CompletableFuture<>();
        AgentSession session = opened(conversation -> outcome.complete(conversation.say(endless)));
        awaitThat(() -> call.queuedAsked.get() >= 1);
        assertThat(made).hasValue(1);
        call.queued = Duration.ofSeconds(4);
        awaitThat(() -> made.get() == 2);
        assertThat(made).hasValue(2);
        call.utterances.get(0).settle(true);
        assertThat(outcome).succeedsWithin(PATIENCE);
        assertThat(session.close(GONE)).succeedsWithin(PATIENCE);
        assertThat(made).hasValue(2);
    }

    @Test
    void whatAnIteratorThrowsIsThrownOnAndTheRestIsCut() {
        Iterable<ByteBuffer> broken = () -> {
            throw new IllegalStateException("the synthesiser is down");
        };
        opened(conversation -> conversation.say(broken));
        awaitThat(() -> !call.failures.isEmpty());
        assertThat(call.failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(call.interruptions).hasValue(1);
    }

    // ---- reading

    @Test
    void readsWholeSamplesInOrderAndTheLastTwoSeconds() {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        CountDownLatch spoken = new CountDownLatch(1);
        AgentSession session = opened(conversation -> {
            ByteBuffer piece = ByteBuffer.allocate(5);
            first.complete(conversation.readAudio(piece, Duration.ZERO));
            spoken.await();
            ByteBuffer whole = ByteBuffer.allocate(40_000);
            int bytes = conversation.readAudio(piece, LONG) + conversation.readAudio(whole, LONG);
            byte[] heard = new byte[bytes];
            piece.flip().get(heard, 0, 4);
            whole.flip().get(heard, 4, bytes - 4);
            all.complete(heard);
        });
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo(0);
        byte[] said = new byte[48_000];
        for (int i = 0; i < said.length; i++) {
            said[i] = (byte) (i / 320);
        }
        for (int i = 0; i < said.length; i += 320) {
            session.onAudio(new CallerAudio(ByteBuffer.wrap(said, i, 320).asReadOnlyBuffer(), call.format(), i / 2));
        }
        spoken.countDown();
        byte[] kept = new byte[32_000];
        System.arraycopy(said, 16_000, kept, 0, kept.length);
        assertThat(all).succeedsWithin(PATIENCE).isEqualTo(kept);
    }

    @Test
    void bufferWithoutRoomIsRefused() {
        opened(conversation -> {
            conversation.ready();
            conversation.readAudio(ByteBuffer.allocate(1), LONG);
        });
        awaitThat(() -> !call.failures.isEmpty());
        assertThat(call.failures).singleElement().asString().contains("room for 1 bytes");
    }

    // ---- keys

    @Test
    void collectsUntilEnoughOrTheTerminatorOrTheEndOfPatience() {
        assertThat(digits("12345", DigitRules.upTo(4)))
                .isEqualTo(new CollectedDigits("1234", CollectedDigits.Ended.COMPLETE));
        assertThat(digits("12#", DigitRules.upTo(4)))
                .isEqualTo(new CollectedDigits("12", CollectedDigits.Ended.TERMINATOR));
        assertThat(digits("#", DigitRules.upTo(4)))
                .isEqualTo(new CollectedDigits("", CollectedDigits.Ended.TERMINATOR));
        assertThat(digits("12", new DigitRules(4, LONG, Duration.ofMillis(20), "#")))
                .isEqualTo(new CollectedDigits("12", CollectedDigits.Ended.TIMEOUT));
        assertThat(digits("", new DigitRules(4, Duration.ofMillis(20), LONG, "")))
                .isEqualTo(new CollectedDigits("", CollectedDigits.Ended.TIMEOUT));
    }

    private CollectedDigits digits(String keys, DigitRules rules) {
        CompletableFuture<CollectedDigits> collected = new CompletableFuture<>();
        AgentSession session = opened(conversation -> collected.complete(conversation.collectDigits(rules)));
        keys.chars().forEach(key -> session.onEvent(key((char) key)));
        return collected.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void firstKeyCutsThePromptAndOtherEventsStay() {
        CompletableFuture<CollectedDigits> collected = new CompletableFuture<>();
        CompletableFuture<Optional<CallEvent>> news = new CompletableFuture<>();
        AgentSession session = opened(conversation -> {
            collected.complete(conversation.collectDigits(words(320), new DigitRules(2, Duration.ZERO, LONG, "")));
            news.complete(conversation.next(Duration.ZERO));
        });
        FakeCall.FakeUtterance prompt = utterance(0);
        session.onEvent(new CallEvent.Answered());
        session.onEvent(key('7'));
        assertThat(prompt.done)
                .succeedsWithin(PATIENCE)
                .satisfies(cut -> assertThat(cut.interrupted()).isTrue());
        session.onEvent(key('8'));
        assertThat(collected)
                .succeedsWithin(PATIENCE)
                .isEqualTo(new CollectedDigits("78", CollectedDigits.Ended.COMPLETE));
        assertThat(call.interruptions).hasValue(1);
        assertThat(news).succeedsWithin(PATIENCE).isEqualTo(Optional.of(new CallEvent.Answered()));
    }

    @Test
    void patienceBeginsWhenThePromptWasHeard() {
        CompletableFuture<CollectedDigits> collected = new CompletableFuture<>();
        opened(conversation ->
                collected.complete(conversation.collectDigits(words(320), new DigitRules(2, Duration.ZERO, LONG, ""))));
        FakeCall.FakeUtterance prompt = utterance(0);
        assertThat(collected).isNotDone();
        prompt.heard();
        assertThat(collected)
                .succeedsWithin(PATIENCE)
                .isEqualTo(new CollectedDigits("", CollectedDigits.Ended.TIMEOUT));
        assertThat(call.interruptions).hasValue(0);
    }

    @Test
    void keepsTheNewestEventsOfWhoDoesNotAsk() {
        CountDownLatch told = new CountDownLatch(1);
        CompletableFuture<CollectedDigits> collected = new CompletableFuture<>();
        AgentSession session = opened(conversation -> {
            conversation.ready();
            told.await();
            collected.complete(conversation.collectDigits(new DigitRules(256, Duration.ZERO, Duration.ZERO, "")));
        });
        session.onEvent(key('1'));
        for (int i = 0; i < 256; i++) {
            session.onEvent(key('2'));
        }
        told.countDown();
        assertThat(collected)
                .succeedsWithin(PATIENCE)
                .satisfies(keys -> assertThat(keys.digits()).isEqualTo("2".repeat(256)));
    }

    @Test
    void impossibleRulesAreNamed() {
        assertThatThrownBy(() -> DigitRules.upTo(0)).hasMessageContaining("0 digits");
        assertThatThrownBy(() -> new DigitRules(1, Duration.ofSeconds(-1), LONG, ""))
                .hasMessageContaining("PT-1S");
    }

    // ---- how

    private CompletableFuture<AgentSession> open(Conversation.Script script) {
        return pipeline(script, LONG).open(call).toCompletableFuture();
    }

    private AgentSession opened(Conversation.Script script) {
        return opened(script, LONG);
    }

    private AgentSession opened(Conversation.Script script, Duration grace) {
        return pipeline(script, grace)
                .open(call)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static AgentPipeline pipeline(Conversation.Script script, Duration grace) {
        return new ScriptedPipeline(AgentProfile.of(AudioFormat.PCM_8K), script, grace);
    }

    /** The utterance, when all of it is written. */
    private FakeCall.FakeUtterance utterance(int n) {
        awaitThat(() -> call.utterances.size() > n);
        FakeCall.FakeUtterance utterance = call.utterances.get(n);
        assertThat(utterance.ended).succeedsWithin(PATIENCE);
        return utterance;
    }

    private static void awaitEnd(Conversation conversation) throws InterruptedException {
        try {
            conversation.next(LONG);
            throw new AssertionError("something happened, but not the end");
        } catch (CallEndedException over) {
            assertThat(over.endCause()).isEqualTo(GONE);
        }
    }

    private static void awaitThat(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static CallEvent.Dtmf key(char digit) {
        return new CallEvent.Dtmf(digit, Duration.ofMillis(100));
    }

    private static ByteBuffer words(int bytes) {
        return ByteBuffer.allocate(bytes);
    }

    // ---- elsewhere

    private static final TransferRequest AWAY = new TransferRequest.Dialplan("queue", "s", 1);

    @Test
    void transferWaitsForWhatBecomesOfIt() {
        CompletableFuture<TransferOutcome> outcome = new CompletableFuture<>();
        opened(conversation -> outcome.complete(conversation.transfer(AWAY)));
        assertThat(call.transfer).succeedsWithin(PATIENCE).isEqualTo(AWAY);
        assertThat(outcome).isNotDone();
        TransferOutcome done = new TransferOutcome(TransferOutcome.Kind.DONE, Optional.empty(), "");
        call.transferred.complete(done);
        assertThat(outcome).succeedsWithin(PATIENCE).isEqualTo(done);
    }

    @Test
    void interruptedTransferTakesTheCallerBack() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        opened(conversation -> {
            conversation.ready();
            thread.complete(Thread.currentThread());
            conversation.transfer(AWAY);
        });
        assertThat(call.transfer).succeedsWithin(PATIENCE);
        thread.join().interrupt();
        assertThat(call.transferCancelled).succeedsWithin(PATIENCE);
        awaitThat(() -> !call.failures.isEmpty());
        assertThat(call.failures).singleElement().isInstanceOf(InterruptedException.class);
    }

    @Test
    void pipelineTellsItsProfile() {
        assertThat(Conversation.agent(conversation -> {}).profile().formats()).containsExactly(AudioFormat.ULAW_8K);
    }
}
