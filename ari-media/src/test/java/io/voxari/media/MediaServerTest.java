package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MediaServerTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RecordingListener listener = new RecordingListener();
    private MediaServer server;

    @BeforeEach
    void start() {
        server = MediaServer.builder().build();
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void admitsAnExpectedChannelAndCarriesAudioBothWays() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            MediaSession session = expected.session().toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertThat(session.start().channelId()).isEqualTo("chan-1");
            assertThat(session.start().format()).isEqualTo(MediaFormat.ULAW);
            assertThat(session.start().variables()).containsEntry("MEDIA_WEBSOCKET_OPTIMAL_FRAME_SIZE", "160");

            peer.binary(new byte[160]);
            assertThat(listener.nextAudio()).hasSize(160);

            session.playout().write(ByteBuffer.wrap(new byte[320]));
            session.playout().open();
            RawPeer.Frame frame = peer.read();
            assertThat(frame.opcode()).isEqualTo(RawPeer.BINARY);
            assertThat(frame.fin()).isTrue();
            assertThat(frame.payload()).hasSize(320);

            PlayoutMark mark = session.playout().mark();
            assertThat(peer.read().text()).isEqualTo("{\"command\":\"MARK_MEDIA\",\"correlation_id\":\"v1\"}");
            peer.text("{\"event\":\"MEDIA_MARK_PROCESSED\",\"channel_id\":\"chan-1\",\"correlation_id\":\"v1\"}");
            assertThat(mark.reached().toCompletableFuture().get(5, TimeUnit.SECONDS))
                    .isEqualTo(new MarkOutcome(MarkOutcome.Kind.REACHED, Duration.ofMillis(40)));

            session.close();
            RawPeer.Frame close = peer.read();
            assertThat(close.opcode()).isEqualTo(RawPeer.CLOSE);
            assertThat(close.closeCode()).isEqualTo(1000);
            assertThat(peer.ended()).isTrue();
            peer.hangUp();
            assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.LOCAL);
        }
        assertThat(listener.log).startsWith("start").endsWith("closed");
    }
}
