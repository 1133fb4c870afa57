package io.voxari.media;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a listener is told, in order. */
final class RecordingListener implements MediaListener {
    /** Everything, as text. */
    final List<String> log = new CopyOnWriteArrayList<>();

    final BlockingQueue<byte[]> audio = new LinkedBlockingQueue<>();
    final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
    final BlockingQueue<MediaClose> closes = new LinkedBlockingQueue<>();

    @Override
    public void onStart(MediaSession session) {
        log.add("start");
    }

    @Override
    public void onAudio(MediaSession session, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        log.add("audio " + bytes.length);
        audio.add(bytes);
    }

    @Override
    public void onEvent(MediaSession session, MediaEvent event) {
        log.add("event");
        events.add(event);
    }

    @Override
    public void onClosed(MediaSession session, MediaClose close) {
        log.add("closed");
        closes.add(close);
    }

    byte[] nextAudio() throws InterruptedException {
        return next(audio);
    }

    MediaEvent nextEvent() throws InterruptedException {
        return next(events);
    }

    MediaClose nextClose() throws InterruptedException {
        return next(closes);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(5, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came within 5 s");
        }
        return value;
    }
}
