package io.voxari.agent.runtime;

import io.voxari.ari.AriEvent;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A lane with a thread of its own, to which a test brings the events. */
final class TestLane implements EventLane {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile Consumer<? super AriEvent> handler = event -> {};
    /** As a lane is when its client's executor takes nothing any more: silent. */
    volatile boolean deaf;

    void deliver(AriEvent event) {
        execute(() -> handler.accept(event));
    }

    @Override
    public String id() {
        return "test";
    }

    @Override
    public EventLane bind(ResourceId... resources) {
        return this;
    }

    @Override
    public EventLane unbind(ResourceId... resources) {
        return this;
    }

    @Override
    public EventLane onEvent(Consumer<? super AriEvent> newHandler) {
        handler = newHandler;
        return this;
    }

    @Override
    public void execute(Runnable task) {
        if (!deaf) {
            thread.execute(task);
        }
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
