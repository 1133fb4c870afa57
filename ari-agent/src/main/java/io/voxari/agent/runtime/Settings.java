package io.voxari.agent.runtime;

import java.time.Duration;

/** How long the runtime waits for what; see the setters of {@link Voxari.Builder}. Immutable. */
record Settings(
        Duration resolveDeadline,
        Duration quotaDeadline,
        Duration openDeadline,
        Duration mediaDeadline,
        Duration drainDeadline,
        Duration closeDeadline,
        Duration audioBacklog) {

    static final Settings DEFAULTS = new Settings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2));

    Settings withResolve(Duration value) {
        return new Settings(
                value, quotaDeadline, openDeadline, mediaDeadline, drainDeadline, closeDeadline, audioBacklog);
    }

    Settings withQuota(Duration value) {
        return new Settings(
                resolveDeadline, value, openDeadline, mediaDeadline, drainDeadline, closeDeadline, audioBacklog);
    }

    Settings withOpen(Duration value) {
        return new Settings(
                resolveDeadline, quotaDeadline, value, mediaDeadline, drainDeadline, closeDeadline, audioBacklog);
    }

    Settings withMedia(Duration value) {
        return new Settings(
                resolveDeadline, quotaDeadline, openDeadline, value, drainDeadline, closeDeadline, audioBacklog);
    }

    Settings withDrain(Duration value) {
        return new Settings(
                resolveDeadline, quotaDeadline, openDeadline, mediaDeadline, value, closeDeadline, audioBacklog);
    }

    Settings withClose(Duration value) {
        return new Settings(
                resolveDeadline, quotaDeadline, openDeadline, mediaDeadline, drainDeadline, value, audioBacklog);
    }

    Settings withBacklog(Duration value) {
        return new Settings(
                resolveDeadline, quotaDeadline, openDeadline, mediaDeadline, drainDeadline, closeDeadline, value);
    }
}
