package io.voxari.examples;

import io.voxari.ari.AriClient;
import io.voxari.ari.model.Channel;
import java.io.PrintStream;
import java.util.List;

/**
 * Lists the channels of an Asterisk: one request, no event connection.
 *
 * <p>When it runs it prints a line for each channel (its name, its state, who calls, and what the dialplan does with it), and
 * how many there are.
 */
public final class ListChannels {
    private ListChannels() {}

    /**
     * Prints the list and ends.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        ExampleOptions.Kind kind = ExampleOptions.Kind.ARI;
        return new Program("ListChannels", ExampleOptions.help("ListChannels", kind), out, err).run(args, () -> {
            try (AriClient ari = ExampleOptions.parse(kind, args).ari()) {
                list(ari, out);
                return Program.DONE;
            }
        });
    }

    static void list(AriClient ari, PrintStream out) {
        List<Channel> channels = ari.channels().list().send();
        for (Channel channel : channels) {
            out.printf(
                    "%-40s %-8s %-16s %s(%s)%n",
                    channel.name(),
                    channel.state(),
                    channel.caller().number(),
                    channel.dialplan().appName(),
                    channel.dialplan().appData());
        }
        out.printf("%d channels%n", channels.size());
    }
}
