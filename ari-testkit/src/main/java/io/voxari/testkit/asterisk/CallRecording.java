package io.voxari.testkit.asterisk;

import io.voxari.testkit.internal.Ulaw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Both sides of a call as a sound file: WAV, 16-bit PCM, 8000 Hz, stereo. Left is what the caller sent, right what the
 * caller received, on one clock: a sound at second 3 of the right was received 3 s after the recording's beginning, which
 * is the first packet of either side. Immutable and thread-safe.
 */
public final class CallRecording {
    private static final int SAMPLE_RATE_HZ = 8000;
    private static final int CHANNELS = 2;
    private static final int HEADER_BYTES = 44;
    private static final long NANOS_PER_SAMPLE = 125_000;

    private final HeardAudio said;
    private final HeardAudio heard;

    private CallRecording(HeardAudio said, HeardAudio heard) {
        this.said = said;
        this.heard = heard;
    }

    /**
     * {@return the recording of a call, as far as it has come}
     *
     * @param call a call, ended or not
     */
    public static CallRecording of(SipCall call) {
        return of(call.said(), call.heard());
    }

    /**
     * {@return a recording with the one on the left and the other on the right}
     *
     * @param left what is put on the left
     * @param right what is put on the right
     */
    public static CallRecording of(HeardAudio left, HeardAudio right) {
        return new CallRecording(left, right);
    }

    /** {@return when its first sample was sent or received, on the clock of {@link System#nanoTime()}; 0 when it is empty} */
    public long beginsNanos() {
        long origin = Math.min(origin(said), origin(heard));
        return origin == Long.MAX_VALUE ? 0 : origin;
    }

    /**
     * Writes the file, replacing what is there.
     *
     * @param file the file; folders above it are made
     * @throws IOException when it cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, wav());
    }

    /** {@return the bytes of the file} */
    public byte[] wav() {
        long origin = Math.min(origin(said), origin(heard));
        int saidAt = offset(said, origin);
        int heardAt = offset(heard, origin);
        int frames = Math.max(saidAt + said.samples(), heardAt + heard.samples());
        int dataBytes = frames * CHANNELS * Short.BYTES;
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
        out.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) CHANNELS);
        out.putInt(SAMPLE_RATE_HZ).putInt(SAMPLE_RATE_HZ * CHANNELS * Short.BYTES);
        out.putShort((short) (CHANNELS * Short.BYTES)).putShort((short) (8 * Short.BYTES));
        out.put(ascii("data")).putInt(dataBytes);
        byte[] left = said.ulaw(-saidAt, frames - saidAt);
        byte[] right = heard.ulaw(-heardAt, frames - heardAt);
        for (int i = 0; i < frames; i++) {
            out.putShort(Ulaw.decode(left[i])).putShort(Ulaw.decode(right[i]));
        }
        return out.array();
    }

    private static long origin(HeardAudio audio) {
        return audio.packets() == 0 ? Long.MAX_VALUE : audio.originNanos();
    }

    private static int offset(HeardAudio audio, long origin) {
        return audio.packets() == 0 ? 0 : Math.toIntExact((audio.originNanos() - origin) / NANOS_PER_SAMPLE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
