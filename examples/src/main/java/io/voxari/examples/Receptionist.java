package io.voxari.examples;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.Conversation;
import io.voxari.agent.Destination;
import io.voxari.agent.DigitRules;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.admission.Routes;
import io.voxari.agent.runtime.Voxari;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Two agents on one line: 8000 is a receptionist with a menu of keys, who transfers to somebody, 8001 the {@link EchoAgent};
 * other numbers do not exist: {@code examples/run Receptionist PJSIP/6001}.
 *
 * <p>When it runs it prints a line for each step of each call. Who presses 1 hears music while the telephone of the operator
 * rings. The operator hears that there is a caller, takes it with 1, and declines with any other key; who is declined, or
 * when nobody answers, comes back to the menu.
 */
public final class Receptionist {
    private static final int PATIENCE = 3;

    private Receptionist() {}

    /**
     * Runs until it is stopped.
     *
     * @param args whom to transfer to, such as {@code PJSIP/6001}, and then the options; see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Program program = new Program("Receptionist", ExampleOptions.help("Receptionist OPERATOR"), out, err);
        return program.run(args, () -> {
            Destination operator = Destination.of(
                    Program.first(args, "whom to transfer to? Give an endpoint first, such as PJSIP/6001"));
            ExampleOptions options = ExampleOptions.parse(Program.rest(args));
            serving(options.protect(Voxari.builder()), operator)
                    .asterisk(options.asterisk())
                    .listen(options.listenHost(), options.listenPort())
                    .listener(new TimelinePrinter(out))
                    .build()
                    .runUntilStopped();
            return Program.DONE;
        });
    }

    /** Adds the two agents and the numbers that lead to them. */
    static Voxari.Builder serving(Voxari.Builder builder, Destination operator) {
        return builder.resolver(Routes.builder()
                        .route("8000", "reception")
                        .route("8001", "echo")
                        .build())
                .agent("reception", reception(operator.ringTimeout(Duration.ofSeconds(20))))
                .agent("echo", new EchoAgent());
    }

    private static AgentPipeline reception(Destination operator) {
        return Conversation.agent(call -> {
            for (int i = 0; i < PATIENCE; i++) {
                String key =
                        call.collectDigits(Sounds.menu(), DigitRules.upTo(1)).digits();
                if (key.equals("9")) {
                    break;
                }
                if (key.equals("1")) {
                    TransferOutcome outcome = call.transfer(new TransferRequest.Attended(operator)
                            .announcing(Sounds.caller())
                            .acceptedBy('1'));
                    if (outcome.kind() != TransferOutcome.Kind.FAILED) {
                        return;
                    }
                    call.say(Sounds.sorry());
                }
            }
            call.say(Sounds.goodbye());
        });
    }
}
