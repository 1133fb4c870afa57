package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody who can be called, once: the signalling is done by a {@code sipp}, the audio by a socket of ours, which says back
 * what it hears.
 *
 * <pre>{@code
 * try (SipCallee callee = SipCallee.start(CalleePlan.answeringAfter(Duration.ofMillis(300)))) {
 *     ... dial callee.endpoint()
 *     callee.awaitEnd(Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>Closing ends it, whatever it does. Thread-safe.
 */
public final class SipCallee implements AutoCloseable {
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int PRESS_STEPS = 5;

    private final InetSocketAddress address;
    private final Path dir;
    private final DatagramSocket rtp;
    private final Process sipp;
    private final List<TimedRtp> received = new ArrayList<>();
    /** Keys that are still to be pressed, each step in place of a packet that would have been said back. */
    private final Queue<List<TelephoneEvent>> presses = new ConcurrentLinkedQueue<>();

    private SipCallee(CalleePlan plan) throws IOException {
        address = SippProcess.freeAddress();
        dir = Files.createTempDirectory("voxari-callee-");
        rtp = new DatagramSocket(0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Path scenario = Files.writeString(dir.resolve("callee.xml"), CalleeScenario.xml(plan, rtp.getLocalPort()));
        try {
            sipp = new ProcessBuilder(
                            "sipp",
                            "-sf",
                            scenario.toString(),
                            "-i",
                            address.getAddress().getHostAddress(),
                            "-p",
                            String.valueOf(address.getPort()),
                            "-m",
                            "1",
                            "-nostdin",
                            "-nd",
                            "-trace_msg",
                            "-message_file",
                            dir.resolve("messages").toString(),
                            "-trace_err",
                            "-error_file",
                            dir.resolve("errors").toString())
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("out").toFile())
                    .start();
        } catch (IOException e) {
            rtp.close();
            throw new IOException("sipp does not run; on Debian: apt-get install sip-tester", e);
        }
        Thread thread =
                new Thread(this::echo, "voxari-callee-" + address.getAddress().getHostAddress());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * {@return somebody who waits to be called}
     *
     * @param plan what it does then
     * @throws UncheckedIOException when there is no sipp, no socket or no place for files
     */
    public static SipCallee start(CalleePlan plan) {
        try {
            return new SipCallee(plan);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start somebody to be called", e);
        }
    }

    /** {@return the endpoint of an address of this machine where nobody is} */
    public static String nobody() {
        try {
            return endpoint(SippProcess.freeAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot choose an address", e);
        }
    }

    /** {@return how a {@link RealAsterisk} calls it} */
    public String endpoint() {
        return endpoint(address);
    }

    private static String endpoint(InetSocketAddress address) {
        return "PJSIP/uas/sip:8001@" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** {@return what it has heard up to now} */
    public HeardAudio heard() {
        synchronized (received) {
            return HeardAudio.of(List.copyOf(received), Codec.PCMU);
        }
    }

    /**
     * Presses keys in place of what it says back, 100 ms each, in the pace of what it hears: while it hears nothing they wait.
     *
     * @param digits 0-9 * # A-D
     */
    public void press(String digits) {
        for (int at = 0; at < digits.length(); at++) {
            presses.addAll(TelephoneEvent.press(digits.charAt(at), PRESS_STEPS, RtpSource.STEP_SAMPLES));
            presses.add(List.of());
        }
    }

    /** {@return the SIP messages up to now} */
    public String trace() {
        return read("messages");
    }

    /**
     * Waits until its part is over: it refused, was given up, or one side hung up.
     *
     * @param timeout how long to wait
     * @throws AssertionError when that is not so in that time, or sipp was unhappy with the far side
     */
    public void awaitEnd(Duration timeout) {
        try {
            if (!sipp.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the callee was not done within " + timeout + "\n" + trace());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a callee", e);
        }
        if (sipp.exitValue() != 0) {
            throw new AssertionError("sipp ended with " + sipp.exitValue() + ": " + read("errors") + "\n" + trace());
        }
    }

    private String read(String file) {
        try {
            Path path = dir.resolve(file);
            return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void echo() {
        byte[] bytes = new byte[LARGEST_DATAGRAM];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        int pressed = 0;
        int pressedAt = 0;
        try {
            while (true) {
                packet.setLength(bytes.length);
                rtp.receive(packet);
                long now = System.nanoTime();
                Optional<RtpPacket> parsed = RtpPacket.parse(ByteBuffer.wrap(bytes, 0, packet.getLength()));
                if (parsed.isEmpty()) {
                    continue;
                }
                RtpPacket heard = parsed.get();
                synchronized (received) {
                    received.add(new TimedRtp(now, heard));
                }
                List<TelephoneEvent> events = presses.poll();
                if (events == null || events.isEmpty()) {
                    send(packet, heard.payloadType(), heard.timestamp(), heard, pressed, heard.payload());
                    continue;
                }
                boolean first = events.get(0).durationSamples() == RtpSource.STEP_SAMPLES;
                pressedAt = first ? heard.timestamp() : pressedAt;
                for (TelephoneEvent event : events) {
                    send(packet, TelephoneEvent.PAYLOAD_TYPE, pressedAt, heard, pressed++, event.encode());
                }
                // One of them is in the place of what was heard.
                pressed--;
            }
        } catch (IOException closed) {
            // The socket is closed: nobody listens any more.
            return;
        }
    }

    /** Sends in the place of what was heard, but so many packets later. */
    private void send(DatagramPacket to, int payloadType, int timestamp, RtpPacket heard, int later, byte[] payload)
            throws IOException {
        int sequence = (heard.sequence() + later) & 0xFFFF;
        byte[] wire = new RtpPacket(payloadType, heard.marker(), sequence, timestamp, heard.ssrc(), payload).encode();
        rtp.send(new DatagramPacket(wire, wire.length, to.getSocketAddress()));
    }

    @Override
    public void close() {
        sipp.destroyForcibly();
        rtp.close();
        try {
            sipp.waitFor();
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
