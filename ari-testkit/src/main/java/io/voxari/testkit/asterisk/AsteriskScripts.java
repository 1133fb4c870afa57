package io.voxari.testkit.asterisk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The project's scripts that install, start and stop Asterisk. Thread-safe. */
final class AsteriskScripts {
    private final Path folder;

    private AsteriskScripts(Path folder) {
        this.folder = folder;
    }

    /** What a script said. */
    record Result(int status, String output) {}

    static AsteriskScripts find() {
        String property = System.getProperty(RealAsterisk.SCRIPTS_PROPERTY);
        Path start = Path.of(property == null ? "" : property).toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path found = property == null ? at.resolve("asterisk") : at;
            if (Files.isExecutable(found.resolve("start")) && Files.isExecutable(found.resolve("install"))) {
                return new AsteriskScripts(found);
            }
            if (property != null) {
                break;
            }
        }
        throw new IllegalStateException("no Asterisk scripts " + (property == null ? "above " : "in ") + start
                + "; name their folder by the system property " + RealAsterisk.SCRIPTS_PROPERTY);
    }

    /** {@return a configuration file as the project has it} */
    Path conf(String file) {
        return folder.resolve("conf").resolve(file);
    }

    /** Runs a script, the first of these, to its end; secrets go by the environment. */
    Result run(Duration limit, Map<String, String> environment, List<String> command) {
        List<String> full = new ArrayList<>(command);
        full.set(0, folder.resolve(command.get(0)).toString());
        @Nullable Process process = null;
        try {
            Path output = Files.createTempFile("voxari-asterisk-", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(full)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                process = builder.start();
                boolean inTime = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                String text = Files.readString(output);
                return inTime
                        ? new Result(process.exitValue(), text)
                        : new Result(-1, text + "\nnot done within " + limit);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + full.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + full.get(0), e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
