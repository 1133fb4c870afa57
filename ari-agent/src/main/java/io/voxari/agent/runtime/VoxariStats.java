package io.voxari.agent.runtime;

/**
 * What the runtime holds at a moment; all zero when no call is on.
 *
 * <p>Immutable and thread-safe.
 *
 * @param calls calls that are offered, running, being taken down, or over and not yet told to every {@link CallListener}
 * @param agents agents that are open
 * @param leases leases that are held
 * @param mediaChannels media channels that were asked for and not yet taken down
 * @param bridges bridges that were asked for and not yet taken down
 */
public record VoxariStats(int calls, int agents, int leases, int mediaChannels, int bridges) {}
