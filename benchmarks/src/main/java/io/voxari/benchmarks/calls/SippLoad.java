package io.voxari.benchmarks.calls;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Callers without a voice, by sipp: they call, stay for a while, and hang up. */
final class SippLoad {
    private SippLoad() {}

    /**
     * Places calls, and waits for the end of all.
     *
     * @param sipPort where Asterisk is, on this machine
     * @param calls how many in all
     * @param atOnce how many at a time
     * @param rate how many begin in a second, if so many may be there at a time
     * @param holdMillis how long each stays after its answer
     * @return how many seconds it took
     */
    static double run(Path dir, int sipPort, int calls, int atOnce, int rate, int holdMillis)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process sipp = new ProcessBuilder(List.of(
                        "sipp",
                        "127.0.0.1:" + sipPort,
                        "-sn",
                        "uac",
                        "-s",
                        "8000",
                        "-i",
                        "127.0.0.1",
                        "-p",
                        "" + freePort(),
                        "-m",
                        "" + calls,
                        "-l",
                        "" + atOnce,
                        "-r",
                        "" + rate,
                        "-d",
                        "" + holdMillis,
                        "-recv_timeout",
                        "30000",
                        "-nostdin",
                        "-deadcall_wait",
                        "0"))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("sipp.out").toFile())
                .start();
        if (!sipp.waitFor(10, TimeUnit.MINUTES)) {
            sipp.destroyForcibly();
            throw new IOException("sipp does not end; see " + dir.resolve("sipp.out"));
        }
        // 1: some call failed, which shows in the number of those that were bridged.
        if (sipp.exitValue() > 1) {
            throw new IOException("sipp ended with " + sipp.exitValue() + "; see " + dir.resolve("sipp.out"));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
