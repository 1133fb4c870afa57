package io.voxari.examples;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriException;
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
        ExampleOptions options = ExampleOptions.parse("ListChannels", ExampleOptions.Kind.ARI, args);
        try (AriClient ari = options.ari()) {
            list(ari, System.out);
        } catch (AriException failure) {
            System.err.println("ListChannels: " + failure.getMessage());
            System.exit(1);
        }
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
