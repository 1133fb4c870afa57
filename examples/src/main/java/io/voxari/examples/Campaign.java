package io.voxari.examples;

import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.OutboundCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Calls a list of endpoints: so many a second and so many at a time, with the callers' numbers in turn, and again who was busy
 * or did not answer. To copy and change: what a campaign may do is for the law and for the application to say. Thread-safe.
 */
final class Campaign {
    private static final Set<DialOutcome.Kind> WORTH_ANOTHER_TRY =
            Set.of(DialOutcome.Kind.BUSY, DialOutcome.Kind.NO_ANSWER);

    /**
     * How it calls.
     *
     * @param aSecond how many calls begin in a second at most
     * @param atOnce how many there are at a time at most
     * @param callerIds the numbers that are shown, in turn; empty for the one of the configuration
     * @param retries how often somebody is called again
     * @param pause how long to wait before that
     */
    record Plan(double aSecond, int atOnce, List<String> callerIds, int retries, Duration pause) {
        Plan {
            if (!(aSecond > 0 && aSecond <= 100)) {
                throw new IllegalArgumentException("a rate of " + aSecond + " calls a second; give 0.01 to 100");
            }
            if (atOnce < 1) {
                throw new IllegalArgumentException(atOnce + " calls at a time; give 1 or more");
            }
            if (retries < 0) {
                throw new IllegalArgumentException(retries + " retries; give 0 or more");
            }
            callerIds = List.copyOf(callerIds);
        }
    }

    private record Attempt(String endpoint, int number) {}

    private final Function<OutboundRequest, OutboundCall> dial;
    private final ScheduledExecutorService scheduler;
    private final Plan plan;
    private final CompletableFuture<Map<String, DialOutcome>> done = new CompletableFuture<>();
    private final Queue<Attempt> waiting = new ArrayDeque<>();
    private final Map<String, DialOutcome> results = new LinkedHashMap<>();
    private int wanted;
    private int active;
    private int placed;

    Campaign(Function<OutboundRequest, OutboundCall> dial, ScheduledExecutorService scheduler, Plan plan) {
        this.dial = dial;
        this.scheduler = scheduler;
        this.plan = plan;
    }

    /**
     * Begins to call.
     *
     * @param endpoints whom; each once
     * @return what became of each, when all is over; exceptionally when a call could not be asked for
     */
    synchronized CompletableFuture<Map<String, DialOutcome>> call(Set<String> endpoints) {
        endpoints.forEach(endpoint -> waiting.add(new Attempt(endpoint, 1)));
        wanted = endpoints.size();
        long period = (long) (TimeUnit.SECONDS.toNanos(1) / plan.aSecond);
        ScheduledFuture<?> ticks = scheduler.scheduleAtFixedRate(this::next, 0, period, TimeUnit.NANOSECONDS);
        var unused = done.whenComplete((all, failure) -> ticks.cancel(false));
        finishIfDone();
        return done;
    }

    private synchronized void next() {
        if (active == plan.atOnce || waiting.isEmpty() || done.isDone()) {
            return;
        }
        Attempt attempt = waiting.remove();
        active++;
        try {
            Destination to = Destination.of(attempt.endpoint);
            if (!plan.callerIds.isEmpty()) {
                to = to.from(plan.callerIds.get(placed % plan.callerIds.size()), "");
            }
            placed++;
            OutboundCall call = dial.apply(OutboundRequest.of(to, Workflow.of("campaign")));
            call.ended()
                    .thenCombine(call.outcome(), (ended, outcome) -> outcome)
                    .whenComplete((outcome, failure) -> ended(attempt, outcome, failure));
        } catch (RuntimeException mistake) {
            done.completeExceptionally(mistake);
        }
    }

    private synchronized void ended(Attempt attempt, DialOutcome outcome, Throwable failure) {
        active--;
        if (failure != null) {
            done.completeExceptionally(failure);
        } else if (WORTH_ANOTHER_TRY.contains(outcome.kind()) && attempt.number <= plan.retries) {
            Attempt again = new Attempt(attempt.endpoint, attempt.number + 1);
            var unused = scheduler.schedule(() -> wait(again), plan.pause.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            results.put(attempt.endpoint, outcome);
            finishIfDone();
        }
    }

    private synchronized void wait(Attempt attempt) {
        waiting.add(attempt);
    }

    private void finishIfDone() {
        if (results.size() == wanted) {
            done.complete(new LinkedHashMap<>(results));
        }
    }
}
