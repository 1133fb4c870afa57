package io.voxari.examples;

import io.voxari.ari.AriException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;

/**
 * The frame of an example's main: what the user did wrong, and what is not there, is told in a line, and has an exit code.
 * Immutable.
 *
 * @param name the example's
 * @param help what {@code --help} prints
 * @param out what it has to say
 * @param err mistakes and failures
 */
record Program(String name, String help, PrintStream out, PrintStream err) {
    /** It did what it was asked for. */
    static final int DONE = 0;
    /** It could not, or the other side would not. */
    static final int FAILED = 1;
    /** It was asked wrongly. */
    static final int MISTAKEN = 2;

    /** What an example does. */
    interface Body {
        /** {@return the exit code} */
        int run() throws IOException, InterruptedException;
    }

    /** {@return the exit code} */
    int run(String[] args, Body body) {
        if (Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h")) {
            out.println(help);
            return DONE;
        }
        try {
            return body.run();
        } catch (RuntimeException | IOException failure) {
            return tell(failure);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Tells what a user can mend; anything else is a fault of the program, with its trace. */
    private int tell(Exception failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof IllegalArgumentException) {
            err.println(name + ": " + cause.getMessage() + " (see --help)");
            return MISTAKEN;
        }
        if (cause instanceof IllegalStateException
                || cause instanceof AriException
                || cause instanceof IOException
                || cause instanceof UncheckedIOException) {
            err.println(name + ": " + told(cause));
            return FAILED;
        }
        throw failure instanceof RuntimeException fault ? fault : new IllegalStateException(failure);
    }

    /** {@return the argument before the options} */
    static String first(String[] args, String question) {
        if (args.length == 0 || args[0].startsWith("-")) {
            throw new IllegalArgumentException(question);
        }
        return args[0];
    }

    /** {@return what follows it} */
    static String[] rest(String[] args) {
        return Arrays.copyOfRange(args, 1, args.length);
    }

    private String told(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException && help.contains(ExampleOptions.LISTEN_PORT)) {
                return failure.getMessage() + "; if another program has the port, choose one with "
                        + ExampleOptions.LISTEN_PORT + ", and the same in the uri of websocket_client.conf";
            }
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
