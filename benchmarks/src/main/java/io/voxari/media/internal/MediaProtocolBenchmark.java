package io.voxari.media.internal;

import io.voxari.media.MediaEvent;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.java_websocket.exceptions.InvalidDataException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What comes in: events, a few a second, and frames of 20 ms, fifty. Defends: a frame costs under 100 ns and allocates
 * nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MediaProtocolBenchmark implements FrameCutter.Sink {
    private static final String MARK_JSON =
            "{\"event\":\"MEDIA_MARK_PROCESSED\",\"channel_id\":\"voxari-1a2b3c4d\",\"correlation_id\":\"v1z\"}";
    private static final String MARK_PLAIN = "MEDIA_MARK_PROCESSED v1z";
    private static final String STATUS_JSON =
            "{\"event\":\"STATUS\",\"channel_id\":\"voxari-1a2b3c4d\",\"queue_length\":24,\"xon_level\":800,"
                    + "\"xoff_level\":900,\"queue_full\":false,\"bulk_media\":false,\"media_paused\":false}";

    private final FrameCutter cutter = new FrameCutter(65_536);
    private final MediaDraft draft = new MediaDraft(65_536);
    private final ByteBuffer frame = ByteBuffer.allocate(168);
    private int payloadBytes;

    /** Makes the frame. */
    public MediaProtocolBenchmark() {
        frame.put((byte) 0x82).put((byte) (0x80 | 126)).putShort((short) 160).putInt(0x1234_5678);
    }

    /**
     * A mark, JSON.
     *
     * @return the event
     */
    @Benchmark
    public MediaEvent readMarkJson() {
        return MediaEventReader.read(MARK_JSON);
    }

    /**
     * A mark, plain text.
     *
     * @return the event
     */
    @Benchmark
    public MediaEvent readMarkPlain() {
        return MediaEventReader.read(MARK_PLAIN);
    }

    /**
     * A status, JSON.
     *
     * @return the event
     */
    @Benchmark
    public MediaEvent readStatusJson() {
        return MediaEventReader.read(STATUS_JSON);
    }

    /**
     * A frame as it is cut and unmasked here.
     *
     * @return bytes of audio
     * @throws InvalidDataException never
     */
    @Benchmark
    public int cutFrame() throws InvalidDataException {
        cutter.cut(frame.clear(), this);
        return payloadBytes;
    }

    /**
     * The same by the engine, for comparison.
     *
     * @return frames
     * @throws InvalidDataException never
     */
    @Benchmark
    public Object translateFrameByEngine() throws InvalidDataException {
        return draft.translateFrame(frame.clear());
    }

    @Override
    public boolean binary(ByteBuffer payload) {
        payloadBytes = payload.remaining();
        return true;
    }

    @Override
    public boolean other(ByteBuffer whole) {
        throw new IllegalStateException("the frame is a whole binary message");
    }
}
