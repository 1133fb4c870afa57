package io.voxari.agent;

import java.util.Objects;
import java.util.Optional;

/**
 * Lets Asterisk's {@code AMD} application decide who took a call, by how long the greeting is and how many words it has.
 *
 * <p>It listens in on the other side, while that and the agent hear each other as always: the call does not leave its bridge. It
 * takes some seconds, and one more channel for as long. {@code app_amd.so} and {@code res_stasis_snoop.so} are needed, and a
 * context in the dialplan that tells us the result, where {@code voxari} is the application's name:
 *
 * <pre>{@code
 * [voxari-amd]
 * exten => s,1,AMD()
 *  same => n,Stasis(voxari,amd,${AMDSTATUS},${AMDCAUSE})
 * }</pre>
 *
 * <p>{@code AMD} takes a line on which nobody speaks for a machine's. If it says nothing in time it is {@link Verdict#UNSURE}.
 *
 * <p>Immutable and thread-safe: one serves any number of calls.
 */
public final class AsteriskAnswerDetector implements AnswerDetector {
    private final String context;

    private AsteriskAnswerDetector(String context) {
        this.context = context;
    }

    /** {@return one that uses the dialplan context {@code voxari-amd}} */
    public static AsteriskAnswerDetector create() {
        return in("voxari-amd");
    }

    /**
     * {@return one that uses another context}
     *
     * @param context the dialplan context; its extension {@code s} is run
     * @throws IllegalArgumentException if it is blank
     */
    public static AsteriskAnswerDetector in(String context) {
        if (Objects.requireNonNull(context, "context").isBlank()) {
            throw new IllegalArgumentException("a dialplan context has a name, such as voxari-amd");
        }
        return new AsteriskAnswerDetector(context);
    }

    /** {@return the dialplan context} */
    public String context() {
        return context;
    }

    /** {@return nothing: it is Asterisk that listens} */
    @Override
    public Optional<Verdict> onAudio(CallerAudio audio) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "AsteriskAnswerDetector[" + context + "]";
    }
}
