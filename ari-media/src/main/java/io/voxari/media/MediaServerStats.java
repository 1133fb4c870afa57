package io.voxari.media;

import java.util.Map;

/**
 * Counters of a media server.
 *
 * @param connections connections open now, handshakes included
 * @param sessions sessions open now
 * @param accepted TCP connections accepted so far
 * @param sessionsStarted sessions begun so far
 * @param expected expectations waiting now
 * @param refusals connections refused so far, by reason; a reason that never occurred is absent
 */
public record MediaServerStats(
        int connections,
        int sessions,
        long accepted,
        long sessionsStarted,
        int expected,
        Map<MediaRefusal, Long> refusals) {
    /**
     * Copies the map.
     *
     * @param connections see {@link #connections()}
     * @param sessions see {@link #sessions()}
     * @param accepted see {@link #accepted()}
     * @param sessionsStarted see {@link #sessionsStarted()}
     * @param expected see {@link #expected()}
     * @param refusals see {@link #refusals()}
     */
    public MediaServerStats {
        refusals = Map.copyOf(refusals);
    }
}
