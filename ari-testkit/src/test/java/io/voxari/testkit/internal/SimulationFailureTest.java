package io.voxari.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A simulation that broke does not look like one in which all is well. */
class SimulationFailureTest {
    private static void broken(Optional<VirtualMachine> machine) {
        PbxSettings settings =
                new PbxSettings("22.10.1", "app", "user", "password", Map.of(), Optional.empty(), Set.of());
        try (Simulation simulation = new Simulation(settings, machine)) {
            CallerLeg caller = simulation.caller();
            caller.expect(
                    "a broken sound",
                    heard -> {
                        throw new IllegalStateException("not today");
                    },
                    Duration.ofSeconds(1));
            caller.dial("echo", "1001", "");
            assertThat(simulation.await(
                            () -> simulation.complaints().stream().anyMatch(one -> one.contains("failed")),
                            Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(simulation.complaints())
                    .contains("the simulation failed: java.lang.IllegalStateException: not today");
        }
    }

    @Test
    void taskThatThrowsIsAComplaintInTheMachinesTime() {
        broken(Optional.empty());
    }

    @Test
    void taskThatThrowsIsAComplaintInVirtualTime() {
        try (VirtualMachine machine = new VirtualMachine(Instant.EPOCH)) {
            broken(Optional.of(machine));
        }
    }
}
