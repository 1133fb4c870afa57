package io.voxari.media.signal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a WAV file of 16-bit samples as they come, mono or stereo. The header is brought up to date behind each second of
 * audio, never before the audio is there: whenever the process ends, however it ends, the file plays up to that second.
 *
 * <p>Writing blocks as files do: not for a thread that serves calls. Not thread-safe.
 */
public final class WavWriter implements Closeable {
    private static final int HEADER_BYTES = 44;
    private static final int SAMPLE_BYTES = 2;
    /** The sizes in the header are of 32 bits. */
    private static final long MAX_DATA_BYTES = 0xFFFF_FFFFL - HEADER_BYTES;

    private final FileChannel file;
    private final Path path;
    private final int channels;
    private final long maxDataBytes;
    private final ByteBuffer buffer;
    private final ByteBuffer sizes = ByteBuffer.allocateDirect(4).order(ByteOrder.LITTLE_ENDIAN);
    private long writtenBytes;

    private WavWriter(FileChannel file, Path path, int sampleRateHz, int channels) {
        this.file = file;
        this.path = path;
        this.channels = channels;
        int blockBytes = channels * SAMPLE_BYTES;
        maxDataBytes = MAX_DATA_BYTES - MAX_DATA_BYTES % blockBytes;
        buffer = ByteBuffer.allocateDirect(sampleRateHz * blockBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Begins a file; one that is there is replaced.
     *
     * @param path the file
     * @param sampleRateHz samples a second, 1 to 192,000
     * @param channels 1 or 2
     * @return a writer of it
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if the rate or the number of channels is out of range
     */
    public static WavWriter create(Path path, int sampleRateHz, int channels) throws IOException {
        if (sampleRateHz < 1 || sampleRateHz > 192_000) {
            throw new IllegalArgumentException("sampleRateHz is " + sampleRateHz + ", expected 1 to 192000");
        }
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels is " + channels + ", expected 1 or 2");
        }
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        WavWriter writer = new WavWriter(file, path, sampleRateHz, channels);
        try {
            writer.begin(sampleRateHz);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return writer;
    }

    private void begin(int sampleRateHz) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(HEADER_BYTES - 8).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
        header.putInt(sampleRateHz).putInt(sampleRateHz * channels * SAMPLE_BYTES);
        header.putShort((short) (channels * SAMPLE_BYTES)).putShort((short) (8 * SAMPLE_BYTES));
        header.put(ascii("data")).putInt(0).flip();
        put(header, 0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes samples of a mono file, or the alternating left and right samples of a stereo file.
     *
     * @param samples linear samples; its position moves to its limit
     * @throws IOException if the file cannot be written, or would exceed 4 GiB
     * @throws IllegalArgumentException if a stereo file is given half a pair
     */
    public void write(ShortBuffer samples) throws IOException {
        if (samples.remaining() % channels != 0) {
            throw new IllegalArgumentException(
                    samples.remaining() + " samples are no whole number of pairs for a stereo file");
        }
        while (samples.hasRemaining()) {
            makeRoom();
            for (int i = 0; i < channels; i++) {
                buffer.putShort(samples.get());
            }
        }
    }

    /**
     * Writes as many samples of a stereo file as both sides have; moves both positions.
     *
     * @param left linear samples
     * @param right linear samples
     * @throws IOException if the file cannot be written, or would exceed 4 GiB
     * @throws IllegalStateException if the file is mono
     */
    public void write(ShortBuffer left, ShortBuffer right) throws IOException {
        if (channels != 2) {
            throw new IllegalStateException(path + " is a mono file");
        }
        for (int i = Math.min(left.remaining(), right.remaining()); i > 0; i--) {
            makeRoom();
            buffer.putShort(left.get()).putShort(right.get());
        }
    }

    private void makeRoom() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        if (writtenBytes + buffer.position() >= maxDataBytes) {
            throw new IOException(path + " is full: a WAV file holds at most 4 GiB");
        }
    }

    /**
     * Brings the file up to date.
     *
     * @throws IOException if the file cannot be written
     */
    public void flush() throws IOException {
        buffer.flip();
        int count = buffer.remaining();
        try {
            put(buffer, HEADER_BYTES + writtenBytes);
            writtenBytes += count;
        } finally {
            buffer.clear();
        }
        size(HEADER_BYTES - 4, writtenBytes);
        size(4, HEADER_BYTES - 8 + writtenBytes);
    }

    private void size(int at, long bytes) throws IOException {
        sizes.clear().putInt((int) bytes).flip();
        put(sizes, at);
    }

    private void put(ByteBuffer bytes, long at) throws IOException {
        long place = at;
        while (bytes.hasRemaining()) {
            place += file.write(bytes, place);
        }
    }

    /**
     * {@return how many samples each channel has, those not yet flushed included}
     */
    public long samples() {
        return (writtenBytes + buffer.position()) / channels / SAMPLE_BYTES;
    }

    /**
     * Brings the file up to date and closes it. Further calls do nothing.
     *
     * @throws IOException if the file cannot be written; it is closed nevertheless
     */
    @Override
    public void close() throws IOException {
        if (!file.isOpen()) {
            return;
        }
        try (file) {
            flush();
        }
    }
}
