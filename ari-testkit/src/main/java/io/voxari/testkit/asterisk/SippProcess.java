package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** The sipp of one call. Thread-safe. */
final class SippProcess implements AutoCloseable {
    private static final int PORT = 5060;

    private final Process process;
    private final CompletableFuture<Void> exit;
    private final Path errors;

    private SippProcess(Process process, CompletableFuture<Void> exit, Path errors) {
        this.process = process;
        this.exit = exit;
        this.errors = errors;
    }

    /**
     * {@return where a sipp can be} Each gets a loopback address of its own rather than a port: whoever looks for a free
     * port before another process binds it loses that race when fifty calls start at once.
     */
    static InetSocketAddress freeAddress() throws UnknownHostException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] address = {127, (byte) random.nextInt(64, 128), (byte) random.nextInt(256), (byte) random.nextInt(1, 255)
        };
        return new InetSocketAddress(InetAddress.getByAddress(address), PORT);
    }

    /**
     * Starts the call.
     *
     * @param self where sipp is to be
     * @param relay where sipp sends everything
     * @param onExit run when it has ended, on a thread of the JDK's
     * @throws IOException when the files cannot be written, or there is no sipp
     */
    static SippProcess start(
            Path dir, String xml, String callId, InetSocketAddress self, InetSocketAddress relay, Runnable onExit)
            throws IOException {
        Path scenario = Files.writeString(dir.resolve(callId + ".xml"), xml);
        Path errors = dir.resolve(callId + ".errors");
        ProcessBuilder builder = new ProcessBuilder(
                        "sipp",
                        relay.getAddress().getHostAddress() + ":" + relay.getPort(),
                        "-sf",
                        scenario.toString(),
                        "-i",
                        self.getAddress().getHostAddress(),
                        "-p",
                        String.valueOf(self.getPort()),
                        "-m",
                        "1",
                        "-r",
                        "1000",
                        "-cid_str",
                        callId,
                        "-nostdin",
                        "-deadcall_wait",
                        "0",
                        "-trace_err",
                        "-error_file",
                        errors.toString())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve(callId + ".out").toFile());
        try {
            Process process = builder.start();
            return new SippProcess(process, process.onExit().thenRun(onExit), errors);
        } catch (IOException e) {
            throw new IOException("sipp does not run; on Debian: apt-get install sip-tester", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@return what sipp found wrong; empty when nothing, or when it has not ended} */
    String complaint() {
        if (process.isAlive() || process.exitValue() == 0) {
            return "";
        }
        try {
            String text = Files.exists(errors) ? Files.readString(errors, StandardCharsets.UTF_8) : "";
            return "sipp ended with " + process.exitValue() + ": " + text.strip();
        } catch (IOException e) {
            return "sipp ended with " + process.exitValue() + ", and its errors cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        exit.cancel(false);
        process.destroyForcibly();
    }
}
