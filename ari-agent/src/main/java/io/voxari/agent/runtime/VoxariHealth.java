package io.voxari.agent.runtime;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a runtime stands, for a readiness probe or an operator; its {@code toString} is made to be printed.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ready whether calls can come: audio is listened for, nothing is drained, and at least one Asterisk is connected
 * @param draining whether new calls are refused
 * @param drained whether they are, and none is left
 * @param listening whether Asterisk's audio connections are listened for
 * @param mediaConnections audio connections that stand
 * @param asterisks each Asterisk, those that are on their way out last
 * @param stats what is held
 */
public record VoxariHealth(
        boolean ready,
        boolean draining,
        boolean drained,
        boolean listening,
        int mediaConnections,
        List<AsteriskHealth> asterisks,
        VoxariStats stats) {
    /**
     * Copies the list.
     *
     * @param ready whether calls can come
     * @param draining whether new calls are refused
     * @param drained whether they are, and none is left
     * @param listening whether Asterisk's audio connections are listened for
     * @param mediaConnections audio connections that stand
     * @param asterisks each Asterisk
     * @param stats what is held
     */
    public VoxariHealth {
        asterisks = List.copyOf(asterisks);
    }

    @Override
    public String toString() {
        String how = drained ? "drained" : draining ? "draining" : ready ? "ready" : "not ready";
        return how + "; media " + (listening ? "listening, " : "not listening, ") + mediaConnections + " connections; "
                + stats.calls() + " calls, " + stats.agents() + " agents, " + stats.leases() + " leases"
                + asterisks.stream().map(one -> "\n  " + one).collect(Collectors.joining());
    }
}
