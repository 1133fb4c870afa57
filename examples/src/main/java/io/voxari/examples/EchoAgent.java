package io.voxari.examples;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.Resolution;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.Voxari;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An agent that greets, then says back what it hears; the key # makes it say goodbye and hang up.
 *
 * <p>When it runs it prints a line for each step of each call: offered, resolved, granted, media up, agent ready,
 * answered, bridged, first agent audio, the keys pressed, hang-up.
 */
public final class EchoAgent implements AgentPipeline {

    /**
     * Runs until it is stopped.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        return new Program("EchoAgent", ExampleOptions.help("EchoAgent"), out, err).run(args, () -> {
            ExampleOptions options = ExampleOptions.parse(args);
            options.protect(Voxari.builder())
                    .asterisk(options.asterisk())
                    .listen(options.listenHost(), options.listenPort())
                    .resolver(offer -> Resolution.accept("echo"))
                    .agent(new EchoAgent())
                    .listener(new TimelinePrinter(out))
                    .build()
                    .runUntilStopped();
            return Program.DONE;
        });
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        return CompletableFuture.completedFuture(new Echo(call));
    }

    private static final class Echo implements AgentSession {
        private final AgentCall call;
        /** Only in callbacks; null until the greeting has been heard. */
        private Utterance echo;

        Echo(AgentCall call) {
            this.call = call;
            say(Sounds.greeting());
        }

        @Override
        public void onAudio(CallerAudio audio) {
            if (echo != null) {
                echo.write(audio.audio());
            }
        }

        @Override
        public void onEvent(CallEvent event) {
            if (event instanceof CallEvent.PlaybackEnded && echo == null) {
                echo = call.speech().begin();
            } else if (event instanceof CallEvent.Dtmf dtmf && dtmf.digit() == '#') {
                say(Sounds.goodbye());
                call.hangupWhenHeard();
            }
        }

        private void say(java.nio.ByteBuffer words) {
            Utterance utterance = call.speech().begin();
            utterance.write(words);
            utterance.end();
        }
    }
}
