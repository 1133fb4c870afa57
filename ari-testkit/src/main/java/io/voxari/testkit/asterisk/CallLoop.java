package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One call's sockets and clock, on one thread. Its SIP socket stands between sipp and the far side and passes on what
 * either sends, so that each message is seen, and its time taken, at the moment it is on the wire; its RTP socket sends
 * and receives the audio.
 */
final class CallLoop implements Runnable {
    private static final long STEP_NANOS = 20_000_000;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int LARGEST_DATAGRAM = 65_535;

    private final CallPlan plan;
    private final InetSocketAddress target;
    private final Path dir;
    private final SippCall call;
    private final String id = "%016x".formatted(ThreadLocalRandom.current().nextLong());
    private final Selector selector;
    private final DatagramChannel sip;
    private final DatagramChannel rtp;
    private final InetSocketAddress sippAddress = SippProcess.freeAddress();
    private final SippScenario scenario;
    private final SipSession session = new SipSession();
    private final SippFeed feed = new SippFeed();
    private final PriorityQueue<Timed> agenda = new PriorityQueue<>(Comparator.comparingLong(Timed::nanos));
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
    /** What other threads want done here. */
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();

    private final List<byte[]> speechBeforeAnswer = new ArrayList<>();
    /** Between the answer and its acknowledgement, which sipp may take its time for. */
    private final List<String> keysBeforeTalk = new ArrayList<>();

    private @Nullable RtpSource source;
    private long nextStepNanos;
    private boolean wantsHangUp;
    private boolean hangUpOrdered;
    private boolean over;

    CallLoop(CallPlan plan, InetSocketAddress target, Path dir, SippCall call) throws IOException {
        this.plan = plan;
        this.target = target;
        this.dir = dir;
        this.call = call;
        this.selector = Selector.open();
        InetSocketAddress local = localTowards(target);
        this.sip = open(local);
        this.rtp = open(local);
        InetSocketAddress self = (InetSocketAddress) sip.getLocalAddress();
        int rtpPort = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
        this.scenario = SippScenario.of(plan, target, self, rtpPort, id);
        if (plan.speech().length > 0) {
            speechBeforeAnswer.add(plan.speech());
        }
    }

    private static InetSocketAddress localTowards(InetSocketAddress target) throws IOException {
        try (DatagramChannel probe = DatagramChannel.open(StandardProtocolFamily.INET)) {
            // Sends nothing: the system merely chooses the address it would send from.
            probe.connect(target);
            return new InetSocketAddress(((InetSocketAddress) probe.getLocalAddress()).getAddress(), 0);
        }
    }

    private DatagramChannel open(InetSocketAddress local) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(local);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    /** {@return the SIP messages up to now} Any thread. */
    String trace() {
        return session.trace();
    }

    /** Does something on this loop's thread, soon. Any thread. */
    void order(Runnable order) {
        orders.add(order);
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector;
                sip;
                rtp;
                SippProcess sipp = SippProcess.start(
                        dir,
                        scenario.xml(),
                        id,
                        sippAddress,
                        (InetSocketAddress) sip.getLocalAddress(),
                        selector::wakeup)) {
            long startNanos = System.nanoTime();
            at(startNanos + plan.limit().toNanos(), this::hangUp);
            at(startNanos + plan.limit().plus(GRACE).toNanos(), () -> over = true);
            while (sipp.isAlive() && !over) {
                turn();
            }
            call.ended(session.outcome(sipp.complaint(), System.nanoTime()));
        } catch (IOException | RuntimeException e) {
            call.broken(e);
        }
    }

    private void turn() throws IOException {
        long now = System.nanoTime();
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
        for (Timed due = agenda.peek(); due != null && due.nanos() - now <= 0; due = agenda.peek()) {
            agenda.remove();
            due.action().run();
        }
        speak(now);
        feedSipp(now);
        long wait = nextNanos() - System.nanoTime();
        if (wait > 0) {
            // Rounded up: a millisecond late is nothing, a turn without sleep is a core lost to fifty calls.
            selector.select(wait / 1_000_000 + 1);
        } else {
            selector.selectNow();
        }
        selector.selectedKeys().clear();
        relaySip();
        feedSipp(System.nanoTime());
        receiveRtp();
    }

    private void feedSipp(long now) throws IOException {
        if (wantsHangUp && !hangUpOrdered && feed.isIdle() && session.canHangUp()) {
            hangUpOrdered = true;
            feed.offer(scenario.hangUpOrder(id, session.remoteTo()));
        }
        for (SipMessage message = feed.poll(now); message != null; message = feed.poll(now)) {
            sip.send(ByteBuffer.wrap(message.encode()), sippAddress);
        }
    }

    private long nextNanos() {
        Timed next = agenda.peek();
        long nanos = next == null ? System.nanoTime() + STEP_NANOS : next.nanos();
        return source != null && session.isTalking() ? Math.min(nanos, nextStepNanos) : nanos;
    }

    private void relaySip() throws IOException {
        for (SocketAddress from = read(sip); from != null; from = read(sip)) {
            long now = System.nanoTime();
            // Whoever else sends to this port means its owner of a moment ago.
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            SipMessage message = SipMessage.parse(bytes);
            if (from.equals(target)) {
                session.received(message, now);
                if (!session.isAnswerToRepetition(message)) {
                    feed.offer(scenario.toSipp(message));
                }
            } else if (from.equals(sippAddress)) {
                SipMessage wire = scenario.toWire(message);
                session.sent(wire, now);
                feed.sent(wire);
                sip.send(ByteBuffer.wrap(wire.encode()), target);
            }
            noteProgress(now);
        }
    }

    private void noteProgress(long now) {
        session.media().ifPresent(call::farEnd);
        session.payloadType().ifPresent(type -> call.codec(Codec.of(type).orElse(Codec.PCMU)));
        if (session.isRinging()) {
            call.ringing();
        }
        session.invitedNanos().ifPresent(invited -> {
            if (!wantsHangUp && !call.isInvited()) {
                plan.giveUpAfter().ifPresent(after -> at(invited + after.toNanos(), this::hangUp));
                call.invited();
            }
        });
        if (session.isTalking() && source == null) {
            RtpSource talk = new RtpSource(
                    call.codec(),
                    plan.afterSpeech(),
                    ThreadLocalRandom.current().nextInt());
            speechBeforeAnswer.forEach(talk::say);
            keysBeforeTalk.forEach(talk::press);
            source = talk;
            nextStepNanos = now;
            long answered = session.answeredNanos().orElse(now);
            plan.presses()
                    .forEach(press -> at(answered + press.afterAnswer().toNanos(), () -> talk.press(press.digits())));
            plan.hangUpAfter().ifPresent(after -> at(answered + after.toNanos(), this::hangUp));
        }
        if (session.isAnswered()) {
            call.answered();
        }
    }

    private void speak(long now) throws IOException {
        RtpSource talk = source;
        InetSocketAddress farEnd = session.media().orElse(null);
        while (talk != null && farEnd != null && session.isTalking() && nextStepNanos - now <= 0) {
            for (RtpPacket packet : talk.step()) {
                rtp.send(ByteBuffer.wrap(packet.encode()), farEnd);
                call.said(new TimedRtp(System.nanoTime(), packet));
            }
            nextStepNanos += STEP_NANOS;
        }
    }

    private void receiveRtp() throws IOException {
        for (SocketAddress from = read(rtp); from != null; from = read(rtp)) {
            long now = System.nanoTime();
            Optional<RtpPacket> packet = RtpPacket.parse(buffer);
            if (packet.isPresent()) {
                call.heard(from, new TimedRtp(now, packet.get()));
            }
        }
    }

    private @Nullable SocketAddress read(DatagramChannel channel) throws IOException {
        buffer.clear();
        SocketAddress from = channel.receive(buffer);
        buffer.flip();
        return from;
    }

    private void at(long nanos, Runnable action) {
        agenda.add(new Timed(nanos, action));
    }

    /** The caller puts the receiver down as soon as the protocol lets it. On this loop's thread. */
    void hangUp() {
        wantsHangUp = true;
    }

    /** As {@link #hangUp()}, and when that does not end the call in a second, drops it. On this loop's thread. */
    void abandon() {
        wantsHangUp = true;
        long grace = session.canHangUp() ? 1_000_000_000 : 0;
        at(System.nanoTime() + grace, () -> over = true);
    }

    /** On this loop's thread. */
    void say(byte[] ulaw) {
        if (source == null) {
            speechBeforeAnswer.add(ulaw);
        } else {
            source.say(ulaw);
        }
    }

    /** On this loop's thread. Digits before the answer are lost, as on a telephone. */
    void press(String digits) {
        if (source != null) {
            source.press(digits);
        } else if (session.isAnswered()) {
            keysBeforeTalk.add(digits);
        }
    }

    private record Timed(long nanos, Runnable action) {}
}
