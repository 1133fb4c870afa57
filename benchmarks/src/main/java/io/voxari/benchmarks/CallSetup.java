package io.voxari.benchmarks;

import io.voxari.agent.AgentSession;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCaller;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;

/**
 * How long a caller waits for the agent: from StasisStart to each step of the set-up, on a real Asterisk on this machine,
 * one call at a time, with an agent that opens at once. Defends: bridged within 10 ms at the median.
 *
 * <p>{@code bin/bench call-setup [calls]} runs it.
 */
public final class CallSetup {
    private static final int WARM_UP = 20;

    private CallSetup() {}

    /**
     * Runs the calls and prints the figures.
     *
     * @param args how many calls; 200 unless given
     */
    public static void main(String[] args) {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        Steps steps = new Steps();
        try (RealAsterisk asterisk = RealAsterisk.builder().start();
                Voxari voxari = Voxari.builder()
                        .asterisk(AsteriskConfig.builder()
                                .endpoint(asterisk.ariUri())
                                .app(asterisk.app())
                                .password(asterisk.password())
                                .build())
                        .listen("127.0.0.1", 0)
                        .resolver(offer -> Resolution.accept("silent"))
                        .agent(call -> CompletableFuture.completedFuture((AgentSession) audio -> {}))
                        .listener(steps)
                        .build();
                SipCaller phone = SipCaller.to(asterisk.sipAddress())) {
            voxari.start();
            asterisk.media(asterisk.websocketClient(), voxari.mediaUri());
            for (int i = 0; i < WARM_UP + calls; i++) {
                if (i == WARM_UP) {
                    steps.forget();
                }
                phone.place(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(100)))
                        .awaitEnd(Duration.ofSeconds(20));
            }
        }
        steps.print();
    }

    private static final class Steps implements CallListener {
        private final Map<CallStep.Kind, DoubleStream.Builder> millis = new EnumMap<>(CallStep.Kind.class);

        @Override
        public synchronized void onStep(CallStep step) {
            millis.computeIfAbsent(step.kind(), kind -> DoubleStream.builder()).add(step.sinceOfferedNanos() / 1e6);
        }

        synchronized void forget() {
            millis.clear();
        }

        synchronized void print() {
            System.out.println("milliseconds since StasisStart   calls   median      p90      p99      max");
            millis.forEach((kind, values) -> {
                if (kind.compareTo(CallStep.Kind.BRIDGED) <= 0) {
                    print(kind, values.build().sorted().toArray());
                }
            });
        }

        private static void print(CallStep.Kind kind, double[] sorted) {
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %7d %8.2f %8.2f %8.2f %8.2f%n",
                    kind.name().toLowerCase(Locale.ROOT),
                    sorted.length,
                    at(sorted, 0.5),
                    at(sorted, 0.9),
                    at(sorted, 0.99),
                    Arrays.stream(sorted).max().orElse(0));
        }

        private static double at(double[] sorted, double share) {
            return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
        }
    }
}
