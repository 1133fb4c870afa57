package io.voxari.ari.internal;

import static io.voxari.ari.ConnectionState.Phase.CLOSED;
import static io.voxari.ari.ConnectionState.Phase.CONNECTING;
import static io.voxari.ari.ConnectionState.Phase.IDLE;
import static io.voxari.ari.ConnectionState.Phase.OPEN;
import static io.voxari.ari.ConnectionState.Phase.REFUSED;
import static io.voxari.ari.ConnectionState.Phase.REPLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.ConnectionState.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorTest {
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(10);

    private final FakeTimers timers = new FakeTimers();
    private final List<FakeSocket> sockets = new ArrayList<>();
    private final List<ConnectionState> states = new ArrayList<>();
    private boolean fails;
    private final List<String> texts = new ArrayList<>();
    private int doubtful;
    private final Connector connector = new Connector(
            listener -> {
                if (fails) {
                    throw new OutOfMemoryError("unable to create native thread, by test");
                }
                FakeSocket socket = new FakeSocket(listener);
                sockets.add(socket);
                return socket;
            },
            timers,
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), new SplittableRandom(1)),
            NOTICED_WITHIN,
            new Connector.Observer() {
                @Override
                public void onState(ConnectionState state) {
                    states.add(state);
                }

                @Override
                public void onDoubtful(ConnectionState open) {
                    doubtful++;
                }

                @Override
                public void onText(String text) {
                    texts.add(text);
                }
            });

    private static final class FakeSocket implements EventSocket {
        final Listener listener;
        boolean closed;
        boolean cannotClose;
        Duration silent = Duration.ZERO;

        FakeSocket(Listener listener) {
            this.listener = listener;
        }

        @Override
        public boolean send(String text) {
            return true;
        }

        @Override
        public long silentNanos() {
            return silent.toNanos();
        }

        @Override
        public void close() {
            closed = true;
            if (cannotClose) {
                throw new OutOfMemoryError("unable to create native thread, by test");
            }
        }
    }

    private FakeSocket last() {
        return sockets.get(sockets.size() - 1);
    }

    private List<ConnectionState.Phase> phases() {
        return states.stream().map(ConnectionState::phase).toList();
    }

    private static AriException broken() {
        return new AriConnectionException("broken by test", true, null);
    }

    private static AriException answered(int status) {
        return new AriResponseException(status, "GET", "/events", "", false);
    }

    private void begin() {
        assertThat(connector.connect()).isNotDone();
    }

    private void open() {
        begin();
        last().listener.onOpen();
    }

    @Test
    void opensOnce() {
        CompletableFuture<ConnectionState> first = connector.connect();
        CompletableFuture<ConnectionState> second = connector.connect();
        assertThat(first).isNotDone();
        last().listener.onOpen();

        assertThat(first).isCompletedWithValueMatching(ConnectionState::isOpen);
        assertThat(second).isCompleted();
        assertThat(connector.connect()).isCompleted();
        assertThat(sockets).hasSize(1);
        assertThat(phases()).containsExactly(CONNECTING, OPEN);
    }

    @Test
    void waitsLongerAndLongerButNeverGivesUp() {
        begin();
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            last().listener.onEnd(broken());
            pauses.add(timers.untilNext());
            timers.advance(timers.untilNext());
        }

        assertThat(pauses)
                .allMatch(pause -> pause.compareTo(Duration.ofMillis(100)) >= 0)
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0);
        assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(300));
        assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) > 0);
        assertThat(sockets).hasSize(201);
    }

    @Test
    void shortConnectionsDoNotShortenThePauses() {
        begin();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 50; i++) {
            last().listener.onOpen();
            timers.advance(Duration.ofSeconds(1));
            last().listener.onEnd(broken());
            longest = longest.compareTo(timers.untilNext()) > 0 ? longest : timers.untilNext();
            timers.advance(timers.untilNext());
        }

        assertThat(longest).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void stableConnectionClearsTheMemory() {
        begin();
        for (int i = 0; i < 50; i++) {
            last().listener.onEnd(broken());
            timers.advance(timers.untilNext());
        }
        last().listener.onOpen();
        timers.advance(Connector.STABLE);
        last().listener.onEnd(broken());

        assertThat(timers.untilNext()).isLessThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void gapBeginsWhereTheConnectionWasCertainlyAlive() {
        open();
        timers.advance(Duration.ofMinutes(5));
        last().listener.onText("event");
        timers.advance(Duration.ofSeconds(4));
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        Gap gap = Objects.requireNonNull(connector.state().gap());
        assertThat(Duration.between(gap.from(), gap.to())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void gapOfSilentConnectionBeginsAtTheBoundOfDetection() {
        open();
        timers.advance(Duration.ofMinutes(5));
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        Gap gap = Objects.requireNonNull(connector.state().gap());
        assertThat(Duration.between(gap.from(), gap.to())).isBetween(NOTICED_WITHIN, NOTICED_WITHIN.plusMillis(300));
    }

    @Test
    void gapOfAConnectionThatWasFoundDeadLateBeginsAccordingly() {
        open();
        timers.advance(Duration.ofMinutes(5));
        last().silent = Duration.ofMinutes(1);
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        Gap gap = Objects.requireNonNull(connector.state().gap());
        Duration least = NOTICED_WITHIN.plusMinutes(1);
        assertThat(Duration.between(gap.from(), gap.to())).isBetween(least, least.plusMillis(300));
    }

    @Test
    void gapDoesNotReachIntoTheConnectionBefore() {
        open();
        Instant begun = timers.now();
        timers.advance(Duration.ofMillis(10));
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        assertThat(Objects.requireNonNull(connector.state().gap()).from()).isEqualTo(begun);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT0S", "PT1H"})
    void gapEndsAfterItBeginsWhateverTheClockIsSetTo(String jump) {
        open();
        timers.advance(Duration.ofMinutes(5));
        timers.setClock(Duration.parse(jump));
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        Gap gap = Objects.requireNonNull(connector.state().gap());
        assertThat(Duration.between(gap.from(), gap.to())).isGreaterThanOrEqualTo(NOTICED_WITHIN);
    }

    @Test
    void clockThatIsSetBackWhileItIsDownDoesNotTurnTheGapRound() {
        open();
        last().listener.onEnd(broken());
        timers.setClock(Duration.ofHours(-1));
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        Gap gap = Objects.requireNonNull(connector.state().gap());
        assertThat(gap.from()).isBefore(gap.to());
    }

    @Test
    void attemptThatCannotBeBegunIsTriedAgain() {
        fails = true;
        begin();
        assertThat(connector.state().cause()).hasMessageContaining("by test");
        fails = false;
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        assertThat(connector.state().isOpen()).isTrue();
    }

    @Test
    void formerSocketIsNotHeard() {
        open();
        FakeSocket former = last();
        former.listener.onEnd(broken());
        former.listener.onEnd(broken());
        former.listener.onText("late");
        timers.advance(timers.untilNext());
        former.listener.onOpen();

        assertThat(connector.state().isOpen()).isFalse();
        assertThat(texts).isEmpty();
        assertThat(sockets).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void wrongCredentialsEndConnectAtOnce(int status) {
        CompletableFuture<ConnectionState> opened = connector.connect();
        last().listener.onEnd(answered(status));

        assertThat(opened).isCompletedExceptionally();
        assertThat(phases()).containsExactly(CONNECTING, REFUSED);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void wrongPathEndsConnectOnceItCannotBeBooting() {
        CompletableFuture<ConnectionState> opened = connector.connect();
        last().listener.onEnd(answered(404));
        assertThat(opened).isNotDone();
        for (int i = 0; i < 100 && !opened.isDone(); i++) {
            timers.advance(timers.untilNext());
            last().listener.onEnd(answered(404));
        }

        assertThat(opened).isCompletedExceptionally();
        assertThat(connector.state().phase()).isEqualTo(REFUSED);
        assertThat(Duration.ofNanos(timers.nanos())).isBetween(Refusals.BOOTING, Duration.ofSeconds(13));
    }

    @Test
    void refusalAfterwardsIsToldAndAskedAgain() {
        open();
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onEnd(answered(401));
        assertThat(connector.state().phase()).isEqualTo(REFUSED);
        assertThat(timers.untilNext()).isEqualTo(Connector.DENIED_PAUSE);
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        assertThat(phases()).containsExactly(CONNECTING, OPEN, CONNECTING, REFUSED, OPEN);
    }

    @Test
    void replacedConnectionIsNotFought() {
        open();
        connector.replaced();
        timers.advance(Duration.ofHours(1));
        assertThat(sockets).hasSize(1);
        assertThat(last().closed).isTrue();
        assertThat(connector.state().phase()).isEqualTo(REPLACED);

        open();
        assertThat(connector.state().gap()).isNotNull();
    }

    /** Lost, and open again after so many attempts that Asterisk may have seen. */
    private void openAgainAfterGivingUp(int attempts) {
        open();
        for (int i = 0; i < 1 + attempts; i++) {
            last().listener.onEnd(broken());
            timers.advance(timers.untilNext());
        }
        last().listener.onOpen();
    }

    /** As after an Asterisk stood still: it comes to the connections that were given up too, and to each once. */
    @Test
    void whatAnAttemptOfOursTookOverIsTakenBack() {
        openAgainAfterGivingUp(1);
        connector.replaced();
        assertThat(connector.state().phase()).isEqualTo(CONNECTING);
        timers.advance(timers.untilNext());
        last().listener.onOpen();
        assertThat(connector.state().gap()).isNotNull();

        connector.replaced();
        assertThat(connector.state().phase()).isEqualTo(REPLACED);
    }

    @Test
    void attemptThatNobodyWaitedForAnyMoreIsOneOfOurs() {
        CompletableFuture<ConnectionState> unused = connector.connect();
        connector.giveUp();
        open();
        connector.replaced();
        assertThat(connector.state().phase()).isEqualTo(CONNECTING);
    }

    @Test
    void whoTakesOverWhatWasTakenBackSomeTimeAgoIsAnother() {
        openAgainAfterGivingUp(2);
        timers.advance(Connector.BELATED.minusSeconds(1));
        connector.replaced();
        timers.advance(timers.untilNext());
        last().listener.onOpen();
        timers.advance(Duration.ofMillis(1_001));
        connector.replaced();
        assertThat(connector.state().phase()).isEqualTo(REPLACED);
    }

    @Test
    void attemptsBeforeAnotherClientTookOverAreForgotten() {
        openAgainAfterGivingUp(1);
        timers.advance(Duration.ofHours(1));
        connector.replaced();
        open();
        connector.replaced();
        assertThat(connector.state().phase()).isEqualTo(REPLACED);
    }

    @Test
    void whoTakesOverLaterIsAnother() {
        openAgainAfterGivingUp(1);
        timers.advance(Connector.BELATED.plusMillis(1));
        connector.replaced();
        assertThat(connector.state().phase()).isEqualTo(REPLACED);
    }

    @Test
    void attemptThatAsteriskNeverSawTakesNothingOver() {
        open();
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onEnd(new AriConnectionException("refused by test", false, null));
        timers.advance(timers.untilNext());
        last().listener.onOpen();
        connector.replaced();
        assertThat(connector.state().phase()).isEqualTo(REPLACED);
    }

    @Test
    void openingIsDoubtfulAfterAFailureOrAWait() {
        open();
        assertThat(doubtful).isZero();
        last().listener.onEnd(broken());
        timers.advance(timers.untilNext());
        last().listener.onOpen();
        assertThat(doubtful).isEqualTo(1);
    }

    @Test
    void openingThatTookLongIsDoubtful() {
        CompletableFuture<ConnectionState> unused = connector.connect();
        timers.advance(Connector.HESITATION.plusMillis(1));
        last().listener.onOpen();
        assertThat(doubtful).isEqualTo(1);
    }

    @Test
    void deafConnectionIsReplacedByAnotherAndAllSinceItsOpeningIsMissed() {
        open();
        ConnectionState deaf = connector.state();
        timers.advance(Duration.ofSeconds(3));
        connector.deaf(deaf, "deaf by test");
        assertThat(last().closed).isTrue();
        assertThat(connector.state().phase()).isEqualTo(CONNECTING);
        timers.advance(timers.untilNext());
        last().listener.onOpen();
        assertThat(connector.state().gap())
                .isEqualTo(new Gap(deaf.since(), connector.state().since()));

        connector.deaf(deaf, "told late by test");
        assertThat(connector.state().isOpen()).isTrue();
    }

    @Test
    void givingUpEndsTheAttempts() {
        CompletableFuture<ConnectionState> opened = connector.connect();
        last().listener.onEnd(broken());
        connector.giveUp();
        timers.advance(Duration.ofHours(1));

        assertThat(opened).isCompletedExceptionally();
        assertThat(connector.state().phase()).isEqualTo(IDLE);
        assertThat(connector.state().cause()).hasMessage("broken by test");
        assertThat(sockets).hasSize(1);
    }

    @Test
    void whatWasOpenIsNotGivenUp() {
        open();
        last().listener.onEnd(broken());
        connector.giveUp();
        timers.advance(timers.untilNext());
        last().listener.onOpen();

        assertThat(connector.state().isOpen()).isTrue();
    }

    @Test
    void connectDoesNotWaitForThePause() {
        open();
        last().listener.onEnd(broken());
        begin();

        assertThat(sockets).hasSize(2);
        timers.advance(Duration.ofSeconds(1));
        assertThat(sockets).hasSize(2);
    }

    @Test
    void closeIsTheEnd() {
        CompletableFuture<ConnectionState> opened = connector.connect();
        connector.close();
        connector.close();
        last().listener.onOpen();
        timers.advance(Duration.ofHours(1));

        assertThat(opened).isCompletedExceptionally();
        assertThat(phases()).containsExactly(CONNECTING, CLOSED);
        assertThat(last().closed).isTrue();
        assertThat(connector.send("text")).isFalse();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(connector::connect);
    }

    @Test
    void deafConnectionThatCannotBeClosedIsReplacedAllTheSame() {
        begin();
        last().listener.onOpen();
        last().cannotClose = true;
        connector.deaf(connector.state(), "deaf by test");
        assertThat(last().closed).isTrue();
        assertThat(connector.state().phase()).isEqualTo(CONNECTING);
        timers.advance(Duration.ofSeconds(10));
        assertThat(sockets).hasSize(2);
        last().listener.onOpen();
        assertThat(connector.state().phase()).isEqualTo(OPEN);

        last().cannotClose = true;
        connector.close();
        assertThat(connector.state().phase()).isEqualTo(CLOSED);
        assertThat(timers.pending()).isZero();
    }
}
