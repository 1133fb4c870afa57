package io.voxari.examples;

import io.voxari.media.MediaClose;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaServer;
import io.voxari.media.MediaSession;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * A media server without an agent: whatever channel Asterisk connects hears itself. It tries the media connection of an
 * Asterisk alone, through the same sessions that calls use. For a trial without ARI, a dialplan will do:
 * {@code Dial(WebSocket/voxari/c(ulaw))}, {@code voxari} being the section of websocket_client.conf with this server's uri.
 *
 * <p>When it runs it prints the uri for websocket_client.conf, then a line for each connection that begins and ends. Anyone
 * who reaches the port gets in, unless a user and a password are set.
 */
public final class MediaEcho implements MediaListener {
    private static final String USAGE = String.join(
            System.lineSeparator(),
            "Usage: examples/run MediaEcho [option value]...",
            "",
            "  --host      the address to listen on (127.0.0.1); 0.0.0.0 for all",
            "  --port      the port there (9090); 0 for any free one",
            "  --path      the path served (/media)",
            "",
            "Where VOXARI_MEDIA_USER and VOXARI_MEDIA_PASSWORD are set, Asterisk must sign in with them: username and",
            "password in websocket_client.conf.");

    private MediaEcho() {}

    /**
     * Runs until it is stopped.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return new Program("MediaEcho", USAGE, out, err).run(args, () -> {
            MediaServer server = server(options(args), environment);
            try {
                server.start();
            } catch (UncheckedIOException failure) {
                throw new IOException(failure.getMessage() + "; choose another with --host or --port", failure);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "voxari-shutdown"));
            out.println("uri = " + server.uri());
            new CountDownLatch(1).await();
            return Program.DONE;
        });
    }

    static Map<String, String> options(String[] args) {
        Map<String, String> options =
                new TreeMap<>(Map.of("--host", "127.0.0.1", "--port", "9090", "--path", "/media"));
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String flag = equals < 0 ? args[i] : args[i].substring(0, equals);
            if (!options.containsKey(flag)) {
                throw new IllegalArgumentException("there is no option " + flag);
            }
            if (equals < 0 && i + 1 == args.length) {
                throw new IllegalArgumentException(flag + " needs a value");
            }
            options.put(flag, equals < 0 ? args[++i] : args[i].substring(equals + 1));
        }
        return options;
    }

    private static MediaServer server(Map<String, String> options, Map<String, String> environment) {
        MediaServer.Builder builder = MediaServer.builder()
                .host(options.get("--host"))
                .port(port(options.get("--port")))
                .path(options.get("--path"))
                .unexpected(start -> new MediaEcho());
        String user = environment.getOrDefault("VOXARI_MEDIA_USER", "");
        String password = environment.getOrDefault("VOXARI_MEDIA_PASSWORD", "");
        if (user.isEmpty() != password.isEmpty()) {
            // Half of it would let anyone in who believes to be kept out.
            throw new IllegalArgumentException(
                    (user.isEmpty() ? "VOXARI_MEDIA_USER" : "VOXARI_MEDIA_PASSWORD") + " is missing, the other is set");
        }
        return (user.isEmpty() ? builder : builder.credentials(user, password)).build();
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "--port \"" + text + "\" is not a port; expected 0 to 65535", notANumber);
        }
    }

    @Override
    public void onStart(MediaSession session) {
        System.out.println(session.start().channel() + " begins: "
                + session.start().format().name() + ", "
                + session.start().format().ptime().toMillis() + " ms");
    }

    @Override
    public void onAudio(MediaSession session, ByteBuffer audio) {
        session.playout().write(audio);
    }

    @Override
    public void onClosed(MediaSession session, MediaClose close) {
        System.out.println(session.start().channel() + " ended: " + close.kind() + " " + close.code() + " "
                + close.reason() + "; heard " + session.stats().framesIn() + " frames, "
                + session.inboundStats().jitter().toNanos() / 1_000 + " µs of jitter, said "
                + session.stats().framesOut());
    }
}
