package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Places telephone calls, any number at once. The signalling of each is done by a {@code sipp} of its own; the audio by
 * a socket of ours, so that the exact bytes and time of each packet are known.
 *
 * <pre>{@code
 * try (SipCaller caller = SipCaller.to(asterisk.sipAddress())) {
 *     SipCall call = caller.place(CallPlan.to("8000").saying(SpeechFixture.caller()));
 *     call.awaitAnswer(Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Closing hangs up what still lasts. Thread-safe.
 */
public final class SipCaller implements AutoCloseable {
    private final InetSocketAddress target;
    private final Path dir;
    private final List<SippCall> calls = new ArrayList<>();
    private boolean closed;

    private SipCaller(InetSocketAddress target, Path dir) {
        this.target = target;
        this.dir = dir;
    }

    /**
     * {@return a caller of the SIP server at an address, over UDP}
     *
     * @param target host and port
     * @throws UncheckedIOException when there is no place for temporary files
     */
    public static SipCaller to(InetSocketAddress target) {
        try {
            return new SipCaller(target, Files.createTempDirectory("voxari-sip-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder", e);
        }
    }

    /**
     * Places a call and returns at once.
     *
     * @param plan whom to call and what to do
     * @return the call, which has only just begun
     * @throws UncheckedIOException when there are no sockets left
     * @throws IllegalStateException when this caller is closed
     */
    public synchronized SipCall place(CallPlan plan) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        try {
            SippCall call = SippCall.start(plan, target, dir, "voxari-caller-" + (calls.size() + 1));
            calls.add(call);
            return call;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot place the " + plan, e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        calls.forEach(SippCall::abandon);
        try {
            for (SippCall call : calls) {
                call.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + dir, e);
        }
    }
}
