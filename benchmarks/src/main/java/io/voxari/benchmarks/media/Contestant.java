package io.voxari.benchmarks.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server to be measured, and how: pinned to the last core, its processor time as the kernel counts it. */
record Contestant(String name, boolean isJava, List<String> command) {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    static Contestant program(String name, String path) {
        return new Contestant(name, false, List.of(path));
    }

    static Contestant java(String name, Class<?> main) {
        return new Contestant(name, true, MediaBench.java(main));
    }

    MediaBench.Run run(int connections, int warmUpSeconds, int seconds) throws IOException {
        try (Talk server = new Talk(pinned(String.valueOf(CORES - 1), command))) {
            String port = server.read();
            long memoryBefore = memory(server);
            List<String> load = new ArrayList<>(MediaBench.java(MediaLoad.class));
            load.add(port);
            load.add(String.valueOf(connections));
            try (Talk client = new Talk(pinned(CORES > 1 ? "0-" + (CORES - 2) : "0", load))) {
                client.read();
                client.ask(String.valueOf(warmUpSeconds));
                long memory = memory(server) - memoryBefore;
                long allocated = allocated(server);
                long processor = processorNanos(server.pid());
                MediaLoad.Load result = MediaLoad.Load.parse(client.ask(String.valueOf(seconds)));
                processor = processorNanos(server.pid()) - processor;
                allocated = allocated(server) - allocated;
                return new MediaBench.Run(
                        processor / 1e3 / result.sent(),
                        (double) allocated / result.sent(),
                        (double) memory / connections,
                        result);
            }
        }
    }

    private static List<String> pinned(String cores, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cores));
        pinned.addAll(command);
        return pinned;
    }

    private long allocated(Talk server) throws IOException {
        return Long.parseLong(server.ask(EchoReport.COUNT).split(" ", -1)[0]);
    }

    /** Live bytes of a Java server; resident ones of another. The kernel's buffers are in neither. */
    private long memory(Talk server) throws IOException {
        long told = Long.parseLong(server.ask(EchoReport.MEMORY).split(" ", -1)[1]);
        if (isJava) {
            return told;
        }
        for (String line : Files.readAllLines(Path.of("/proc/" + server.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1_024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    /** Of all its threads; those that ended meanwhile are lost, which none does that matters. */
    private static long processorNanos(long pid) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                try {
                    sum += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
                } catch (NoSuchFileException ended) {
                    continue;
                }
            }
        }
        return sum;
    }

    /** A process that answers lines with lines. taskset becomes the program it runs, so the id is the program's. */
    private static final class Talk implements AutoCloseable {
        private final Process process;
        private final BufferedReader in;
        private final Writer out;

        Talk(List<String> command) throws IOException {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            in = process.inputReader(StandardCharsets.UTF_8);
            out = process.outputWriter(StandardCharsets.UTF_8);
        }

        long pid() {
            return process.pid();
        }

        String read() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the process ended: " + process.info().commandLine().orElse("?"));
            }
            return line;
        }

        String ask(String question) throws IOException {
            out.write(question + "\n");
            out.flush();
            return read();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
