package io.voxari.examples;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriException;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.Channels;
import io.voxari.ari.ResourceId;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.PlaybackFinished;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.PlaybackState;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Calls somebody and plays a sound, then hangs up: the ARI client by itself, with requests inside of event handlers.
 *
 * <p>When it runs it prints a line for each step: dialing, answered, played, and why the call ended. The exit code is 0 only
 * if the sound was played to its end.
 */
public final class DialAndPlay {
    private final AriClient ari;
    private final String media;
    private final PrintStream out;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /** Only on the call's lane. */
    private boolean played;

    private DialAndPlay(AriClient ari, String media, PrintStream out) {
        this.ari = ari;
        this.media = media;
        this.out = out;
    }

    /**
     * Places the call and ends with it.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        ExampleOptions.Kind kind = ExampleOptions.Kind.ONE_CALL;
        return new Program("DialAndPlay", ExampleOptions.help("DialAndPlay", kind), out, err).run(args, () -> {
            ExampleOptions options = ExampleOptions.parse(kind, args);
            try (AriClient ari = options.ari()) {
                ari.connect();
                boolean played = call(ari, options.ownApp(), options.to(), options.play(), out);
                return played ? Program.DONE : Program.FAILED;
            }
        });
    }

    /** Returns when the call is over: whether the sound was played to its end. */
    static boolean call(AriClient ari, String app, String to, String media, PrintStream out) {
        DialAndPlay call = new DialAndPlay(ari, media, out);
        Channels.Originate originate = ari.channels().originate(to).app(app);
        // The id is known before the channel exists, so that no event of it is missed.
        ari.openLane(to).bind(ResourceId.channel(originate.id())).onEvent(event -> {
            try {
                call.onEvent(event);
            } catch (AriException failure) {
                call.ended.completeExceptionally(failure);
            }
        });
        out.printf("dialing    %s%n", to);
        originate.send();
        try {
            return call.ended.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof AriException cause ? cause : failure;
        }
    }

    /** One event at a time; to wait for an answer here is safe. */
    private void onEvent(AriEvent event) {
        if (event instanceof StasisStart start) {
            out.printf("answered   %s%n", start.channel().name());
            ari.channels().play(start.channel().id(), media).send();
        } else if (event instanceof PlaybackFinished finished) {
            played = finished.playback().state() == PlaybackState.DONE;
            out.printf("%-10s %s%n", played ? "played" : "not played", media);
            ari.channels()
                    .hangup(finished.playback().targetUri().substring("channel:".length()))
                    .send();
        } else if (event instanceof ChannelDestroyed destroyed) {
            out.printf("ended      %s (%d)%n", destroyed.causeText(), destroyed.cause());
            ended.complete(played);
        } else if (event instanceof ChannelGone) {
            out.printf("ended      while Asterisk could not be heard%n");
            ended.complete(false);
        }
    }
}
