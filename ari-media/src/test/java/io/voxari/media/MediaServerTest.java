package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long, because each way in, and each refusal, is one short test on the same server. */
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
            MediaSession session = get(expected);
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
            assertThat(peer.read().text()).isEqualTo("{\"command\":\"MARK_MEDIA\",\"correlation_id\":\"voxari-1\"}");
            peer.text("{\"event\":\"MEDIA_MARK_PROCESSED\",\"channel_id\":\"chan-1\",\"correlation_id\":\"voxari-1\"}");
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

    @Test
    void admitsInPlainTextAndSpeaksItToo() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text("MEDIA_START connection_id:voxari channel:WebSocket/voxari/0x1 channel_id:chan-1 format:ulaw"
                    + " optimal_frame_size:160 ptime:20");
            MediaSession session = get(expected);
            assertThat(session.start().controlFormat()).isEqualTo(ControlFormat.PLAIN_TEXT);
            session.send(new MediaCommand.GetStatus());
            assertThat(peer.read().text()).isEqualTo("GET_STATUS");
            peer.text("DTMF_END digit:7 channel_id:chan-1");
            assertThat(listener.nextEvent()).isEqualTo(new MediaEvent.DtmfEnd("chan-1", '7'));
            peer.text("MEDIA_DANCED");
            assertThat(listener.nextEvent()).isEqualTo(new MediaEvent.Unknown(null, "MEDIA_DANCED", "MEDIA_DANCED"));
        }
    }

    @Test
    void audioBeforeTheStartIsDeliveredAfterIt() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.binary(new byte[] {1});
            peer.binary(new byte[] {2, 2});
            peer.text(RawPeer.startJson("chan-1"));
            peer.binary(new byte[] {3, 3, 3});
            MediaSession session = get(expected);
            assertThat(listener.nextAudio()).containsExactly(1);
            assertThat(listener.nextAudio()).containsExactly(2, 2);
            assertThat(listener.nextAudio()).containsExactly(3, 3, 3);
            assertThat(listener.log).startsWith("start");
            assertThat(session.stats().earlyFramesIn()).isEqualTo(2);
            assertThat(session.stats().framesIn()).isEqualTo(3);
        }
    }

    @Test
    void aChannelWithoutAnIdIsFoundByItsNameToldBeforeOrAfter() throws Exception {
        String start = "MEDIA_START connection_id:voxari channel:WebSocket/voxari/0x%d format:ulaw"
                + " optimal_frame_size:160 ptime:20";
        MediaExpectation before = server.expect("chan-1", listener, SOON);
        MediaExpectation after = server.expect("chan-2", listener, SOON);
        before.channelName("WebSocket/voxari/0x1");
        try (RawPeer one = RawPeer.upgraded(server.port());
                RawPeer two = RawPeer.upgraded(server.port())) {
            one.text(start.formatted(1));
            assertThat(get(before).start().channel()).isEqualTo("WebSocket/voxari/0x1");
            two.text(start.formatted(2));
            two.binary(new byte[7]);
            // The connection is read and waits: it would not answer a ping in vain.
            two.frame(0x80 | RawPeer.PING, new byte[] {9});
            assertThat(two.read().opcode()).isEqualTo(RawPeer.PONG);
            after.channelName("WebSocket/voxari/0x2");
            assertThat(get(after).start().channel()).isEqualTo("WebSocket/voxari/0x2");
            assertThat(listener.nextAudio()).hasSize(7);
        }
    }

    @Test
    void refusesAnUnknownChannel() throws Exception {
        server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-2"));
            assertClosed(peer, 4403);
        }
        assertRefused(MediaRefusal.UNKNOWN_CHANNEL);
        assertThat(server.stats().expected()).isEqualTo(1);
    }

    @Test
    void admitsAChannelOnlyOnce() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        server.expect("chan-2", new RecordingListener(), SOON);
        try (RawPeer first = RawPeer.upgraded(server.port());
                RawPeer second = RawPeer.upgraded(server.port())) {
            first.text(RawPeer.startJson("chan-1"));
            MediaSession session = get(expected);
            second.text(RawPeer.startJson("chan-1"));
            assertClosed(second, 4403);
            assertThat(session.isOpen()).isTrue();
            assertThatThrownBy(() -> server.expect("chan-1", listener, SOON))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("chan-1");
        }
        assertRefused(MediaRefusal.UNKNOWN_CHANNEL);
        listener.nextClose();
        assertThat(server.expect("chan-1", listener, SOON).channelId()).isEqualTo("chan-1");
    }

    @Test
    void anExpectationExpiresAndItsChannelIsRefusedThen() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, Duration.ofMillis(100));
        server.expect("chan-2", listener, SOON);
        assertThatThrownBy(() -> get(expected))
                .cause()
                .isInstanceOf(MediaException.class)
                .hasMessage("media channel chan-1 was expected and Asterisk did not connect in time");
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            assertClosed(peer, 4403);
        }
    }

    @Test
    void aCancelledExpectationIsRefused() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        server.expect("chan-2", listener, SOON);
        expected.cancel();
        expected.cancel();
        assertThatThrownBy(() -> get(expected)).cause().isInstanceOf(MediaException.class);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            assertClosed(peer, 4403);
        }
    }

    @Test
    void packetsThatArePassedThroughGoAsTheyAre() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1").replace("ulaw", "opus").replace("size\":160", "size\":0"));
            MediaSession session = get(expected);
            for (int size : new int[] {1, 31, 65_535}) {
                byte[] packet = new byte[size];
                new Random(size).nextBytes(packet);
                assertThat(session.sendPacket(ByteBuffer.wrap(packet))).isTrue();
                assertThat(peer.read().payload()).isEqualTo(packet);
            }
            peer.binary(new byte[] {7, 8, 9});
            assertThat(listener.nextAudio()).containsExactly(7, 8, 9);

            peer.text("{\"event\":\"MEDIA_XOFF\"}");
            assertThat(listener.nextEvent()).isInstanceOf(MediaEvent.Xoff.class);
            assertThat(session.sendPacket(ByteBuffer.wrap(new byte[2]))).isFalse();
            assertThat(peer.read().payload()).hasSize(2);
            peer.text("{\"event\":\"MEDIA_XON\"}");
            assertThat(listener.nextEvent()).isInstanceOf(MediaEvent.Xon.class);
            assertThat(session.sendPacket(ByteBuffer.wrap(new byte[3]))).isTrue();
            assertThat(session.stats().messagesOut()).isEqualTo(5);
            assertThat(session.stats().bytesOut()).isEqualTo(1 + 31 + 65_535 + 2 + 3);
            assertThat(session.stats().xoffs()).isEqualTo(1);
        }
    }

    @Test
    void aFormatHasFramesOrPackets() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        MediaExpectation framed = server.expect("chan-2", new RecordingListener(), SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port());
                RawPeer other = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1").replace("ulaw", "opus").replace("size\":160", "size\":0"));
            other.text(RawPeer.startJson("chan-2"));
            MediaSession session = get(expected);
            assertThatThrownBy(session::playout)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("format opus is passed through");
            assertThatThrownBy(() -> session.sendPacket(ByteBuffer.allocate(65_536)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65536");
            assertThatThrownBy(() -> session.sendPacket(ByteBuffer.allocate(0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.send(new MediaCommand.Mark("m")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MARK_MEDIA");
            assertThatThrownBy(() -> get(framed).sendPacket(ByteBuffer.allocate(160)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("format ulaw");
            session.send(new MediaCommand.GetStatus());
            assertThat(peer.read().text()).contains("GET_STATUS");
            session.close();
            assertThat(session.sendPacket(ByteBuffer.allocate(4))).isFalse();
        }
    }

    @Test
    void admitsAnybodyOnlyIfToldSo() throws Exception {
        try (MediaServer open = MediaServer.builder()
                .unexpected(start -> "yes".equals(start.channelId()) ? listener : null)
                .build()) {
            open.start();
            try (RawPeer peer = RawPeer.upgraded(open.port());
                    RawPeer other = RawPeer.upgraded(open.port())) {
                peer.text(RawPeer.startJson("yes"));
                peer.binary(new byte[160]);
                assertThat(listener.nextAudio()).hasSize(160);
                other.text(RawPeer.startJson("no"));
                assertClosed(other, 4403);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/other, media, 404, WRONG_PATH",
        "/media, ari, 406, WRONG_SUBPROTOCOL",
        "/media, '', 406, WRONG_SUBPROTOCOL",
        "/media, media, 401, UNAUTHORIZED",
    })
    void refusesAHandshakeWithItsStatus(String path, String protocol, int status, MediaRefusal refusal)
            throws Exception {
        try (MediaServer guarded =
                MediaServer.builder().credentials("voxari", "pass").build()) {
            guarded.start();
            guarded.expect("chan-1", listener, SOON);
            String header = status == 401 ? RawPeer.basic("voxari", "wrong") : RawPeer.basic("voxari", "pass");
            try (RawPeer peer = new RawPeer(guarded.port())) {
                peer.send(RawPeer.request(path, protocol, header));
                assertThat(peer.readHead()).startsWith("HTTP/1.1 " + status + " ");
                assertThat(peer.ended()).isTrue();
            }
            assertThat(guarded.stats().refusals()).containsOnly(Map.entry(refusal, 1L));
            try (RawPeer peer = new RawPeer(guarded.port())) {
                peer.send(RawPeer.request("/media", "media", RawPeer.basic("voxari", "pass")));
                assertThat(peer.readHead().split("\r\n"))
                        .containsExactly(
                                "HTTP/1.1 101 Switching Protocols",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                                "Sec-WebSocket-Protocol: media",
                                "Upgrade: websocket");
            }
        }
    }

    @Test
    void refusesEverybodyWhileNobodyIsExpected() throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(RawPeer.request("/media", "media", ""));
            assertThat(peer.readHead()).startsWith("HTTP/1.1 403 ");
        }
        assertRefused(MediaRefusal.NOBODY_EXPECTED);
    }

    @Test
    void readsAHandshakeThatComesByteByByteAndWhatFollowsIt() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = new RawPeer(server.port())) {
            String request = RawPeer.request("/media", "media", "");
            for (int i = 0; i < request.length() - 1; i++) {
                peer.send(request.substring(i, i + 1));
            }
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            rest.writeBytes(request.substring(request.length() - 1).getBytes(StandardCharsets.US_ASCII));
            rest.writeBytes(RawPeer.encode(0x81, RawPeer.startJson("chan-1").getBytes(StandardCharsets.UTF_8)));
            peer.send(rest.toByteArray());
            assertThat(get(expected).start().channelId()).isEqualTo("chan-1");
        }
    }

    @Test
    void givesUpAHandshakeThatDoesNotEnd() throws Exception {
        try (MediaServer quick = server(MediaLimits.DEFAULT.withTimes(Duration.ofMillis(100), SOON, SOON));
                RawPeer peer = new RawPeer(quick.port())) {
            peer.send("GET /media HTTP/1.1\r\n");
            assertThat(peer.readHead()).startsWith("HTTP/1.1 408 ");
            assertThat(peer.ended()).isTrue();
            assertThat(quick.stats().refusals()).containsOnlyKeys(MediaRefusal.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void givesUpAHandshakeThatIsTooLarge() throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send("GET /media HTTP/1.1\r\nA: " + "x".repeat(8_200));
            assertThat(peer.readHead()).startsWith("HTTP/1.1 431 ");
        }
        assertRefused(MediaRefusal.HANDSHAKE_TOO_LARGE);
    }

    @Test
    void givesUpAConnectionThatDoesNotSayWhoItIs() throws Exception {
        try (MediaServer quick = server(MediaLimits.DEFAULT.withTimes(SOON, Duration.ofMillis(100), SOON))) {
            quick.expect("chan-1", listener, SOON);
            try (RawPeer peer = RawPeer.upgraded(quick.port())) {
                peer.binary(new byte[160]);
                assertClosed(peer, 4408);
            }
            assertThat(quick.stats().refusals()).containsOnlyKeys(MediaRefusal.NO_MEDIA_START);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MEDIA_XOFF", "{\"event\":\"MEDIA_START\"}", "", "{"})
    void refusesAnotherFirstWordThanStart(String first) throws Exception {
        server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(first);
            assertClosed(peer, 1002);
        }
        assertRefused(MediaRefusal.BAD_MEDIA_START);
    }

    @Test
    void limitsConnectionsInAllAndFromOneAddress() throws Exception {
        try (MediaServer small = server(MediaLimits.DEFAULT.withConnections(2, 2));
                MediaServer narrow = server(MediaLimits.DEFAULT.withConnections(9, 1))) {
            small.expect("chan-1", listener, SOON);
            try (RawPeer one = RawPeer.upgraded(small.port());
                    RawPeer two = RawPeer.upgraded(small.port());
                    RawPeer three = new RawPeer(small.port());
                    RawPeer first = new RawPeer(narrow.port());
                    RawPeer next = new RawPeer(narrow.port())) {
                assertThat(three.readHead()).startsWith("HTTP/1.1 503 ");
                assertThat(next.readHead()).startsWith("HTTP/1.1 429 ");
                one.reset();
                two.reset();
                first.reset();
            }
            await().until(() -> small.stats().connections() + narrow.stats().connections() == 0);
            RawPeer.upgraded(small.port()).close();
            assertThat(small.stats().refusals()).containsOnly(Map.entry(MediaRefusal.TOO_MANY_CONNECTIONS, 1L));
            assertThat(narrow.stats().refusals()).containsOnly(Map.entry(MediaRefusal.TOO_MANY_FROM_ADDRESS, 1L));
        }
    }

    @Test
    void closesOnAMessageThatIsTooLarge() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.binary(new byte[70_000]);
            assertClosed(peer, 1009);
        }
        assertThat(listener.nextClose()).isEqualTo(new MediaClose(MediaClose.Kind.PROTOCOL, 1009, "unreadable frame"));
        assertRefused(MediaRefusal.MESSAGE_TOO_LARGE);
    }

    @Test
    void closesOnAMessageThatGrowsTooLargeByFragments() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.frame(RawPeer.BINARY, new byte[40_000]);
            peer.frame(0, new byte[40_000]);
            peer.frame(0x80, new byte[1]);
            assertClosed(peer, 1009);
        }
        assertThat(listener.audio).isEmpty();
    }

    @Test
    void joinsFragments() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.frame(RawPeer.BINARY, new byte[] {1});
            peer.frame(0x80 | RawPeer.PING, new byte[] {5});
            peer.frame(0x80, new byte[] {2});
            assertThat(listener.nextAudio()).containsExactly(1, 2);
            assertThat(peer.read().payload()).containsExactly(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "83 80 00000000", // An opcode that does not exist.
                "C2 80 00000000", // A reserved bit, as compression has it.
                "80 80 00000000", // A continuation of nothing.
                "09 80 00000000", // A ping in pieces.
                "82 FF FFFFFFFFFFFFFFFF 00000000", // A size below zero.
                "82 FF 7FFFFFFFFFFFFFFF 00000000", // A size beyond reason.
                "81 82 00000000 C3 28", // Text that is not UTF-8.
                "88 81 00000000 03", // Half a close code.
            })
    void closesOnWhatIsNoWebSocket(String hex) throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.send(HexFormat.of().parseHex(hex.replace(" ", "")));
            assertThat(peer.read().opcode()).isEqualTo(RawPeer.CLOSE);
            assertThat(peer.ended()).isTrue();
        }
        listener.nextClose();
        await().until(() -> server.stats().connections() == 0);
    }

    @Test
    void closesOnAFlood() throws Exception {
        try (MediaServer strict = server(MediaLimits.DEFAULT.withSizes(8_192, 65_536, 10, 65_536))) {
            strict.expect("chan-1", listener, SOON);
            try (RawPeer peer = RawPeer.upgraded(strict.port())) {
                peer.text(RawPeer.startJson("chan-1"));
                for (int i = 0; i < 20; i++) {
                    peer.binary(new byte[1]);
                }
                assertClosed(peer, 4429);
            }
            assertThat(strict.stats().refusals()).containsOnly(Map.entry(MediaRefusal.TOO_MANY_MESSAGES, 1L));
            assertThat(listener.audio.size()).isLessThan(11);
        }
    }

    @Test
    void tellsOfAResetInTheMiddleOfAMessage() throws Exception {
        RawPeer peer = started("chan-1");
        peer.send(new byte[] {(byte) 0x82, (byte) 0xFE, 0x01});
        peer.reset();
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.LOST);
        assertThat(listener.audio).isEmpty();
    }

    @Test
    void answersAClosingHandshakeAndTellsTheCode() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.frame(0x80 | RawPeer.CLOSE, new byte[] {0x03, (byte) 0xE8, 'b', 'y', 'e'});
            RawPeer.Frame close = peer.read();
            assertThat(close.opcode()).isEqualTo(RawPeer.CLOSE);
            assertThat(close.closeCode()).isEqualTo(1000);
            assertThat(peer.ended()).isTrue();
            peer.hangUp();
        }
        assertThat(listener.nextClose()).isEqualTo(new MediaClose(MediaClose.Kind.ASTERISK, 1000, "bye"));
    }

    @Test
    void givesUpAPeerThatDoesNotReadAndItsHeapStaysSmall() throws Exception {
        try (MediaServer strict = server(MediaLimits.DEFAULT.withSizes(8_192, 65_536, 2_000, 50_000))) {
            MediaExpectation expected = strict.expect("chan-1", listener, SOON);
            try (RawPeer peer = RawPeer.upgraded(strict.port())) {
                peer.text(RawPeer.startJson("chan-1"));
                MediaSession session = get(expected);
                await().until(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        session.send(new MediaCommand.StopBuffering("x".repeat(60)));
                    }
                    return !session.isOpen();
                });
            }
            MediaClose close = listener.nextClose();
            assertThat(close.kind()).isEqualTo(MediaClose.Kind.NOT_READING);
        }
    }

    @Test
    void pingsAndGivesUpAPeerThatIsSilent() throws Exception {
        try (MediaServer nervous = server(MediaLimits.DEFAULT.withTimes(SOON, SOON, Duration.ofMillis(100)))) {
            nervous.expect("chan-1", listener, SOON);
            try (RawPeer peer = RawPeer.upgraded(nervous.port())) {
                peer.text(RawPeer.startJson("chan-1"));
                assertThat(peer.read().opcode()).isEqualTo(RawPeer.PING);
                assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.SILENT);
            }
        }
    }

    @Test
    void closingTheServerClosesItsSessionsAndFailsItsExpectations() throws Exception {
        MediaExpectation waiting = server.expect("chan-2", listener, SOON);
        try (RawPeer peer = started("chan-1")) {
            server.close();
            assertClosed(peer, 1001);
        }
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.SERVER_CLOSED);
        assertThatThrownBy(() -> get(waiting)).cause().isInstanceOf(MediaException.class);
        assertThatThrownBy(() -> server.expect("chan-3", listener, SOON)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("voxari-media")))
                .isEmpty();
    }

    @Test
    void aListenerThatThrowsDoesNotEndTheSession() throws Exception {
        RecordingListener recorder = new RecordingListener();
        MediaListener broken = new MediaListener() {
            @Override
            public void onStart(MediaSession session) {
                throw new IllegalStateException("in onStart, as the test wants it");
            }

            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                recorder.onAudio(session, audio);
                throw new IllegalStateException("in onAudio, as the test wants it");
            }
        };
        MediaExpectation expected = server.expect("chan-1", broken, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            peer.binary(new byte[1]);
            peer.binary(new byte[2]);
            assertThat(recorder.nextAudio()).hasSize(1);
            assertThat(recorder.nextAudio()).hasSize(2);
            assertThat(get(expected).isOpen()).isTrue();
        }
    }

    @Test
    void refusesCommandsThatThePlayoutKeepsTheBooksOf() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            MediaSession session = get(expected);
            assertThatThrownBy(() -> session.send(new MediaCommand.Flush()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("interrupt()");
            // The playout's own marks have such ids: a report of this one would be taken for one of theirs.
            assertThatThrownBy(() -> session.send(new MediaCommand.Mark("voxari-1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'voxari-1'");
            assertThatThrownBy(() -> session.send(new MediaCommand.Mark("x".repeat(200))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aPortThatIsTakenIsTold() {
        try (MediaServer second = MediaServer.builder().port(server.port()).build()) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port());
        }
    }

    private static MediaServer server(MediaLimits limits) {
        MediaServer server = MediaServer.builder().limits(limits).build();
        server.start();
        return server;
    }

    /** A peer whose session has begun, with the listener of this test. */
    private RawPeer started(String channelId) throws Exception {
        MediaExpectation expected = server.expect(channelId, listener, SOON);
        RawPeer peer = RawPeer.upgraded(server.port());
        peer.text(RawPeer.startJson(channelId));
        get(expected);
        return peer;
    }

    private static MediaSession get(MediaExpectation expected) throws Exception {
        return expected.session().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static void assertClosed(RawPeer peer, int code) throws Exception {
        RawPeer.Frame close = peer.read();
        assertThat(close.opcode()).isEqualTo(RawPeer.CLOSE);
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(peer.ended()).isTrue();
    }

    private void assertRefused(MediaRefusal refusal) {
        assertThat(server.stats().refusals()).containsOnly(Map.entry(refusal, 1L));
    }
}
