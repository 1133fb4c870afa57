package io.voxari.agent.admission;

import io.voxari.agent.CallContext;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Direction;
import io.voxari.agent.Resolution;
import io.voxari.agent.WorkflowResolver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls that wait for an answer. */
final class Offers {
    private Offers() {}

    static CallOffer to(String number, String asterisk) {
        CallContext context =
                new CallContext("+4912345678", number, Direction.INBOUND, "1700000000.1", CallContext.PROVIDER);
        return new CallOffer(
                context, asterisk, "Ann \"A\"", "from-external", List.of(), Map.of(), false, Instant.EPOCH);
    }

    static Resolution answer(WorkflowResolver resolver, CallOffer offer) {
        return resolver.resolve(offer)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
