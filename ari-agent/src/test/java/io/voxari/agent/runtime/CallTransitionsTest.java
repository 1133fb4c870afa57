package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallTransitionsTest {

    @Test
    void goodCallGoesThroughItsStatesInOrder() {
        CallState state = CallState.RESOLVING;
        List<CallState> seen = new ArrayList<>(List.of(state));
        for (CallTrigger trigger : List.of(
                CallTrigger.ACCEPTED,
                CallTrigger.GRANTED,
                CallTrigger.MEDIA_READY,
                CallTrigger.AGENT_READY,
                CallTrigger.PICKED_UP,
                CallTrigger.CONNECTED,
                CallTrigger.HANGUP_WHEN_HEARD,
                CallTrigger.HEARD,
                CallTrigger.TAKEN_DOWN)) {
            state = CallTransitions.next(state, trigger).orElseThrow();
            seen.add(state);
        }
        assertThat(seen)
                .containsExactly(
                        CallState.RESOLVING,
                        CallState.ADMITTING,
                        CallState.PREPARING,
                        CallState.AWAITING_AGENT,
                        CallState.RINGING,
                        CallState.CONNECTING,
                        CallState.TALKING,
                        CallState.DRAINING,
                        CallState.ENDING,
                        CallState.ENDED);
    }

    @ParameterizedTest
    @EnumSource
    void nothingFollowsTheEnd(CallTrigger trigger) {
        assertThat(CallTransitions.next(CallState.ENDED, trigger)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTakingDownFollowsTheBeginningOfTheEnd(CallTrigger trigger) {
        assertThat(CallTransitions.next(CallState.ENDING, trigger).isPresent())
                .isEqualTo(trigger == CallTrigger.TAKEN_DOWN);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ENDING", "ENDED"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyLiveStateEndsWhenTheCallerGoes(CallState state) {
        assertThat(CallTransitions.next(state, CallTrigger.CALLER_GONE)).contains(CallState.ENDING);
        assertThat(CallTransitions.next(state, CallTrigger.SHUTDOWN)).contains(CallState.ENDING);
    }

    @Test
    void nothingButAFailedTransferAndAnotherConnectionGoBack() {
        for (CallState state : CallState.values()) {
            for (CallTrigger trigger : CallTrigger.values()) {
                if (trigger != CallTrigger.TRANSFER_FAILED && trigger != CallTrigger.MEDIA_RESTORED) {
                    CallTransitions.next(state, trigger)
                            .ifPresent(next -> assertThat(next).isGreaterThan(state));
                }
            }
        }
    }

    @Test
    void documentedTableIsTheFunction() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("..", "docs", "call-states.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> rows = new ArrayList<>();
        for (CallState state : CallState.values()) {
            for (CallTrigger trigger : CallTrigger.values()) {
                CallTransitions.next(state, trigger)
                        .ifPresent(next -> rows.add("| `" + state + "` | `" + trigger + "` | `" + next + "` |"));
            }
        }
        assertThat(documented).containsExactlyElementsOf(rows);
    }
}
