package io.voxari.ari;

/**
 * What a server has counted since it was built.
 *
 * @param connections connections there are now, with those that have not said who they are
 * @param accepted connections taken
 * @param refused connections turned away, whatever for, or closed for what they sent; why is logged
 */
public record AriServerStatistics(int connections, long accepted, long refused) {}
