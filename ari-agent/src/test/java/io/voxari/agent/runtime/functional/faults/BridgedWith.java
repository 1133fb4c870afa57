package io.voxari.agent.runtime.functional.faults;

import io.voxari.ari.AriClient;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Who is in a bridge with a channel, seen from outside. */
final class BridgedWith {
    private static final Predicate<String> MEDIA = id -> id.contains("-media-");

    private BridgedWith() {}

    /** Hangs up the media channel that is in a bridge with a caller's. */
    static CompletionStage<Void> hangUpMedia(AriClient ari, String callerId) {
        return hangUp(ari, callerId, MEDIA);
    }

    /** Hangs up whom that caller was transferred to; the media channel may be leaving. */
    static CompletionStage<Void> hangUpTarget(AriClient ari, String callerId) {
        return hangUp(ari, callerId, MEDIA.negate());
    }

    private static CompletionStage<Void> hangUp(AriClient ari, String callerId, Predicate<String> who) {
        return ari.bridges().list().sendAsync().thenCompose(bridges -> {
            List<String> others = bridges.stream()
                    .filter(bridge -> bridge.channels().contains(callerId))
                    .flatMap(bridge -> bridge.channels().stream())
                    .filter(id -> !id.equals(callerId))
                    .filter(who)
                    .toList();
            if (others.size() != 1) {
                throw new IllegalStateException("with " + callerId + " there are " + others + " in " + bridges);
            }
            return ari.channels().hangup(others.get(0)).sendAsync();
        });
    }
}
