package io.voxari.agent.runtime;

import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.media.InboundStats;
import io.voxari.media.MediaSession;
import io.voxari.media.MediaStats;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is measured on one call, most of it as the time between two of its steps.
 *
 * <p>Only the call's lane uses it, but for {@link #tell}.
 */
final class CallMeasures {
    private final CallHost host;
    private final String asterisk;
    private final String callId;
    private final Map<CallStep.Kind, Long> reached = new EnumMap<>(CallStep.Kind.class);
    /** Read by other threads too. */
    private volatile String workflow = "";

    private long callerBegan = -1;
    private long callerEnded = -1;
    /** When the caller had ended whom the agent answers now. */
    private long answeredSince = -1;

    private long fullSince = -1;

    CallMeasures(CallHost host, String asterisk, String callId) {
        this.host = host;
        this.asterisk = asterisk;
        this.callId = callId;
    }

    void workflow(String name) {
        workflow = name;
    }

    /** From any thread. */
    void tell(Measure measure, long value) {
        tell(measure, value, "");
    }

    /** From any thread. */
    void turnPart(String name, Duration took) {
        tell(Measure.TURN_PART, took.toNanos(), name);
    }

    boolean isObserved() {
        return host.isObserved();
    }

    private void tell(Measure measure, long value, String label) {
        if (host.isObserved()) {
            host.measured(new Measurement(measure, value, asterisk, workflow, callId, label));
        }
    }

    void onStep(CallStep.Kind kind, long nanos) {
        boolean again = reached.putIfAbsent(kind, nanos) != null;
        if (again) {
            return;
        }
        switch (kind) {
            case RESOLVED -> since(CallStep.Kind.OFFERED, nanos, Measure.RESOLVE_TIME);
            case GRANTED -> since(CallStep.Kind.RESOLVED, nanos, Measure.ADMIT_TIME);
            case AGENT_READY -> since(CallStep.Kind.GRANTED, nanos, Measure.AGENT_OPEN_TIME);
            case ANSWERED -> since(CallStep.Kind.OFFERED, nanos, Measure.RING_TIME);
            case BRIDGED -> since(CallStep.Kind.OFFERED, nanos, Measure.SET_UP_TIME);
            case FIRST_AGENT_AUDIO -> since(CallStep.Kind.ANSWERED, nanos, Measure.ANSWER_TO_FIRST_AUDIO);
            default -> {}
        }
    }

    private void since(CallStep.Kind begin, long nanos, Measure measure) {
        Long from = reached.get(begin);
        if (from != null) {
            tell(measure, nanos - from);
        }
    }

    void ended(EndCause cause, Duration lasted) {
        tell(Measure.CALL_DURATION, lasted.toNanos(), cause.kind().name());
    }

    void callerBegan() {
        callerBegan = host.nanos();
        callerEnded = -1;
    }

    /**
     * The caller is silent.
     *
     * @param found how long that took to find out
     */
    void callerEnded(Duration found) {
        callerBegan = -1;
        callerEnded = host.nanos() - found.toNanos();
    }

    void agentBegan() {
        if (callerEnded >= 0) {
            tell(Measure.CALLER_END_TO_FIRST_AUDIO, host.nanos() - callerEnded);
            answeredSince = callerEnded;
            callerEnded = -1;
        }
    }

    /** The first of what the agent says is heard. */
    void agentHeard() {
        if (answeredSince >= 0) {
            tell(Measure.CALLER_END_TO_FIRST_AUDIO_HEARD, host.nanos() - answeredSince);
            answeredSince = -1;
        }
    }

    void xoff() {
        if (fullSince < 0) {
            fullSince = host.nanos();
        }
    }

    void xon() {
        if (fullSince >= 0) {
            tell(Measure.OUTBOUND_XOFF_TIME, host.nanos() - fullSince);
            fullSince = -1;
        }
    }

    /** {@return whether Asterisk's queue is full, for people} */
    String fullness() {
        return fullSince < 0
                ? "no XOFF"
                : "XOFF since " + Duration.ofNanos(host.nanos() - fullSince).toMillis() + " ms";
    }

    /** So much was to be heard to its end before the call ended, and was not. */
    void tailDropped(Duration tail) {
        if (!tail.isZero()) {
            tell(Measure.OUTBOUND_TAIL_DROPPED, tail.toNanos());
        }
    }

    void interrupted(Duration discarded) {
        tell(Measure.INTERRUPTION_DISCARDED, discarded.toNanos());
        if (callerBegan >= 0) {
            tell(Measure.SPEECH_TO_INTERRUPTION, host.nanos() - callerBegan);
            callerBegan = -1;
        }
    }

    /** An audio connection is at its end. */
    void media(MediaSession session, GapMeter gaps, long lateBytes) {
        xon();
        tell(Measure.INBOUND_JITTER_P50, gaps.quantile(0.5).toNanos());
        tell(Measure.INBOUND_JITTER_P99, gaps.quantile(0.99).toNanos());
        tell(Measure.INBOUND_JITTER_MAX, gaps.longest().toNanos());
        tell(Measure.INBOUND_HOLES, gaps.holes());
        tell(Measure.INBOUND_MISSING, gaps.missing().toNanos());
        tell(Measure.INBOUND_LATE, gaps.late());
        MediaStats stats = session.stats();
        InboundStats inbound = session.inboundStats();
        tell(Measure.INBOUND_JITTER, inbound.jitter().toNanos());
        tell(Measure.INBOUND_LONGEST_GAP, inbound.maxGap().toNanos());
        tell(Measure.OUTBOUND_UNDERRUNS, stats.underruns());
        tell(Measure.OUTBOUND_XOFFS, stats.xoffs());
        tell(Measure.OUTBOUND_LATE_BYTES, stats.lateBytesDropped() + lateBytes);
    }
}
