package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.Resolution;
import io.voxari.testkit.SimulatedCaller;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** Whatever the host's code logs for a call bears the call's id. */
class LoggingContextTest {
    private static final Context CONTEXT = new Context();
    private static @Nullable MDCAdapter before;

    private final Map<String, String> seen = new ConcurrentHashMap<>();

    @BeforeAll
    static void replace() throws ReflectiveOperationException {
        before = MDC.getMDCAdapter();
        set(CONTEXT);
    }

    @AfterAll
    static void restore() throws ReflectiveOperationException {
        set(before);
    }

    private static void set(@Nullable MDCAdapter adapter) throws ReflectiveOperationException {
        Method setter = MDC.class.getDeclaredMethod("setMDCAdapter", MDCAdapter.class);
        setter.setAccessible(true);
        setter.invoke(null, adapter);
    }

    private void see(String where) {
        seen.put(where, String.valueOf(MDC.get("call_id")));
    }

    @Test
    void eachCallbackOfTheHostKnowsItsCall() {
        TestAgent agent = new TestAgent(new byte[800], (call, event) -> {
            see(event.getClass().getSimpleName());
            if (event instanceof CallEvent.Answered) {
                var unused = call.setVariable("X", "1").whenComplete((done, failure) -> see("command"));
                call.speech().begin().end();
            }
        });
        try (VirtualBoard board = new VirtualBoard(
                call -> {
                    see("open");
                    return agent.open(call);
                },
                builder -> builder.resolver(offer -> {
                            see("resolver");
                            return Resolution.accept("test");
                        })
                        .quota((offer, workflow) -> {
                            see("quota");
                            return QuotaDecision.grant(() -> see("lease"));
                        })
                        .listener(new io.voxari.agent.runtime.CallListener() {
                            @Override
                            public void onStep(io.voxari.agent.runtime.CallStep step) {
                                see("step " + step.kind());
                            }
                        }))) {
            SimulatedCaller ann =
                    board.asterisk.call("8000").waits(Duration.ofSeconds(2)).hangsUp();
            ann.awaitEnded(PATIENCE);
            board.awaitQuiet();
            String id = board.timeline.offers.get(0).callId();
            assertThat(seen)
                    .containsKeys(
                            "resolver",
                            "quota",
                            "lease",
                            "open",
                            "Answered",
                            "command",
                            "PlaybackEnded",
                            "step OFFERED",
                            "step BRIDGED",
                            "step ENDED")
                    .allSatisfy((where, known) -> assertThat(known).as(where).isEqualTo(id));
            var unused = board.time.await(
                    java.util.concurrent.CompletableFuture.runAsync(() -> see("afterwards"), board.time.threads()),
                    PATIENCE);
            assertThat(seen).containsEntry("afterwards", "null");
        }
    }

    private static final Duration PATIENCE = VirtualBoard.PATIENCE;

    /** Per thread and not inherited, so that nothing is known by accident. */
    private static final class Context implements MDCAdapter {
        private final ThreadLocal<Map<String, String>> values = ThreadLocal.withInitial(HashMap::new);

        @Override
        public void put(String key, @Nullable String value) {
            values.get().put(key, String.valueOf(value));
        }

        @Override
        public @Nullable String get(String key) {
            return values.get().get(key);
        }

        @Override
        public void remove(String key) {
            values.get().remove(key);
        }

        @Override
        public void clear() {
            values.remove();
        }

        @Override
        public Map<String, String> getCopyOfContextMap() {
            return Map.copyOf(values.get());
        }

        @Override
        public void setContextMap(Map<String, String> contextMap) {
            values.set(new HashMap<>(contextMap));
        }

        @Override
        public void pushByKey(String key, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String popByKey(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Deque<String> getCopyOfDequeByKey(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clearDequeByKey(String key) {
            throw new UnsupportedOperationException();
        }
    }
}
