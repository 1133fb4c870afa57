package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.media.signal.Alaw;
import io.voxari.media.signal.Resampler;
import io.voxari.media.signal.Slin;
import io.voxari.media.signal.Ulaw;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** Audio of one format as linear samples, and in another format. */
final class Samples {
    private Samples() {}

    /** Puts audio behind the samples that are there. */
    static void decode(AudioFormat format, ByteBuffer audio, ShortBuffer samples) {
        switch (format.encoding()) {
            case ULAW -> Ulaw.decode(audio, samples);
            case ALAW -> Alaw.decode(audio, samples);
            case PCM16LE -> Slin.decode(audio, samples);
        }
    }

    /** {@return the byte of which silence consists} */
    static byte silence(AudioFormat format) {
        return switch (format.encoding()) {
            case ULAW -> Ulaw.SILENCE;
            case ALAW -> Alaw.SILENCE;
            case PCM16LE -> 0;
        };
    }

    /** {@return the same sound in another format} */
    static ByteBuffer convert(AudioFormat from, byte[] audio, AudioFormat to) {
        if (from.equals(to)) {
            return ByteBuffer.wrap(audio);
        }
        ShortBuffer samples = ShortBuffer.allocate(audio.length / from.bytesPerSample());
        decode(from, ByteBuffer.wrap(audio, 0, samples.capacity() * from.bytesPerSample()), samples);
        samples.flip();
        if (from.sampleRateHz() != to.sampleRateHz()) {
            Resampler resampler = Resampler.of(from.sampleRateHz(), to.sampleRateHz());
            ShortBuffer resampled = ShortBuffer.allocate(resampler.maxOutput(samples.remaining()));
            resampler.process(samples, resampled);
            samples = resampled.flip();
        }
        ByteBuffer converted = ByteBuffer.allocate(samples.remaining() * to.bytesPerSample());
        switch (to.encoding()) {
            case ULAW -> Ulaw.encode(samples, converted);
            case ALAW -> Alaw.encode(samples, converted);
            case PCM16LE -> Slin.encode(samples, converted);
        }
        return converted.flip();
    }
}
