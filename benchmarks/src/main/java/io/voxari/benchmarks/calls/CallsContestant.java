package io.voxari.benchmarks.calls;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process that takes the calls of one application. Not thread-safe. */
final class CallsContestant implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final URI media;

    CallsContestant(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
        String line = line();
        while (!line.startsWith("ready ")) {
            line = line();
        }
        media = URI.create(line.substring("ready ".length()));
    }

    /** {@return where Asterisk is to dial for audio} */
    URI media() {
        return media;
    }

    long pid() {
        return process.pid();
    }

    /** {@return microseconds by what they are of, since this was asked for the last time} */
    Map<String, Times> times() throws IOException {
        in.write("report\n");
        in.flush();
        Map<String, Times> times = new HashMap<>();
        for (String list : line().split(" ", -1)) {
            int equals = list.indexOf('=');
            if (equals > 0) {
                times.put(list.substring(0, equals), Times.parse(list.substring(equals + 1)));
            }
        }
        return times;
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new EOFException(
                    "The process ended: " + process.info().commandLine().orElse("?"));
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
