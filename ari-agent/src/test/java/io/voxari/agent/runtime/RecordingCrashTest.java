package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a recording when its process is killed, by a signal that nobody can catch. */
class RecordingCrashTest {
    private static final int HEADER_BYTES = 44;
    private static final int BLOCK_BYTES = 4;

    @TempDir
    Path folder;

    /** The module path of this process, and what else it has. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        return modules + File.pathSeparator + System.getProperty("java.class.path");
    }

    /** {@return how many samples of each side it had given to its file when it was killed, at least} */
    private static long recordUntilKilled(Path file, long least) throws IOException, InterruptedException {
        Process recorder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        CrashingRecorder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long given = 0;
        try (BufferedReader told = recorder.inputReader()) {
            while (given < least) {
                String line = told.readLine();
                assertThat(line).as("what it says").matches("\\d+");
                given = Long.parseLong(line);
            }
        } finally {
            // SIGKILL, where there are signals.
            recorder.destroyForcibly();
            int unused = recorder.waitFor();
        }
        return given;
    }

    @Test
    void fileOfAKilledProcessPlaysToItsLastSecond() throws Exception {
        Path file = folder.resolve("call.wav");
        long given = recordUntilKilled(file, 60L * CrashingRecorder.RATE + 1_234);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long dataBytes = Integer.toUnsignedLong(bytes.getInt(HEADER_BYTES - 4));
        assertThat(Integer.toUnsignedLong(bytes.getInt(4)))
                .isBetween(
                        dataBytes + HEADER_BYTES - 8 - CrashingRecorder.RATE * BLOCK_BYTES,
                        dataBytes + HEADER_BYTES - 8);
        assertThat(dataBytes).isLessThanOrEqualTo(bytes.limit() - HEADER_BYTES);
        assertThat(dataBytes / BLOCK_BYTES).isGreaterThan(given - CrashingRecorder.RATE / 2);
        assertThat(new String(bytes.array(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        assertThat(bytes.getShort(22)).as("channels").isEqualTo((short) 2);
        assertThat(bytes.getInt(24)).as("samples a second").isEqualTo(CrashingRecorder.RATE);
        for (long sample = 0; sample < dataBytes / BLOCK_BYTES; sample++) {
            int at = (int) (HEADER_BYTES + sample * BLOCK_BYTES);
            if (bytes.getShort(at) != CrashingRecorder.valueAt(sample)) {
                assertThat(bytes.getShort(at)).as("sample %s", sample).isEqualTo(CrashingRecorder.valueAt(sample));
            }
        }
    }
}
