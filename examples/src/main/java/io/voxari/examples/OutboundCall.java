package io.voxari.examples;

import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.Voxari;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Calls somebody and lets an agent talk, the {@link EchoAgent}: {@code examples/run OutboundCall PJSIP/6001}.
 *
 * <p>When it runs it prints a line for each step of the call, among them the agent being ready before anybody is called, and at
 * the end what became of it: answered, busy, no answer, rejected, unreachable.
 */
public final class OutboundCall {
    private OutboundCall() {}

    /**
     * Calls once, and ends when the call is over: with 0 if somebody answered, with 1 if not or if there was nobody to ask,
     * with 2 when it was asked wrongly.
     *
     * @param args the endpoint, such as {@code PJSIP/6001}, {@code 6001} or {@code PJSIP/+4930123456@trunk}, and then the
     *     options; see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Program program = new Program("OutboundCall", ExampleOptions.help("OutboundCall ENDPOINT"), out, err);
        return program.run(args, () -> {
            String endpoint = Program.first(args, "whom to call? Give an endpoint first, such as PJSIP/6001");
            Destination whom = Destination.of(endpoint).ringTimeout(Duration.ofSeconds(20));
            ExampleOptions options = ExampleOptions.parse(Program.rest(args));
            try (Voxari voxari = options.protect(Voxari.builder())
                    .asterisk(options.asterisk())
                    .listen(options.listenHost(), options.listenPort())
                    .resolver(offer -> Resolution.refuse(RefusalCause.REJECTED, "this program only calls"))
                    .agent(new EchoAgent())
                    .listener(new TimelinePrinter(out))
                    .build()) {
                voxari.start();
                var call = voxari.dial(OutboundRequest.of(whom, Workflow.of("echo")));
                DialOutcome outcome = call.outcome().toCompletableFuture().join();
                var unusedCause = call.ended().toCompletableFuture().join();
                out.println(endpoint + ": " + told(outcome));
                return outcome.isAnswered() ? Program.DONE : Program.FAILED;
            }
        });
    }

    /** {@return what became of it, and why, as far as Asterisk told} */
    static String told(DialOutcome outcome) {
        return outcome.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (outcome.detail().isEmpty() ? "" : ": " + outcome.detail());
    }
}
