package io.voxari.examples;

import io.voxari.agent.Resolution;
import io.voxari.agent.page.CallPage;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.CallRecording;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A whole call from end to end: calls {@link EchoAgent}, speaks, presses #. On a simulated Asterisk, or over SIP on a real one.
 *
 * <p>When it runs it prints the call as it happens, then what the caller heard, and leaves {@code target/demo/call.wav}, on
 * the left what the caller said, on the right what it heard, and {@code call.html}, the call to look at. {@code bin/demo}
 * runs it.
 */
public final class Demo {
    private static final String USAGE = """
            Usage: examples/run Demo [--asterisk]

              --asterisk   over SIP on a real Asterisk, instead of on a simulated one""";

    private static final Path RECORDING = Path.of("target", "demo", "call.wav");
    private static final Path PAGE = Path.of("target", "demo", "call.html");
    private static final Duration LONGEST_HOLE = Duration.ofMillis(60);
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double CLEARLY = 0.9;

    private final OfferClock clock = new OfferClock();
    private final BlockingQueue<CallPage> pages = new LinkedBlockingQueue<>();
    private final byte[] greeting = bytes(Sounds.greeting());
    private final byte[] goodbye = bytes(Sounds.goodbye());
    private final byte[] speech = SpeechFixture.caller();

    /** How long the caller listens before it speaks. */
    private final Duration listening = PAUSE.plus(lengthOf(greeting));

    private Demo() {}

    /** Both sides of the call, as the caller's telephone had them. */
    private record Sides(HeardAudio said, HeardAudio heard) {}

    /**
     * Runs the demonstration; the exit code is 0 only if the caller heard the greeting, its own voice and the goodbye, and 2 when
     * it was asked wrongly.
     *
     * @param args {@code --asterisk} for a call over SIP on a real Asterisk; nothing for one on a simulated
     */
    public static void main(String[] args) {
        System.exit(new Program("Demo", USAGE, System.out, System.err).run(args, () -> {
            boolean isReal = args.length == 1 && args[0].equals("--asterisk");
            if (args.length > 0 && !isReal) {
                throw new IllegalArgumentException("there is no option " + String.join(" ", args));
            }
            Demo demo = new Demo();
            boolean good = demo.report(isReal ? demo.onRealAsterisk() : demo.onSimulatedAsterisk());
            return good ? Program.DONE : Program.FAILED;
        }));
    }

    private Sides onSimulatedAsterisk() {
        try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
                Voxari voxari = agent(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .app(asterisk.app())
                        .user(asterisk.user())
                        .password(asterisk.password())
                        .build())) {
            System.out.printf("Asterisk   %s, simulated%n", asterisk.ariUri());
            voxari.start();
            asterisk.media(asterisk.app(), voxari.mediaUri());
            System.out.printf("EchoAgent  %s%n%n", voxari.mediaUri());
            SimulatedCaller caller = asterisk.call("8000", "6001", "Demo")
                    .waits(listening)
                    .says(speech)
                    .waits(PAUSE)
                    .presses("#");
            int unusedCause = caller.awaitEnded(PATIENCE);
            asterisk.awaitQuiet(PATIENCE);
            return new Sides(caller.said(), caller.heard());
        }
    }

    private Sides onRealAsterisk() throws IOException {
        try (RealAsterisk asterisk = RealAsterisk.builder().start();
                Voxari voxari = agent(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .app(asterisk.app())
                        .user(asterisk.user())
                        .password(asterisk.password())
                        .websocketClient(asterisk.websocketClient())
                        .build());
                SipCaller phone = SipCaller.to(asterisk.sipAddress())) {
            System.out.printf("Asterisk   %s, SIP on port %d%n", asterisk.ariUri(), asterisk.sipPort());
            voxari.start();
            asterisk.media(asterisk.websocketClient(), voxari.mediaUri());
            System.out.printf("EchoAgent  %s%n%n", voxari.mediaUri());
            SipCall call = phone.place(CallPlan.to("8000")
                    .from("6001", "Demo")
                    .saying(join(SpeechFixture.silence(listening), speech))
                    .pressing("#", listening.plus(lengthOf(speech)).plus(PAUSE)));
            int status = call.awaitEnd(PATIENCE).finalStatus();
            System.out.printf("%nThe call's SIP status was %d.%n", status);
            return new Sides(call.said(), call.heard());
        }
    }

    private Voxari agent(AsteriskConfig asterisk) {
        return Voxari.builder()
                .asterisk(asterisk)
                .listen("127.0.0.1", 0)
                .resolver(offer -> Resolution.accept("echo"))
                .agent(new EchoAgent())
                .listener(new TimelinePrinter(System.out))
                .listener(clock)
                .listener(CallPage.whenEnded(pages::add))
                .build();
    }

    private boolean report(Sides call) throws IOException, InterruptedException {
        CallRecording recording = CallRecording.of(call.said, call.heard);
        recording.writeTo(RECORDING);
        CallPage page = pages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (page != null) {
            page.withRecording(recording.wav(), clock.sinceOffer(recording.beginsNanos()))
                    .writeTo(PAGE);
        }
        HeardAudio heard = call.heard;
        System.out.printf(
                Locale.ROOT, "%nThe caller heard %.1f s:%n", heard.duration().toMillis() / 1000.0);
        boolean good = check("the greeting", heard, greeting, 0);
        good &= check("its own voice", heard, speech, greeting.length);
        good &= check("the goodbye", heard, goodbye, greeting.length);
        if (!good) {
            System.out.printf(
                    "%nHoles come from a machine that is busy with something else: once more when it rests?%n");
        }
        System.out.printf(
                "%nRecorded in %s: left the caller, right the agent; to look at in a browser: %s%n", RECORDING, PAGE);
        return good && page != null;
    }

    private static boolean check(String what, HeardAudio heard, byte[] known, int fromSample) {
        HeardAudio.Match match = heard.find(known, fromSample);
        int end = match.offset() + known.length;
        Duration hole = heard.longestHoleWithin(match.offset(), end);
        boolean good = match.correlation() > CLEARLY && hole.compareTo(LONGEST_HOLE) <= 0;
        System.out.printf(
                Locale.ROOT,
                "  %-14s at %5d ms, %5.1f %% of the samples exact, longest hole %d ms, latest packet %d ms late: %s%n",
                what,
                match.offset() / 8,
                match.equal() * 100,
                hole.toMillis(),
                heard.longestGapWithin(match.offset(), end).toMillis(),
                good ? "good" : "NOT GOOD");
        return good;
    }

    private static Duration lengthOf(byte[] ulaw) {
        return Duration.ofMillis(ulaw.length / 8);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteBuffer joined = ByteBuffer.allocate(first.length + second.length);
        return joined.put(first).put(second).array();
    }
}
