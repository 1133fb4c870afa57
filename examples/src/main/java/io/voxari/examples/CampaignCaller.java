package io.voxari.examples;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.Voxari;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Calls everybody in a file and plays a message: {@code examples/run CampaignCaller numbers.txt}. {@link Campaign} has the
 * rate, the number of calls at a time, the callers' numbers and the retries.
 *
 * <p>When it runs it prints a line for each step of each call, and at the end what became of each number.
 */
public final class CampaignCaller implements AgentPipeline {
    private static final String OWN_OPTIONS = """
              --rate               calls that begin in a second at most (1)
              --at-once            calls at a time at most (2)
              --caller-ids         numbers to show in turn, separated by commas; those of the trunk unless given
              --retries            how often to call again who was busy or did not answer (1)
              --pause              seconds before that (60)
            """;

    CampaignCaller() {}

    /**
     * Calls all, and ends: with 0 if everybody answered, with 1 if not or if there was nobody to ask, with 2 when it was asked
     * wrongly.
     *
     * @param args a file with an endpoint a line, such as {@code PJSIP/+4930123456@trunk}, and then the options; see
     *     {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        String help = ExampleOptions.help("CampaignCaller FILE") + "\n\n" + OWN_OPTIONS;
        return new Program("CampaignCaller", help, out, err).run(args, () -> {
            Path file = Path.of(Program.first(args, "whom to call? Give a file first, with an endpoint a line"));
            List<String> rest = new ArrayList<>(Arrays.asList(Program.rest(args)));
            Campaign.Plan plan = plan(rest);
            ExampleOptions options = ExampleOptions.parse(rest.toArray(String[]::new));
            Set<String> endpoints = endpoints(lines(file));
            if (endpoints.isEmpty()) {
                throw new IllegalArgumentException("nobody is in " + file + "; give an endpoint a line");
            }
            Map<String, DialOutcome> results = call(options, plan, endpoints, out);
            results.forEach((endpoint, outcome) -> out.println(endpoint + ": " + OutboundCall.told(outcome)));
            return results.values().stream().allMatch(DialOutcome::isAnswered) ? Program.DONE : Program.FAILED;
        });
    }

    private static Map<String, DialOutcome> call(
            ExampleOptions options, Campaign.Plan plan, Set<String> endpoints, PrintStream out) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (Voxari voxari = options.protect(Voxari.builder())
                .asterisk(options.asterisk())
                .listen(options.listenHost(), options.listenPort())
                .resolver(offer -> Resolution.refuse(RefusalCause.REJECTED, "this program only calls"))
                .agent(new CampaignCaller())
                .listener(new TimelinePrinter(out))
                .build()) {
            voxari.start();
            return new Campaign(voxari::dial, scheduler, plan).call(endpoints).join();
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("there is no file " + file, missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the file of endpoints: " + unreadable, unreadable);
        }
    }

    /** A mistake in the last line is told before the first one is called. */
    static Set<String> endpoints(List<String> lines) {
        Set<String> endpoints = new LinkedHashSet<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                endpoints.add(Destination.of(line.strip()).endpoint());
            }
        }
        return endpoints;
    }

    /** Takes its own options out of the list. */
    static Campaign.Plan plan(List<String> args) {
        double aSecond = number(args, "--rate", "1");
        int atOnce = (int) number(args, "--at-once", "2");
        String callerIds = take(args, "--caller-ids", "");
        int retries = (int) number(args, "--retries", "1");
        Duration pause = Duration.ofSeconds((long) number(args, "--pause", "60"));
        return new Campaign.Plan(
                aSecond,
                atOnce,
                callerIds.isEmpty() ? List.of() : Arrays.asList(callerIds.split(",", -1)),
                retries,
                pause);
    }

    private static double number(List<String> args, String flag, String otherwise) {
        String value = take(args, flag, otherwise);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(flag + " \"" + value + "\" is not a number", notANumber);
        }
    }

    private static String take(List<String> args, String flag, String otherwise) {
        for (int at = 0; at < args.size(); at++) {
            if (args.get(at).startsWith(flag + "=")) {
                return args.remove(at).substring(flag.length() + 1);
            }
            if (args.get(at).equals(flag)) {
                if (at + 1 == args.size()) {
                    throw new IllegalArgumentException(flag + " needs a value");
                }
                args.remove(at);
                return args.remove(at);
            }
        }
        return otherwise;
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        return CompletableFuture.completedFuture(new Message(call));
    }

    private record Message(AgentCall call) implements AgentSession {
        @Override
        public void onAudio(CallerAudio audio) {}

        @Override
        public void onEvent(CallEvent event) {
            if (event instanceof CallEvent.Answered) {
                Utterance utterance = call.speech().begin();
                utterance.write(Sounds.greeting());
                utterance.end();
                call.hangupWhenHeard();
            }
        }
    }
}
