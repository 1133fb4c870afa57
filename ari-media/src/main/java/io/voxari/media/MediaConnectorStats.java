package io.voxari.media;

/**
 * Counters of a media connector.
 *
 * @param connections connections open now, those being made included
 * @param sessions sessions open now
 * @param dialled connections asked for so far
 * @param sessionsStarted sessions begun so far
 * @param failed connections that did not become a session so far, cancelled ones included
 */
public record MediaConnectorStats(int connections, int sessions, long dialled, long sessionsStarted, long failed) {}
