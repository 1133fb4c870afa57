package io.voxari.media.internal;

import io.voxari.media.MediaFormat;
import io.voxari.media.signal.Alaw;
import io.voxari.media.signal.Ulaw;
import org.jspecify.annotations.Nullable;

/** How the samples of a format lie in bytes. Stateless and thread-safe. */
enum SampleCodec {
    ULAW(1) {
        @Override
        short get(byte[] bytes, int at) {
            return Ulaw.decode(bytes[at]);
        }

        @Override
        void put(byte[] bytes, int at, short sample) {
            bytes[at] = Ulaw.encode(sample);
        }
    },
    ALAW(1) {
        @Override
        short get(byte[] bytes, int at) {
            return Alaw.decode(bytes[at]);
        }

        @Override
        void put(byte[] bytes, int at, short sample) {
            bytes[at] = Alaw.encode(sample);
        }
    },
    /** Signed, 16 bits, little-endian. */
    LINEAR(2) {
        @Override
        short get(byte[] bytes, int at) {
            return (short) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8));
        }

        @Override
        void put(byte[] bytes, int at, short sample) {
            bytes[at] = (byte) sample;
            bytes[at + 1] = (byte) (sample >> 8);
        }
    };

    final int sampleBytes;

    SampleCodec(int sampleBytes) {
        this.sampleBytes = sampleBytes;
    }

    /** The sample that begins at that byte. */
    abstract short get(byte[] bytes, int at);

    abstract void put(byte[] bytes, int at, short sample);

    /** Null for formats whose bytes are no samples. */
    static @Nullable SampleCodec of(MediaFormat format) {
        return switch (format.name()) {
            case "ulaw" -> ULAW;
            case "alaw" -> ALAW;
            default -> format.isLinear() ? LINEAR : null;
        };
    }
}
