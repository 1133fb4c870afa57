package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HearingTest {
    private final FakeTimers timers = new FakeTimers();
    private final List<String> asked = new ArrayList<>();
    private final List<String> deaf = new ArrayList<>();
    private boolean comes = true;
    private boolean wanted = true;
    private long events;
    private @Nullable RuntimeException failure;
    private final Hearing hearing = new Hearing(new Asterisk(), "app", timers, () -> events);

    /** Sends what it is asked for, before the answer, unless it is not to come. */
    private final class Asterisk implements RestTransport {
        @Override
        public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
            throw new AssertionError("nobody may be kept waiting");
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
            asked.add(call.method() + " " + Percent.path(call) + " " + call.query());
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            if (comes) {
                assertThat(hearing.isEcho(user(Hearing.EVENT))).isTrue();
            }
            return CompletableFuture.completedFuture(null);
        }
    }

    private static AriEvent user(String name) {
        return Objects.requireNonNull(Wire.event("{\"type\":\"ChannelUserevent\",\"eventname\":\"" + name
                + "\",\"userevent\":{},\"application\":\"app\"}"));
    }

    @BeforeEach
    void begin() {
        hearing.begin(() -> wanted, deaf::add);
    }

    private void passAll() {
        timers.advance(Hearing.MOMENTS.get(Hearing.MOMENTS.size() - 1).plus(Hearing.PATIENCE));
    }

    @Test
    void whoHearsIsAskedAFewTimesAndLeftAlone() {
        passAll();
        assertThat(deaf).isEmpty();
        assertThat(asked)
                .hasSize(Hearing.MOMENTS.size())
                .containsOnly("POST /events/user/voxari-hearing {application=app}");
    }

    @Test
    void otherEventsAreNotSwallowed() {
        assertThat(hearing.isEcho(user("mine"))).isFalse();
        assertThat(hearing.isEcho(FakeEvent.on("c", 1))).isFalse();
    }

    @Test
    void silenceAfterTheAnswerIsDeafness() {
        comes = false;
        timers.advance(Hearing.MOMENTS.get(0));
        assertThat(deaf).isEmpty();
        timers.advance(Hearing.PATIENCE);
        assertThat(deaf).hasSize(1).allMatch(why -> why.contains("did not come"));
    }

    @Test
    void anyEventShowsThatEventsCome() {
        comes = false;
        timers.advance(Hearing.MOMENTS.get(0));
        events++;
        timers.advance(Hearing.PATIENCE);
        assertThat(deaf).isEmpty();
    }

    @Test
    void applicationThatIsNotThereIsDeafnessAtOnce() {
        failure = new AriResponseException(404, "POST", "/events/user/x", "Application not found", false);
        timers.advance(Hearing.MOMENTS.get(0));
        assertThat(deaf).hasSize(1).allMatch(why -> why.contains("no application app"));
    }

    @Test
    void whatCannotBeAskedIsNoDeafness() {
        failure = new AriResponseException(403, "POST", "/events/user/x", "Forbidden", false);
        timers.advance(Hearing.MOMENTS.get(0));
        failure = new AriConnectionException("no answer", true, null);
        passAll();
        assertThat(deaf).isEmpty();
        assertThat(asked).hasSize(Hearing.MOMENTS.size());
    }

    @Test
    void connectionThatIsNoMoreIsNotJudged() {
        comes = false;
        timers.advance(Hearing.MOMENTS.get(0));
        wanted = false;
        passAll();
        assertThat(deaf).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void filterThatKeepsTheEventBackCostsThreeConnectionsAndNoMoreWhateverElseComes() {
        comes = false;
        for (int i = 0; i < 5; i++) {
            timers.advance(Hearing.MOMENTS.get(0));
            events++;
            passAll();
            hearing.begin(() -> wanted, deaf::add);
        }
        assertThat(deaf).hasSize(Hearing.MOST_IN_VAIN);
    }

    @Test
    void addressThatKnowsNoApplicationCostsThreeConnectionsAndNoMore() {
        failure = new AriResponseException(404, "POST", "/events/user/x", "Application not found", false);
        for (int i = 0; i < 5; i++) {
            passAll();
            hearing.begin(() -> wanted, deaf::add);
        }
        assertThat(deaf).hasSize(Hearing.MOST_IN_VAIN);
    }

    @Test
    void whatIsHeardBeginsTheCountAnew() {
        for (int i = 0; i < 5; i++) {
            comes = false;
            timers.advance(Hearing.MOMENTS.get(0).plus(Hearing.PATIENCE));
            comes = true;
            passAll();
            hearing.begin(() -> wanted, deaf::add);
        }
        assertThat(deaf).hasSize(5);
    }

    @Test
    void nothingIsLeftToDoAfterTheClose() {
        comes = false;
        timers.advance(Hearing.MOMENTS.get(0));
        assertThat(timers.pending()).isEqualTo(Hearing.MOMENTS.size());
        hearing.close();
        assertThat(timers.pending()).isZero();
        hearing.begin(() -> wanted, deaf::add);
        passAll();

        assertThat(timers.pending()).isZero();
        assertThat(asked).hasSize(1);
        assertThat(deaf).isEmpty();
    }
}
