package io.voxari.ari.internal;

import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells refusals that last from what passes. Guarded by the monitor of its {@link Connector}. */
final class Refusals {
    /** A booting Asterisk answers 404 until its modules are loaded: only what lasts longer is a refusal. */
    static final Duration BOOTING = Duration.ofSeconds(3);

    private final Timers timers;
    private @Nullable Long since;

    Refusals(Timers timers) {
        this.timers = timers;
    }

    /** Something else came in between. */
    void forget() {
        since = null;
    }

    /** Whether Asterisk refuses, and will not think better of it by itself. */
    boolean isLasting(AriException cause) {
        if (!(cause instanceof AriResponseException response) || response.status() / 100 != 4) {
            since = null;
            return false;
        }
        if (since == null) {
            since = timers.nanos();
        }
        return response.isDenied() || timers.nanos() - since >= BOOTING.toNanos();
    }

    static boolean isDenial(AriException cause) {
        return cause instanceof AriResponseException response && response.isDenied();
    }
}
