package io.voxari.agent.runtime;

import io.voxari.media.FlushAck;
import io.voxari.media.Interruption;
import io.voxari.media.MarkOutcome;
import io.voxari.media.Playout;
import io.voxari.media.PlayoutMark;
import io.voxari.media.PlayoutPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A playout on which a test plays as far as it likes; one byte is 1/8 ms. Not thread-safe. */
final class FakePlayout implements Playout {
    final List<String> log = new ArrayList<>();
    final CompletableFuture<FlushAck> acknowledged = new CompletableFuture<>();
    private final List<Mark> marks = new ArrayList<>();
    private long written;
    private long played;

    /** Plays up to here and reports the marks that are reached. */
    void playTo(Duration position) {
        played = Math.min(written, bytes(position));
        settle(MarkOutcome.Kind.REACHED);
    }

    /** Plays up to here; the marks that are reached are told of by the next call, whatever it is for. */
    void playedUnheardOf(Duration position) {
        played = Math.min(written, bytes(position));
    }

    /** The connection ends: what is not reached never will be. */
    void end() {
        settle(MarkOutcome.Kind.CANCELLED);
    }

    private void settle(MarkOutcome.Kind kind) {
        List<Mark> settled = marks.stream()
                .filter(mark -> kind == MarkOutcome.Kind.CANCELLED || mark.at <= played)
                .toList();
        marks.removeAll(settled);
        settled.forEach(mark -> mark.reached.complete(new MarkOutcome(kind, duration(played))));
    }

    @Override
    public void open() {
        log.add("open");
    }

    @Override
    public boolean write(ByteBuffer audio) {
        written += audio.remaining();
        log.add("write " + StandardCharsets.US_ASCII.decode(audio));
        return true;
    }

    @Override
    public boolean write(long generation, ByteBuffer audio) {
        return write(audio);
    }

    @Override
    public long generation() {
        return 0;
    }

    @Override
    public CompletionStage<Void> writable() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void padToFrame() {
        log.add("pad");
    }

    @Override
    public PlayoutMark mark() {
        Mark mark = new Mark(written);
        marks.add(mark);
        log.add("mark");
        return mark;
    }

    @Override
    public Interruption interrupt() {
        log.add("interrupt");
        long discarded = written - played;
        settle(MarkOutcome.Kind.REACHED);
        settle(MarkOutcome.Kind.CANCELLED);
        return new Interruption(0, duration(played), duration(discarded), acknowledged);
    }

    @Override
    public void pause() {
        log.add("pause");
    }

    @Override
    public void resume() {
        log.add("resume");
    }

    @Override
    public Duration queued() {
        return duration(written - played);
    }

    @Override
    public PlayoutPosition position() {
        return new PlayoutPosition(duration(written), duration(written), duration(played));
    }

    @Override
    public CompletionStage<Void> drained() {
        return CompletableFuture.completedFuture(null);
    }

    private static Duration duration(long bytes) {
        return Duration.ofNanos(bytes * 125_000);
    }

    private static long bytes(Duration duration) {
        return duration.toNanos() / 125_000;
    }

    private record Mark(long at, CompletableFuture<MarkOutcome> reached) implements PlayoutMark {
        Mark(long at) {
            this(at, new CompletableFuture<>());
        }

        @Override
        public Duration position() {
            return duration(at);
        }
    }
}
