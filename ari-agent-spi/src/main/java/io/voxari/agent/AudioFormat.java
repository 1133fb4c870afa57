package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * How audio is written as bytes; always one channel.
 *
 * <p>Immutable and thread-safe.
 *
 * @param encoding how a sample is written
 * @param sampleRateHz samples a second
 */
public record AudioFormat(Encoding encoding, int sampleRateHz) {

    /** How a sample is written. */
    public enum Encoding {
        /** G.711 µ-law, one byte a sample. */
        ULAW(1),
        /** G.711 A-law, one byte a sample. */
        ALAW(1),
        /** Signed 16-bit linear, little-endian, two bytes a sample. */
        PCM16LE(2);

        private final int bytesPerSample;

        Encoding(int bytesPerSample) {
            this.bytesPerSample = bytesPerSample;
        }
    }

    /** G.711 µ-law at 8 kHz: what telephones speak, and the default. */
    public static final AudioFormat ULAW_8K = new AudioFormat(Encoding.ULAW, 8_000);
    /** G.711 A-law at 8 kHz: what telephones speak in Europe. */
    public static final AudioFormat ALAW_8K = new AudioFormat(Encoding.ALAW, 8_000);
    /** Linear at 8 kHz. */
    public static final AudioFormat PCM_8K = new AudioFormat(Encoding.PCM16LE, 8_000);
    /** Linear at 16 kHz, as many speech recognisers want it. */
    public static final AudioFormat PCM_16K = new AudioFormat(Encoding.PCM16LE, 16_000);
    /** Linear at 24 kHz, as many speech synthesisers make it. */
    public static final AudioFormat PCM_24K = new AudioFormat(Encoding.PCM16LE, 24_000);

    /**
     * Checks and copies the parts.
     *
     * @param encoding how a sample is written
     * @param sampleRateHz samples a second
     * @throws IllegalArgumentException if the sample rate is not positive
     */
    public AudioFormat {
        Objects.requireNonNull(encoding, "encoding");
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sample rate " + sampleRateHz + " Hz is not positive");
        }
    }

    /** {@return the bytes that one sample takes} */
    public int bytesPerSample() {
        return encoding.bytesPerSample;
    }

    /**
     * {@return how long so many bytes sound}
     *
     * @param bytes a number of bytes
     */
    public Duration durationOf(long bytes) {
        return Duration.ofNanos(bytes * 1_000_000_000L / ((long) sampleRateHz * bytesPerSample()));
    }

    /**
     * {@return how many bytes sound for so long, in whole samples, rounded down}
     *
     * @param duration a length of time
     */
    public int bytesOf(Duration duration) {
        return Math.toIntExact(duration.toNanos() / 1_000 * sampleRateHz / 1_000_000) * bytesPerSample();
    }
}
