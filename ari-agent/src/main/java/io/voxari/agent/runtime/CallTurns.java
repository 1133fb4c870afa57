package io.voxari.agent.runtime;

import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Measure;
import io.voxari.agent.SpeechDetector;
import io.voxari.agent.TurnDetection;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the caller of one call speaks, and what the agent's voice makes of it: it gives way in doubt, and is cut or goes on.
 *
 * <p>Only the call's lane uses it, but for {@link #listening}.
 */
final class CallTurns implements TurnListening.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CallTurns.class);

    /** A function of Asterisk's: milliseconds of silence that end speech, and how loud speech is. */
    private static final String DETECTION = "TALK_DETECT(set)";

    private static final Duration SILENCE = Duration.ofMillis(800);
    /** Where a voice waits for it. */
    private static final Duration SHORT_SILENCE = Duration.ofMillis(400);

    private static final String LOUDNESS = ",256";

    /** Who begin so close to each other begin at the same time: neither has heard the other. */
    private static final Duration TOGETHER = Duration.ofMillis(100);

    /** A line on which nothing comes any more, not even silence, tells nobody that the caller is silent. */
    private static final Duration NOTHING_COMES = Duration.ofSeconds(1);

    private final Call call;
    private TurnDetection detection = TurnDetection.byAgent();
    /** Whether it is Asterisk that is asked. */
    private boolean asksAsterisk;

    /** The application's; null without one. */
    private volatile @Nullable SpeechDetector detector;

    /** What feeds it; null before there is an agent, too. */
    private volatile @Nullable TurnListening listening;

    /** Whether the application's detector could not be made, or threw. */
    private volatile boolean broken;

    private boolean started;
    private boolean listens;
    /** Whether the agent finds out for itself, and only the watch for silence wants to know. */
    private boolean quietly;
    /** Whether Asterisk cannot tell. */
    private boolean deaf;

    private boolean talking;
    private long began;
    private @Nullable Future<?> decision;
    /** Whether the agent's voice was made to wait for the decision. */
    private boolean waited;

    CallTurns(Call call) {
        this.call = call;
    }

    /** Makes the application's detector, if there is to be one; may block. From any thread, before {@link #listening}. */
    void prepare() {
        Supplier<SpeechDetector> maker =
                call.admission.agent().turns().detector().orElse(null);
        if (maker == null) {
            return;
        }
        try {
            detector = Objects.requireNonNull(maker.get(), "detector");
        } catch (Throwable failure) {
            LOG.warn("call {}: no speech detector; Asterisk is asked when the caller speaks", call.callerId(), failure);
            onBroken();
        }
    }

    /** Lets the detector of an application, if there is one, hear what an agent hears. From any thread. */
    AgentSession listening(AgentSession agent) {
        SpeechDetector made = detector;
        if (made == null) {
            return agent;
        }
        TurnListening own = new TurnListening(agent, made, this);
        listening = own;
        return own;
    }

    @Override
    public void onBegan() {
        call.post(this::began);
    }

    @Override
    public void onEnded(Duration spoke) {
        call.post(() -> ended(spoke, Duration.ZERO));
    }

    @Override
    public void onBroken() {
        broken = true;
        call.post(() -> {
            if (started) {
                askInstead();
            }
        });
    }

    /** Whoever waits for the caller's silence, or for its words, must not wait for a detector that is broken. */
    private void askInstead() {
        if (listens && !asksAsterisk && call.isLive()) {
            asksAsterisk = true;
            ask();
        }
    }

    /**
     * The call is answered.
     *
     * @param needed whether somebody else needs to know when the caller speaks
     */
    void start(boolean needed) {
        detection = call.admission.agent().turns();
        listens = needed || detection.isByAsterisk() || detection.detector().isPresent();
        started = true;
        if (detection.detector().isEmpty() || broken) {
            askInstead();
        }
    }

    /** Has Asterisk listen from now on if nobody does; the agent, which finds out for itself, is told nothing. */
    void listen() {
        if (!listens) {
            listens = true;
            quietly = true;
            askInstead();
        } else if (deaf) {
            ask();
        }
    }

    /** {@return whether it was tried in vain to find out when the caller speaks} */
    boolean isDeaf() {
        return deaf;
    }

    private void ask() {
        call.then(call.legs.setVariable(DETECTION, silence().toMillis() + LOUDNESS), (done, failure) -> {
            deaf = failure != null;
            if (failure != null && !Requests.isGone(failure)) {
                LOG.warn(
                        "call {}: it is not known when the caller speaks, only keys are; is func_talkdetect loaded? {}",
                        call.offer.callId(),
                        Call.told(failure));
            }
        });
    }

    private Duration silence() {
        return isVoiceWaiting() ? SHORT_SILENCE : SILENCE;
    }

    /** {@return whether the agent's voice waits for what is found out} */
    private boolean isVoiceWaiting() {
        return detection.isByAsterisk() || detection.detector().isPresent();
    }

    /** {@return whether the caller speaks} */
    boolean isTalking() {
        return talking;
    }

    void onAsteriskHears() {
        if (asksAsterisk) {
            began();
        }
    }

    void onAsteriskHearsNothing(Duration spoke) {
        if (asksAsterisk) {
            ended(spoke, silence());
        }
    }

    /** Nobody told for a while what the caller did: it may have fallen silent, and is taken to be until it is heard again. */
    void onGap() {
        if (asksAsterisk) {
            ended(Duration.ofNanos(call.host.nanos() - began), Duration.ZERO);
        }
    }

    private void began() {
        if (!listens || talking || !call.hasAgent() || !call.isLive() || call.state() == CallState.TRANSFERRED) {
            return;
        }
        talking = true;
        began = call.host.nanos();
        if (!quietly) {
            call.measures.callerBegan();
            call.agent().tell(new CallEvent.CallerSpeechStarted());
        }
        call.clock().onCallerTalking();
        call.stalls().onCallerTalking();
        if (givesWay()) {
            // Asterisk says so much later that it was nothing.
            Duration sure = detection.minimumSpeech().plus(asksAsterisk ? silence() : Duration.ZERO);
            decision = call.cancellableAlarm(isCutAtOnce() ? TOGETHER : sure, this::decide);
            waited = false;
            letWait();
        }
        watch();
    }

    /** The agent begins an utterance: perhaps at the same time as the caller, of whom it does not know yet. */
    void onAgentBegan() {
        if (decision != null && !waited && givesWay()) {
            letWait();
        }
    }

    private void letWait() {
        waited = call.agent().speech().doubt();
        if (waited && isCutAtOnce()) {
            decide();
        }
    }

    private boolean isCutAtOnce() {
        return detection.minimumSpeech().isZero();
    }

    private boolean givesWay() {
        return isVoiceWaiting() && call.state() == CallState.TALKING && !call.commands.isHeld();
    }

    private void decide() {
        if (decision == null) {
            return; // The caller fell silent when this was on its way already.
        }
        decision.cancel(false);
        decision = null;
        CallSpeech voice = call.agent().speech();
        // Of an utterance that was open all the time nobody tells that it is heard again.
        boolean unnoticed = !waited && voice.isSpeaking(Duration.ofNanos(1));
        if ((voice.isDoubted() || unnoticed) && givesWay()) {
            var unused = voice.interrupt();
        }
        // What is protected by now, or on hold, goes on.
        voice.assure();
    }

    /** The caller may stop in the middle of a word as far as frames go: a line that saves them sends no silence. */
    private void watch() {
        call.alarm(NOTHING_COMES.dividedBy(2), () -> {
            if (talking && !isHeard()) {
                watch();
            } else if (talking && call.setup().quietFor().compareTo(NOTHING_COMES) > 0) {
                TurnListening own = listening;
                if (own != null) {
                    own.forget();
                }
                if (asksAsterisk) {
                    // It goes on to think that the caller speaks, and would not say so of the next word.
                    // One after the other: the other way round nobody would listen any more.
                    call.then(
                            Requests.afterwards(call.legs.setVariable("TALK_DETECT(remove)", "")), (done, failure) -> {
                                if (call.isLive()) {
                                    ask();
                                }
                            });
                }
                ended(Duration.ofNanos(call.host.nanos() - began).minus(NOTHING_COMES), NOTHING_COMES);
            } else if (talking) {
                watch();
            }
        });
    }

    /** {@return whether the agent is with the caller, so that what comes of it says something} */
    private boolean isHeard() {
        return call.state() == CallState.TALKING && !call.commands.isHeld();
    }

    /**
     * @param found how long that took to find out
     */
    private void ended(Duration spoke, Duration found) {
        if (!talking || !call.hasAgent()) {
            return;
        }
        talking = false;
        if (!quietly) {
            call.measures.callerEnded(found);
            call.agent().tell(new CallEvent.CallerSpeechEnded(spoke.isNegative() ? Duration.ZERO : spoke));
        }
        if (decision != null) {
            decision.cancel(false);
            decision = null;
            if (call.agent().speech().assure()) {
                call.measures.tell(Measure.FALSE_INTERRUPTION, 1);
            }
        }
        call.clock().onCallerSilent();
        call.stalls().onCallerSilent(found);
    }
}
