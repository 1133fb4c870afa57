package io.voxari.agent.runtime;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallCommandException;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Recording;
import io.voxari.agent.RecordingTarget;
import io.voxari.agent.Speech;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The agent's hands on its {@link Call}: each command becomes a step on the call's lane. Thread-safe. */
final class LiveAgentCall implements AgentCall {
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-Dw]+");
    private static final Duration LONGEST_ANNOUNCEMENT = Duration.ofMinutes(2);

    private final Call call;
    private final CallOffer offer;
    private final Workflow workflow;
    private final AudioFormat format;
    private final CallSpeech speech;

    LiveAgentCall(Call call, CallOffer offer, Workflow workflow, AudioFormat format, CallSpeech speech) {
        this.call = call;
        this.offer = offer;
        this.workflow = workflow;
        this.format = format;
        this.speech = speech;
    }

    @Override
    public CallOffer offer() {
        return offer;
    }

    @Override
    public Workflow workflow() {
        return workflow;
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public Speech speech() {
        return speech;
    }

    @Override
    public void hangup() {
        command(call::hangUp);
    }

    @Override
    public void hangupWhenHeard() {
        // What was written so far is known only here: on the lane it would be what is written by then.
        CompletableFuture<Void> heard = speech.takeLeave();
        command(() -> {
            call.stalls().onAnswer();
            call.hangUpWhenHeard(heard);
        });
    }

    @Override
    public void answer() {
        command(call.setup()::answerNow);
    }

    @Override
    public CompletionStage<Void> sendDtmf(String digits) {
        if (!KEYS.matcher(digits).matches()) {
            throw new IllegalArgumentException("\"" + digits + "\" are no keys; expected one or more of 0-9 * # A-D w");
        }
        return ask("be sent keys", () -> {
            CompletableFuture<?> sent = call.legs.sendDtmf(digits);
            call.then(sent, (done, failure) -> {
                if (failure == null) {
                    call.stalls().onAnswer();
                }
            });
            return sent.thenApply(done -> null);
        });
    }

    @Override
    public CompletionStage<Void> hold() {
        return hold(true);
    }

    @Override
    public CompletionStage<Void> unhold() {
        return hold(false);
    }

    private CompletionStage<Void> hold(boolean wanted) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        post(() -> call.commands.hold(wanted, result), () -> result.completeExceptionally(closed()));
        return result.minimalCompletionStage();
    }

    @Override
    public CompletionStage<Optional<String>> variable(String name) {
        Objects.requireNonNull(name, "name");
        return ask("be asked for variable " + name, () -> call.legs.variable(name));
    }

    @Override
    public CompletionStage<Void> setVariable(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return ask(
                "be given variable " + name,
                () -> call.legs.setVariable(name, value).thenApply(done -> null));
    }

    @Override
    public CompletionStage<TransferOutcome> transfer(TransferRequest request) {
        if (request instanceof TransferRequest.Attended attended) {
            checkAnnouncement(attended.announcement().remaining());
        } else {
            Objects.requireNonNull(request, "request");
        }
        CompletableFuture<TransferOutcome> result = new CompletableFuture<>();
        post(
                () -> {
                    CallState before = call.state();
                    call.transfer(request, result);
                    if (call.state() != before) {
                        call.stalls().onAnswer();
                    }
                },
                () -> result.complete(new TransferOutcome(
                        TransferOutcome.Kind.NOT_POSSIBLE, Optional.empty(), "the agent was closed, or the runtime")));
        return result.minimalCompletionStage();
    }

    private void checkAnnouncement(int bytes) {
        if (bytes % format.bytesPerSample() != 0) {
            throw new IllegalArgumentException(
                    "an announcement of " + bytes + " bytes is not whole samples of " + format);
        }
        if (format.durationOf(bytes).compareTo(LONGEST_ANNOUNCEMENT) > 0) {
            throw new IllegalArgumentException(
                    "an announcement of " + format.durationOf(bytes).toSeconds() + " s is longer than "
                            + LONGEST_ANNOUNCEMENT.toSeconds() + " s");
        }
    }

    @Override
    public Recording record(RecordingTarget target) {
        Objects.requireNonNull(target, "target");
        return call.rescue().hasTakenOver() || !call.isOpen()
                ? CallRecordings.none("the call has ended, or the agent was closed")
                : call.recordings().record(target);
    }

    @Override
    public void completeTransfer() {
        command(call::completeTransfer);
    }

    @Override
    public void cancelTransfer() {
        command(call::cancelTransfer);
    }

    private void command(Runnable task) {
        post(task, () -> {});
    }

    private <T> CompletionStage<T> ask(String what, Supplier<CompletableFuture<? extends T>> request) {
        CompletableFuture<T> result = new CompletableFuture<>();
        post(() -> call.commands.ask(what, request, result), () -> result.completeExceptionally(closed()));
        return result.minimalCompletionStage();
    }

    private void post(Runnable task, Runnable closed) {
        if (!call.post(() -> {
            if (call.rescue().hasTakenOver()) {
                call.run(closed);
            } else {
                task.run();
            }
        })) {
            closed.run();
        }
    }

    private CallCommandException closed() {
        return new CallCommandException(
                "call " + offer.callId() + " takes no commands: the agent was closed, or the runtime");
    }

    @Override
    public void turnPart(String name, Duration took) {
        Objects.requireNonNull(name, "name");
        call.measures.turnPart(name, took);
    }

    @Override
    public void fail(Throwable reason) {
        call.post(() -> call.ending().agentFailed("the agent gave up: " + reason, reason));
    }
}
