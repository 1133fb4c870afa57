package io.voxari.benchmarks.ari;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process that is given commands and answers with figures. Not thread-safe. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    Child(String classPath, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(args));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The next line that is an answer, without what marks it so. */
    String answer() throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(Contest.ANSWER)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new EOFException(
                    "The process ended: " + process.info().commandLine().orElse("?"));
        }
        return line.substring(Contest.ANSWER.length());
    }

    String ask(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        return answer();
    }

    static long[] numbers(String answer) {
        return Arrays.stream(answer.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
