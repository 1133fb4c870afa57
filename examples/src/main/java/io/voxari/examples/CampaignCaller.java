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
import java.nio.file.Files;
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
     * Calls all, and ends: with 0 if everybody answered, else with 1.
     *
     * @param args a file with an endpoint a line, such as {@code PJSIP/+4930123456@trunk}, and then the options; see
     *     {@code --help}
     */
    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h")) {
            System.out.println(ExampleOptions.help("CampaignCaller FILE") + "\n\n" + OWN_OPTIONS);
            return;
        }
        if (args.length == 0 || args[0].startsWith("-")) {
            throw mistake("whom to call? Give a file first, with an endpoint a line (see --help)");
        }
        List<String> rest = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
        Campaign.Plan plan;
        Set<String> endpoints;
        try {
            plan = plan(rest);
            endpoints = endpoints(Files.readAllLines(Path.of(args[0])));
        } catch (IllegalArgumentException wrong) {
            throw mistake(wrong.getMessage() + " (see --help)");
        } catch (IOException unreadable) {
            throw mistake("cannot read the file of endpoints: " + unreadable);
        }
        ExampleOptions options = ExampleOptions.parse("CampaignCaller", rest.toArray(String[]::new));
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        Map<String, DialOutcome> results;
        try (Voxari voxari = options.protect(Voxari.builder())
                .asterisk(options.asterisk())
                .listen(options.listenHost(), options.listenPort())
                .resolver(offer -> Resolution.refuse(RefusalCause.REJECTED, "this program only calls"))
                .agent(new CampaignCaller())
                .listener(new TimelinePrinter(System.out))
                .build()) {
            voxari.start();
            results =
                    new Campaign(voxari::dial, scheduler, plan).call(endpoints).join();
        } catch (IllegalStateException notThere) {
            throw mistake(notThere.getMessage());
        } finally {
            scheduler.shutdownNow();
        }
        results.forEach((endpoint, outcome) -> System.out.println(endpoint + ": " + outcome));
        System.exit(results.values().stream().allMatch(DialOutcome::isAnswered) ? 0 : 1);
    }

    private static RuntimeException mistake(String message) {
        System.err.println("CampaignCaller: " + message);
        System.exit(2);
        return new IllegalArgumentException(message);
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
        int at = args.indexOf(flag);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == args.size()) {
            throw new IllegalArgumentException(flag + " needs a value");
        }
        String value = args.get(at + 1);
        args.subList(at, at + 2).clear();
        return value;
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
