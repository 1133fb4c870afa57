package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.agent.AudioFormat.Encoding;
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
        if (format.encoding() == Encoding.ULAW) {
            Ulaw.decode(audio, samples);
        } else if (format.encoding() == Encoding.PCM16LE) {
            Slin.decode(audio, samples);
        } else {
            throw unknown(format);
        }
    }

    /**
     * {@return the same sound in another format}
     *
     * @throws IllegalArgumentException if one of the formats cannot be converted
     */
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
        if (to.encoding() == Encoding.ULAW) {
            Ulaw.encode(samples, converted);
        } else if (to.encoding() == Encoding.PCM16LE) {
            Slin.encode(samples, converted);
        } else {
            throw unknown(to);
        }
        return converted.flip();
    }

    private static IllegalArgumentException unknown(AudioFormat format) {
        return new IllegalArgumentException(format + " cannot be converted; give µ-law or 16-bit linear audio");
    }
}
