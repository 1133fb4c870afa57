package io.voxari.media.internal;

import io.voxari.media.FlushAck;
import io.voxari.media.MarkOutcome;
import io.voxari.media.MediaCommand;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a core puts out, a line for each; all that was not looked at is an error. */
final class PlayoutRecorder implements PlayoutOutput {
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();

    @Override
    public void audio(ByteRing source, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        source.take(buffer, bytes);
        sound.writeBytes(buffer.array());
        lines.add("audio " + bytes);
    }

    @Override
    public void command(MediaCommand command) {
        lines.add(MediaCommandWriter.write(command, io.voxari.media.ControlFormat.PLAIN_TEXT));
    }

    @Override
    public void settled(PendingMark mark, MarkOutcome outcome) {
        lines.add(mark.id + " " + outcome.kind() + " " + outcome.played().toMillis());
    }

    @Override
    public void acknowledged(PendingFlush flush, FlushAck ack) {
        lines.add("ack heard " + ack.heardUntil().toMillis() + " discarded "
                + ack.discarded().toMillis() + (ack.measured() ? " measured" : " by clock") + " took "
                + ack.took().toMillis());
    }

    @Override
    public void drainedBelowHighWater() {
        lines.add("writable");
    }

    /** The lines since the last time. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** All audio that went out. */
    byte[] sound() {
        return sound.toByteArray();
    }

    void assertExhausted() {
        if (!lines.isEmpty()) {
            throw new AssertionError("not looked at: " + lines);
        }
    }
}
