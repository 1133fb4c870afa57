package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ConnectionWriterTest {
    private static final int MOST = 100;

    private final List<String> told = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ConnectionWriter.Owner owner = new ConnectionWriter.Owner() {
        @Override
        public void onLastWritten() {
            told.add("last after " + written);
        }

        @Override
        public void onBroken(Exception why) {
            told.add("broken: " + why.getMessage());
        }

        @Override
        public void onNoThread() {
            told.add("no thread");
        }
    };

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static OutputStream failing(Throwable why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (why instanceof Error error) {
                    throw error;
                } else if (why instanceof RuntimeException exception) {
                    throw exception;
                }
                throw (IOException) why;
            }
        };
    }

    @Test
    void tellsOfTheLastWhenAllIsWrittenAndTakesNoMore() {
        StepExecutor executor = new StepExecutor();
        ConnectionWriter writer = new ConnectionWriter(executor, owner);
        assertThat(writer.enqueue(bytes("early"), false, MOST)).isFalse();
        writer.begin(written);
        assertThat(writer.enqueue(bytes("a"), false, MOST)).isTrue();
        assertThat(writer.enqueue(bytes("b"), true, MOST)).isTrue();
        assertThat(writer.enqueue(bytes("late"), false, MOST)).isFalse();
        executor.runAll();

        assertThat(told).containsExactly("last after ab");
    }

    @Test
    void tellsOfWhateverBreaksTheConnection() {
        for (Exception why : List.of(new IOException("gone"), new IllegalStateException("strange"))) {
            ConnectionWriter writer = new ConnectionWriter(Runnable::run, owner);
            writer.begin(failing(why));
            assertThat(writer.enqueue(bytes("a"), false, MOST)).isTrue();
        }
        assertThat(told).containsExactly("broken: gone", "broken: strange");
    }

    @Test
    void errorIsNotTakenForAResultButLeavesNothingWaiting() {
        StepExecutor executor = new StepExecutor();
        ConnectionWriter writer = new ConnectionWriter(executor, owner);
        writer.begin(failing(new OutOfMemoryError("none")));
        assertThat(writer.enqueue(bytes("a"), false, MOST)).isTrue();

        assertThatThrownBy(executor::runAll).isInstanceOf(OutOfMemoryError.class);
        assertThat(told).containsExactly("no thread");
    }

    @Test
    void noThreadIsToldWhetherRefusedOrNotToBeHad() {
        ConnectionWriter refused = new ConnectionWriter(
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                owner);
        refused.begin(written);
        assertThat(refused.enqueue(bytes("a"), false, MOST)).isTrue();
        ConnectionWriter poor = new ConnectionWriter(
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                owner);
        poor.begin(written);
        assertThatThrownBy(() -> poor.enqueue(bytes("a"), false, MOST)).isInstanceOf(OutOfMemoryError.class);

        assertThat(told).containsExactly("no thread", "no thread");
    }

    @Test
    void noMoreWaitsThanIsSaid() {
        StepExecutor executor = new StepExecutor();
        ConnectionWriter writer = new ConnectionWriter(executor, owner);
        writer.begin(written);
        assertThat(writer.enqueue(bytes("1234"), false, 7)).isTrue();
        assertThat(writer.enqueue(bytes("5678"), false, 7)).isFalse();
        assertThat(writer.enqueue(bytes("567"), false, 7)).isTrue();
        assertThat(writer.enqueue(bytes("8"), false, 8))
                .as("to one that is known by now")
                .isTrue();
        executor.runAll();
        assertThat(writer.enqueue(bytes("9"), true, 7))
                .as("what was written waits no more")
                .isTrue();
        executor.runAll();

        assertThat(told).containsExactly("last after 123456789");
    }
}
