package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.testkit.SimulatedAsterisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector on the simulated Asterisk, whose server is as particular as the real one. */
class SimulatedConnectorTest {
    private static final int SECONDS = 10;

    private final SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
    private final MediaConnector connector =
            MediaConnector.builder(asterisk.ariUri()).build();
    private final TestAri ari = new TestAri(asterisk);

    SimulatedConnectorTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        ari.close();
        connector.close();
        asterisk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f(json)", "f(plain-text)"})
    void connectsToAChannelThatWaits(String transportData) throws Exception {
        RecordingListener listener = new RecordingListener();
        String connection = ari.waitingMedia("waits", "ulaw", transportData);
        MediaSession session = connector
                .connect(connection, listener)
                .session()
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS);
        assertThat(session.start().channelId()).isEqualTo("waits");
        assertThat(session.start().connectionId()).isEqualTo(connection);
        session.playout().open();
        boolean taken = session.playout().write(ByteBuffer.wrap(new byte[1_600]));
        assertThat(taken).isTrue();
        session.playout().drained().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        ari.delete("channels/waits");
        assertThat(listener.closes.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
        asterisk.awaitQuiet(Duration.ofSeconds(SECONDS));
    }

    @Test
    void isToldThatAConnectionIsTaken() throws Exception {
        String connection = ari.waitingMedia("taken", "ulaw", "f(json)");
        MediaSession first = connector
                .connect(connection, new RecordingListener())
                .session()
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS);
        assertThatThrownBy(() -> connector
                        .connect(connection, new RecordingListener())
                        .session()
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("409");
        first.close();
    }

    @Test
    void isToldThatNobodyWaits() {
        assertThatThrownBy(() -> connector
                        .connect("nobody", new RecordingListener())
                        .session()
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("404");
    }
}
