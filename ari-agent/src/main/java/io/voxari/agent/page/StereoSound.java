package io.voxari.agent.page;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A recording of both sides: the caller left, the agent right. Never changed once it is read. */
final class StereoSound {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int FORMAT_BYTES = 16;

    final int sampleRate;
    final short[] caller;
    final short[] agent;

    private StereoSound(int sampleRate, short[] caller, short[] agent) {
        this.sampleRate = sampleRate;
        this.caller = caller;
        this.agent = agent;
    }

    /**
     * {@return what a sound file holds}
     *
     * @param wav WAV with two channels of 16-bit PCM. The data may be shorter than its header says, as it is when the
     *     recorder did not come to an end
     * @throws IllegalArgumentException if it is another kind of file
     */
    static StereoSound read(byte[] wav) {
        ByteBuffer in = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (in.getInt() != RIFF || in.position(8).getInt() != WAVE) {
                throw new IllegalArgumentException("not a WAV file: it does not begin with RIFF and WAVE");
            }
            int rate = 0;
            while (true) {
                int chunk = in.getInt();
                int bytes = Math.min(in.getInt() & Integer.MAX_VALUE, in.remaining());
                if (chunk == FORMAT && bytes >= FORMAT_BYTES) {
                    rate = format(in);
                } else if (chunk == DATA) {
                    return samples(in.slice(in.position(), bytes).order(ByteOrder.LITTLE_ENDIAN), rate);
                }
                // A chunk of odd length is followed by a byte that fills it up.
                in.position(Math.min(in.position() + bytes + (bytes & 1), in.limit()));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the WAV file of " + wav.length + " bytes ends before its samples", e);
        }
    }

    /** {@return how long it is, in milliseconds} */
    double millis() {
        return caller.length * 1000.0 / sampleRate;
    }

    private static int format(ByteBuffer in) {
        int at = in.position();
        int tag = in.getShort(at);
        int channels = in.getShort(at + 2);
        int rate = in.getInt(at + 4);
        int bits = in.getShort(at + 14);
        if (tag != PCM || channels != 2 || bits != Short.SIZE || rate <= 0) {
            throw new IllegalArgumentException("the recording must be 16-bit PCM with 2 channels, but has format " + tag
                    + ", " + channels + " channels of " + bits + " bits at " + rate + " Hz");
        }
        return rate;
    }

    private static StereoSound samples(ByteBuffer data, int rate) {
        if (rate == 0) {
            throw new IllegalArgumentException("the WAV file has no format before its samples");
        }
        short[] left = new short[data.remaining() / (2 * Short.BYTES)];
        short[] right = new short[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = data.getShort();
            right[i] = data.getShort();
        }
        return new StereoSound(rate, left, right);
    }
}
