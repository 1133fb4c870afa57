package io.voxari.examples;

import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.Voxari;
import java.time.Duration;
import java.util.Arrays;

/**
 * Calls somebody, who hears the {@link EchoAgent}: {@code examples/run OutboundCall PJSIP/6001}.
 *
 * <p>When it runs it prints a line for each step of the call, among them the agent being ready before anybody is called, and at
 * the end what became of it: answered, busy, no answer, rejected, unreachable.
 */
public final class OutboundCall {
    private OutboundCall() {}

    /**
     * Calls once, and ends when the call is over: with 0 if somebody answered, else with 1.
     *
     * @param args the endpoint, such as {@code PJSIP/6001}, {@code 6001} or {@code PJSIP/+4930123456@trunk}, and then the
     *     options; see {@code --help}
     */
    public static void main(String[] args) {
        String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        boolean isEndpointGiven = args.length > 0 && !args[0].startsWith("-");
        ExampleOptions options = ExampleOptions.parse("OutboundCall ENDPOINT", isEndpointGiven ? rest : args);
        if (!isEndpointGiven) {
            System.err.println("OutboundCall: whom to call? Give an endpoint first, such as PJSIP/6001 (see --help)");
            System.exit(2);
        }
        DialOutcome outcome;
        try (Voxari voxari = options.protect(Voxari.builder())
                .asterisk(options.asterisk())
                .listen(options.listenHost(), options.listenPort())
                .resolver(offer -> Resolution.refuse(RefusalCause.REJECTED, "this program only calls"))
                .agent(new EchoAgent())
                .listener(new TimelinePrinter(System.out))
                .build()) {
            voxari.start();
            var call = voxari.dial(OutboundRequest.of(
                    Destination.of(args[0]).ringTimeout(Duration.ofSeconds(20)), Workflow.of("echo")));
            outcome = call.outcome().toCompletableFuture().join();
            System.out.println(args[0] + ": " + outcome);
            System.out.println(call.ended().toCompletableFuture().join());
        } catch (IllegalArgumentException | IllegalStateException mistake) {
            System.err.println("OutboundCall: " + mistake.getMessage());
            System.exit(2);
            return;
        }
        System.exit(outcome.isAnswered() ? 0 : 1);
    }
}
