package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.TransferRequest;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a caller whose agent fails in mid-call: hears an announcement of the application's, is sent elsewhere, or is
 * hung up; see {@link Voxari.Builder#whenAgentFails}.
 *
 * <p>Immutable and thread-safe; each setter returns a changed copy.
 */
public final class AgentFallback {
    private static final AgentFallback HANG_UP = new AgentFallback(AudioFormat.ULAW_8K, new byte[0], null);

    private final AudioFormat format;
    private final byte[] prompt;
    private final @Nullable TransferRequest transfer;

    private AgentFallback(AudioFormat format, byte[] prompt, @Nullable TransferRequest transfer) {
        this.format = format;
        this.prompt = prompt;
        this.transfer = transfer;
    }

    /** {@return the caller is hung up, without a word} */
    public static AgentFallback hangUp() {
        return HANG_UP;
    }

    /**
     * {@return the caller is sent elsewhere, and hung up if that fails}
     *
     * @param request where to; not {@link TransferRequest.Attended}, for which an agent is needed
     * @throws IllegalArgumentException if it is that
     */
    public static AgentFallback transfer(TransferRequest request) {
        if (request instanceof TransferRequest.Attended) {
            throw new IllegalArgumentException(
                    "an agent that failed cannot talk to whom the caller goes; give a blind transfer instead of "
                            + request);
        }
        return new AgentFallback(AudioFormat.ULAW_8K, new byte[0], Objects.requireNonNull(request, "request"));
    }

    /**
     * {@return this, with words that the caller hears before: to their end, or until whom it is sent to answers}
     *
     * @param audioFormat how the audio is written; it is converted to what the call speaks
     * @param audio the words, copied
     * @throws IllegalArgumentException if the audio cannot be converted, or is more than two minutes
     */
    public AgentFallback saying(AudioFormat audioFormat, byte[] audio) {
        if (audioFormat.durationOf(audio.length).toSeconds() > 120) {
            throw new IllegalArgumentException(
                    "words of " + audioFormat.durationOf(audio.length).toSeconds()
                            + " s are too many for a caller in trouble; give at most 120 s");
        }
        // So that what cannot be said is found out here, not when it is needed.
        var unused = Samples.convert(audioFormat, audio, AudioFormat.PCM_16K);
        return new AgentFallback(audioFormat, audio.clone(), transfer);
    }

    boolean isHangUpAtOnce() {
        return prompt.length == 0 && transfer == null;
    }

    /** {@return the words in a call's format; empty if there are none} */
    ByteBuffer prompt(AudioFormat wanted) {
        return Samples.convert(format, prompt, wanted);
    }

    Optional<TransferRequest> transfer() {
        return Optional.ofNullable(transfer);
    }
}
