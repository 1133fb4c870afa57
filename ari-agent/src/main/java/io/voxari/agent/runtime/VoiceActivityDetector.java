package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.SpeechDetector;
import io.voxari.media.signal.Alaw;
import io.voxari.media.signal.Slin;
import io.voxari.media.signal.Ulaw;
import io.voxari.media.signal.VoiceActivity;
import io.voxari.media.signal.VoiceActivityOptions;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A detector of speech without a model: what is louder than the noise of the line. Good enough to let an agent's voice give way;
 * it does not tell a voice from a slamming door.
 *
 * <pre>{@code
 * AgentProfile.of(AudioFormat.ULAW_8K).turns(TurnDetection.by(VoiceActivityDetector::new))
 * }</pre>
 *
 * <p>One for each call. Not thread-safe.
 */
public final class VoiceActivityDetector implements SpeechDetector {
    private static final Duration STEP = Duration.ofMillis(20);

    private @Nullable VoiceActivity activity;
    private ShortBuffer samples = ShortBuffer.allocate(0);

    /** Makes one that holds on for 200 ms after the last sound. */
    public VoiceActivityDetector() {}

    @Override
    public boolean isSpeech(CallerAudio audio) {
        AudioFormat format = audio.format();
        if (activity == null) {
            activity = VoiceActivity.of(format.sampleRateHz(), STEP, VoiceActivityOptions.DEFAULT);
        }
        ShortBuffer all = linear(audio.audio(), format);
        int step = format.bytesOf(STEP) / format.bytesPerSample();
        boolean speech = activity.isSpeech();
        while (all.hasRemaining()) {
            ShortBuffer one = all.slice(all.position(), Math.min(step, all.remaining()));
            all.position(all.position() + one.remaining());
            speech = activity.hear(one);
        }
        return speech;
    }

    private ShortBuffer linear(ByteBuffer bytes, AudioFormat format) {
        int count = bytes.remaining() / format.bytesPerSample();
        if (samples.capacity() < count) {
            samples = ShortBuffer.allocate(count);
        }
        samples.clear();
        switch (format.encoding()) {
            case ULAW -> Ulaw.decode(bytes, samples);
            case ALAW -> Alaw.decode(bytes, samples);
            case PCM16LE -> Slin.decode(bytes, samples);
        }
        return samples.flip();
    }
}
