package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.testkit.SimulatedAsterisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the mains make of mistakes and of an Asterisk that is not as they want it: a line, and an exit code. */
class ProgramTest {
    private static final Set<Example> LISTENING = Collections.unmodifiableSet(
            EnumSet.of(Example.ECHO_AGENT, Example.OUTBOUND_CALL, Example.RECEPTIONIST, Example.CAMPAIGN_CALLER));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private interface Main {
        int run(String[] args, PrintStream out, PrintStream err);
    }

    /** Those that are for an Asterisk, with what they want before the options. */
    @SuppressWarnings("ImmutableEnumChecker") // Method references.
    private enum Example {
        DOCTOR(Doctor::run),
        LIST_CHANNELS(ListChannels::run),
        DIAL_AND_PLAY(DialAndPlay::run, "--to=PJSIP/6001"),
        ECHO_AGENT(EchoAgent::run),
        OUTBOUND_CALL(OutboundCall::run, "PJSIP/6001"),
        RECEPTIONIST(Receptionist::run, "PJSIP/6001"),
        CAMPAIGN_CALLER(CampaignCaller::run, "FILE");

        private final Main main;
        private final List<String> first;

        Example(Main main, String... first) {
            this.main = main;
            this.first = List.of(first);
        }
    }

    private int run(Example example, String... options) throws IOException {
        List<String> args = new ArrayList<>();
        for (String word : example.first) {
            args.add(word.equals("FILE") ? numbers("PJSIP/6001\n").toString() : word);
        }
        args.addAll(List.of(options));
        return example.main.run(args.toArray(String[]::new), out, err);
    }

    private Path numbers(String text) throws IOException {
        return Files.writeString(folder.resolve("numbers.txt"), text);
    }

    private String told() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        assertThat(text).hasLineCount(1).doesNotContain("Exception");
        return text;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAskedWronglyEndsWithTwo(Example example) throws IOException {
        assertThat(run(example, "--password=x", "--colour", "blue")).isEqualTo(2);
        assertThat(told()).contains("there is no option --colour (see --help)");
        assertThat(run(example, "--password=x", "--endpoint", "pbx:8088")).isEqualTo(2);
        assertThat(told()).contains("pbx:8088", "http");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void helpIsGivenWithoutAnythingElse(Example example) {
        assertThat(example.main.run(new String[] {"--help"}, out, err)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Usage: examples/run ", "--endpoint");
        assertThat(bytes.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void wrongPasswordEndsWithOne(Example example) throws IOException {
        try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
                ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> options = new ArrayList<>(List.of(
                    "--endpoint=" + asterisk.ariUri(), "--user=" + asterisk.user(), "--password=not-to-be-seen"));
            if (example == Example.DOCTOR) {
                // It does not come to listening there.
                options.add("--listen-port=" + free.getLocalPort());
            } else if (LISTENING.contains(example)) {
                options.add("--listen-port=0");
            }
            assertThat(run(example, options.toArray(String[]::new))).isEqualTo(1);
        }
        String shown = said.toString(StandardCharsets.UTF_8);
        String failure = example == Example.DOCTOR ? shown : told();
        assertThat(failure).contains("401");
        assertThat(shown + failure).doesNotContain("not-to-be-seen");
    }

    @ParameterizedTest
    @EnumSource(names = {"ECHO_AGENT", "OUTBOUND_CALL", "RECEPTIONIST", "CAMPAIGN_CALLER"})
    void portInUseNamesTheOption(Example example) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(example, "--password=x", "--listen-port=" + taken.getLocalPort()))
                    .isEqualTo(1);
            assertThat(told()).contains("" + taken.getLocalPort(), "in use", "--listen-port");
        }
    }

    @Test
    void mediaEchoTellsItsOwnOptions() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(MediaEcho.run(new String[] {"--port=" + taken.getLocalPort()}, Map.of(), out, err))
                    .isEqualTo(1);
            assertThat(told())
                    .contains("in use", "choose another with --host or --port")
                    .doesNotContain("--listen");
        }
        assertThat(MediaEcho.run(new String[] {"--port", "many"}, Map.of(), out, err))
                .isEqualTo(2);
        assertThat(told()).contains("\"many\" is not a port");
        assertThat(MediaEcho.run(new String[0], Map.of("VOXARI_MEDIA_USER", "pbx"), out, err))
                .isEqualTo(2);
        assertThat(told()).contains("VOXARI_MEDIA_PASSWORD is missing");
    }

    @Test
    void hostThatNobodyKnowsIsNamed() throws IOException {
        // No name server is asked for such a name.
        assertThat(run(Example.ECHO_AGENT, "--password=x", "--listen-host=[::1"))
                .isEqualTo(1);
        assertThat(told()).contains("cannot listen on [::1:8089: no host of that name is known");
    }

    @Test
    void doctorWantsAPortItCanCompare() throws IOException {
        assertThat(run(Example.DOCTOR, "--password=x", "--listen-port=0")).isEqualTo(2);
        assertThat(told()).contains("port 0", "expected 1 to 65535");
        assertThat(run(Example.DOCTOR, "--password=x", "--extension=8000")).isEqualTo(2);
        assertThat(told()).contains("8000@from-external");
    }

    @ParameterizedTest
    @CsvSource({
        "OUTBOUND_CALL,no endpoint,no endpoint",
        "RECEPTIONIST,no endpoint,no endpoint",
        "OUTBOUND_CALL,--password=x,Give an endpoint first",
        "RECEPTIONIST,--password=x,Give an endpoint first",
        "CAMPAIGN_CALLER,--password=x,Give a file first",
        "CAMPAIGN_CALLER,no-such-file,there is no file no-such-file",
    })
    void whomToCallIsNeeded(Example example, String first, String message) {
        assertThat(example.main.run(new String[] {first, "--password=x"}, out, err))
                .isEqualTo(2);
        assertThat(told()).contains(message);
    }

    @Test
    void campaignTellsMistakesBeforeItCalls() throws IOException {
        assertThat(run(Example.CAMPAIGN_CALLER, "--password=x", "--rate=often")).isEqualTo(2);
        assertThat(told()).contains("--rate \"often\" is not a number");
        String nobody = numbers("# only a comment\n\n").toString();
        assertThat(CampaignCaller.run(new String[] {nobody, "--password=x"}, out, err))
                .isEqualTo(2);
        assertThat(told()).contains("nobody is in");
    }

    @Test
    void halfOfTheMediaCredentialsIsAMistake() throws IOException {
        assertThat(run(Example.ECHO_AGENT, "--password=x", "--media-user=pbx")).isEqualTo(2);
        assertThat(told()).contains("--media-password");
        assertThat(run(Example.ECHO_AGENT, "--password=x", "--media-password=x"))
                .isEqualTo(2);
        assertThat(told()).contains("--media-user");
    }

    @Test
    void causeOfAWaitIsTold() {
        Program program = new Program("Some", "", out, err);
        assertThat(program.run(new String[0], () -> {
                    throw new CompletionException(new IllegalStateException("it was closed"));
                }))
                .isEqualTo(1);
        assertThat(told()).contains("Some: it was closed");
        assertThatThrownBy(() -> program.run(new String[0], () -> {
                    throw new NullPointerException("a fault");
                }))
                .as("a fault of ours keeps its trace")
                .isInstanceOf(NullPointerException.class);
    }
}
