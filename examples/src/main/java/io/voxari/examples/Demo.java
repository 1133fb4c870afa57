package io.voxari.examples;

import io.voxari.agent.Resolution;
import io.voxari.agent.page.CallPage;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.asterisk.CallOutcome;
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
 * A whole call, from end to end: starts an Asterisk and {@link EchoAgent}, calls it over SIP, speaks, presses #.
 *
 * <p>When it runs it prints the call as it happens, then what the caller heard, and leaves {@code target/demo/call.wav}: on
 * the left what the caller said, on the right what it heard. {@code bin/demo} runs it.
 */
public final class Demo {
    private static final Path RECORDING = Path.of("target", "demo", "call.wav");
    private static final Path PAGE = Path.of("target", "demo", "call.html");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_HOLE = Duration.ofMillis(60);
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final double CLEARLY = 0.9;

    private Demo() {}

    /**
     * Runs the demonstration; the exit code is 0 only if the caller heard the greeting, its own voice and the goodbye.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean good;
        try (RealAsterisk asterisk = RealAsterisk.builder().start()) {
            System.out.printf("Asterisk   %s, SIP on port %d%n", asterisk.ariUri(), asterisk.sipPort());
            OfferClock clock = new OfferClock();
            BlockingQueue<CallPage> pages = new LinkedBlockingQueue<>();
            try (Voxari voxari = agent(asterisk, clock, pages);
                    SipCaller phone = SipCaller.to(asterisk.sipAddress())) {
                voxari.start();
                asterisk.media(asterisk.websocketClient(), voxari.mediaUri());
                System.out.printf("EchoAgent  %s%n%n", voxari.mediaUri());
                good = call(phone, clock, pages);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static Voxari agent(RealAsterisk asterisk, OfferClock clock, BlockingQueue<CallPage> pages) {
        return Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .app(asterisk.app())
                        .user(asterisk.user())
                        .password(asterisk.password())
                        .websocketClient(asterisk.websocketClient())
                        .build())
                .listen("127.0.0.1", 0)
                .resolver(offer -> Resolution.accept("echo"))
                .agent(new EchoAgent())
                .listener(new TimelinePrinter(System.out))
                .listener(clock)
                .listener(CallPage.whenEnded(pages::add))
                .build();
    }

    private static boolean call(SipCaller phone, OfferClock clock, BlockingQueue<CallPage> pages)
            throws IOException, InterruptedException {
        byte[] greeting = bytes(Sounds.greeting());
        byte[] goodbye = bytes(Sounds.goodbye());
        byte[] speech = SpeechFixture.caller();
        Duration listening = PAUSE.plus(lengthOf(greeting));
        SipCall call = phone.place(CallPlan.to("8000")
                .from("6001", "Demo")
                .saying(join(SpeechFixture.silence(listening), speech))
                .pressing("#", listening.plus(lengthOf(speech)).plus(PAUSE)));
        CallOutcome outcome = call.awaitEnd(PATIENCE);
        CallRecording recording = CallRecording.of(call);
        recording.writeTo(RECORDING);
        CallPage page = pages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (page != null) {
            page.withRecording(recording.wav(), clock.sinceOffer(recording.beginsNanos()))
                    .writeTo(PAGE);
        }

        HeardAudio heard = call.heard();
        System.out.printf(
                Locale.ROOT,
                "%nThe caller (SIP status %d) heard %.1f s:%n",
                outcome.finalStatus(),
                heard.duration().toMillis() / 1000.0);
        boolean good = check("the greeting", heard, greeting, 0);
        good &= check("its own voice", heard, speech, greeting.length);
        good &= check("the goodbye", heard, goodbye, greeting.length);
        System.out.printf("%nRecorded in %s: left the caller, right the agent; to look at: %s%n", RECORDING, PAGE);
        return good;
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
