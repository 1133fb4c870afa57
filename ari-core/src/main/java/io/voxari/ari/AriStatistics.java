package io.voxari.ari;

/**
 * What a client has counted since it was built.
 *
 * @param events events received and read
 * @param unreadable messages on the event WebSocket that were no event: not text, or not a JSON object
 * @param lost events dropped because their lane was full, there were too many lanes, or the executor shut down
 * @param boundResources channels, bridges and so on that are bound to a lane now
 */
public record AriStatistics(long events, long unreadable, long lost, int boundResources) {}
