package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on the wire, with a sipp for its signalling. Thread-safe. */
final class SippCall implements SipCall {
    private final CallPlan plan;
    private final CallLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> ringing = new CompletableFuture<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private final CompletableFuture<CallOutcome> ended = new CompletableFuture<>();
    private final Set<SocketAddress> farEnds = ConcurrentHashMap.newKeySet();
    private final List<TimedRtp> said = new ArrayList<>();
    private final List<Received> received = new ArrayList<>();
    private volatile Codec codec = Codec.PCMU;
    private volatile boolean invited;

    private SippCall(CallPlan plan, InetSocketAddress target, Path dir, String threadName) throws IOException {
        this.plan = plan;
        this.loop = new CallLoop(plan, target, dir, this);
        this.thread = new Thread(loop, threadName);
        thread.setDaemon(true);
    }

    static SippCall start(CallPlan plan, InetSocketAddress target, Path dir, String threadName) throws IOException {
        SippCall call = new SippCall(plan, target, dir, threadName);
        call.thread.start();
        return call;
    }

    @Override
    public CallPlan plan() {
        return plan;
    }

    @Override
    public void hangUp() {
        loop.order(loop::hangUp);
    }

    @Override
    public void say(byte[] ulaw) {
        byte[] copy = ulaw.clone();
        loop.order(() -> loop.say(copy));
    }

    @Override
    public void press(String digits) {
        loop.order(() -> loop.press(digits));
    }

    @Override
    public void awaitRinging(Duration timeout) {
        await(ringing, "ringing", timeout);
    }

    @Override
    public void awaitAnswer(Duration timeout) {
        await(answered, "answered", timeout);
    }

    @Override
    public CallOutcome awaitEnd(Duration timeout) {
        return await(ended, "ended", timeout);
    }

    @Override
    public boolean isEnded() {
        return ended.isDone();
    }

    @Override
    public String trace() {
        return loop.trace();
    }

    private <T> T await(CompletableFuture<T> future, String what, Duration timeout) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(plan + " was not " + what + " within " + timeout + "\n" + trace(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(plan + " was never " + what + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + plan, e);
        }
    }

    @Override
    public HeardAudio heard() {
        synchronized (received) {
            return HeardAudio.of(
                    received.stream()
                            .filter(one -> farEnds.contains(one.from()))
                            .map(Received::packet)
                            .toList(),
                    codec);
        }
    }

    @Override
    public HeardAudio said() {
        synchronized (said) {
            return HeardAudio.of(said, codec);
        }
    }

    Codec codec() {
        return codec;
    }

    boolean isInvited() {
        return invited;
    }

    void invited() {
        invited = true;
    }

    void ringing() {
        ringing.complete(null);
    }

    void answered() {
        answered.complete(null);
    }

    void codec(Codec agreed) {
        codec = agreed;
    }

    void farEnd(SocketAddress address) {
        farEnds.add(address);
    }

    void said(TimedRtp packet) {
        synchronized (said) {
            said.add(packet);
        }
    }

    void heard(SocketAddress from, TimedRtp packet) {
        synchronized (received) {
            received.add(new Received(from, packet));
        }
    }

    void ended(CallOutcome outcome) {
        IllegalStateException end = new IllegalStateException("the call ended with " + outcome.finalStatus() + ", "
                + outcome.endedBy() + " " + outcome.complaint() + "\n" + outcome.trace());
        ended.complete(outcome);
        ringing.completeExceptionally(end);
        answered.completeExceptionally(end);
    }

    void broken(Exception cause) {
        ended.completeExceptionally(cause);
        ringing.completeExceptionally(cause);
        answered.completeExceptionally(cause);
    }

    /** Hangs up, by force if need be. */
    void abandon() {
        loop.order(loop::abandon);
    }

    /** Waits until nothing of the call is left. */
    void join() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    @Override
    public String toString() {
        return plan.toString();
    }

    private record Received(SocketAddress from, TimedRtp packet) {}
}
