package io.voxari.media;

import java.time.Duration;
import java.util.Objects;

/**
 * The audio format of a media connection, as {@code MEDIA_START} gives it. Always mono.
 *
 * @param name Asterisk's name of the format: {@code ulaw}, {@code alaw}, {@code slin16}, {@code g722}, …
 * @param frameBytes bytes of one frame; 0 when Asterisk passes packets through as they are (Opus, for one)
 * @param ptime the time one frame takes
 */
public record MediaFormat(String name, int frameBytes, Duration ptime) {
    /** 20 ms frames of G.711 µ-law, 8 kHz. */
    public static final MediaFormat ULAW = new MediaFormat("ulaw", 160, Duration.ofMillis(20));

    /** 20 ms frames of G.711 A-law, 8 kHz. */
    public static final MediaFormat ALAW = new MediaFormat("alaw", 160, Duration.ofMillis(20));

    /** 20 ms frames of signed 16-bit little-endian samples, 16 kHz. */
    public static final MediaFormat SLIN16 = new MediaFormat("slin16", 640, Duration.ofMillis(20));

    /**
     * Checks the values.
     *
     * @param name see {@link #name()}
     * @param frameBytes see {@link #frameBytes()}
     * @param ptime see {@link #ptime()}
     * @throws IllegalArgumentException if {@code frameBytes} is negative or {@code ptime} is not positive
     */
    public MediaFormat {
        Objects.requireNonNull(name, "name");
        if (frameBytes < 0) {
            throw new IllegalArgumentException("frameBytes is " + frameBytes + ", expected 0 or more");
        }
        if (ptime.isNegative() || ptime.isZero()) {
            throw new IllegalArgumentException("ptime is " + ptime + ", expected more than 0");
        }
    }

    /** {@return whether packets are passed through as they are, without frames of a fixed size} */
    public boolean isPassthrough() {
        return frameBytes == 0;
    }

    /** {@return whether this is linear PCM: signed 16-bit, little-endian} */
    public boolean isLinear() {
        return name.startsWith("slin");
    }

    /**
     * {@return whether a byte of this format is silence by itself}
     *
     * <p>True of G.711, G.722 and linear PCM. In the others (GSM, iLBC, …) write whole frames: a short one is filled with
     * zeros, which may be heard; and no comfort silence is sent.
     */
    public boolean hasSilence() {
        return isLinear() || silence() != 0;
    }

    /** {@return the byte that fills a short frame, with silence where {@link #hasSilence()}} */
    public byte silence() {
        return switch (name) {
            case "ulaw" -> (byte) 0xFF;
            case "alaw" -> (byte) 0xD5;
            case "g722" -> (byte) 0xFD;
            default -> 0;
        };
    }

    /**
     * {@return how long that many bytes play}
     *
     * @param bytes a number of bytes in this format
     * @throws IllegalStateException if the format has no fixed frame size
     */
    public Duration durationOf(long bytes) {
        long frames = bytes / frameBytesOrThrow();
        // Not by multiplying the Duration: that divides big numbers, and this is asked several times a frame.
        long nanos = ptime.toNanos();
        return Duration.ofNanos(Math.multiplyExact(frames, nanos) + bytes % frameBytes * nanos / frameBytes);
    }

    /**
     * {@return how many bytes play that long, in whole frames, rounded down}
     *
     * @param duration a time
     * @throws IllegalStateException if the format has no fixed frame size
     */
    public long bytesOf(Duration duration) {
        return duration.toNanos() / ptime.toNanos() * frameBytesOrThrow();
    }

    private int frameBytesOrThrow() {
        if (frameBytes == 0) {
            throw new IllegalStateException("format " + name + " is passed through: its frames have no fixed size");
        }
        return frameBytes;
    }
}
