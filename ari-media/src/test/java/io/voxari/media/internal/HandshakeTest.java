package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.media.MediaRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HandshakeTest {
    /** As Asterisk 22 sends it. */
    private static final String ASTERISK = """
            GET /media?x=1 HTTP/1.1
            Sec-WebSocket-Version: 13
            Upgrade: websocket
            Connection: Upgrade
            Host: 127.0.0.1:9000
            Sec-WebSocket-Protocol: media
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");

    @Test
    void readsTheRequestOfAsterisk() {
        HandshakeRequest request = Objects.requireNonNull(parse(ASTERISK));
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/media");
        assertThat(request.header("sec-websocket-version")).isEqualTo("13");
        assertThat(judge(ASTERISK).refusal()).isNull();
    }

    @Test
    void engineSeesNoPassword() {
        String basic = Base64.getEncoder().encodeToString("asterisk:secret".getBytes(StandardCharsets.UTF_8));
        HandshakeRequest request = Objects.requireNonNull(
                parse(ASTERISK.replace("Host:", "Authorization: Basic " + basic + "\r\nCookie: a=b\r\nHost:")));
        assertThat(request.header("Authorization")).isEqualTo("Basic " + basic);
        HandshakeRequest seen =
                Objects.requireNonNull(parse(new String(request.forEngine(), StandardCharsets.US_ASCII)));
        assertThat(seen.headers())
                .containsOnlyKeys(
                        "Host",
                        "Upgrade",
                        "Connection",
                        "Sec-WebSocket-Version",
                        "Sec-WebSocket-Protocol",
                        "Sec-WebSocket-Key");
        assertThat(seen.path()).isEqualTo("/media");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /media?x=1, POST /media, BAD_HANDSHAKE, 405",
        "GET /media?x=1, GET /, WRONG_PATH, 404",
        "GET /media?x=1, GET /media/, WRONG_PATH, 404",
        "Upgrade: websocket, Upgrade: h2c, BAD_HANDSHAKE, 426",
        "Connection: Upgrade, Connection: close, BAD_HANDSHAKE, 426",
        "Version: 13, Version: 8, BAD_HANDSHAKE, 426",
        "dGhlIHNhbXBsZSBub25jZQ==, short, BAD_HANDSHAKE, 400",
        "dGhlIHNhbXBsZSBub25jZQ==, !!!!IHNhbXBsZSBub25jZQ==, BAD_HANDSHAKE, 400",
        "Protocol: media, Protocol: ari, WRONG_SUBPROTOCOL, 406",
        "Protocol: media, Nothing: media, WRONG_SUBPROTOCOL, 406",
        "HTTP/1.1, HTTP/1.0, BAD_HANDSHAKE, 400",
    })
    void refusesWithAStatusOfItsOwn(String part, String instead, MediaRefusal refusal, String status) {
        HandshakeVerdict verdict = judge(ASTERISK.replace(part, instead));
        assertThat(verdict.refusal()).isEqualTo(refusal);
        assertThat(new String(verdict.response(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Protocol: ari, media", "Protocol: MEDIA"})
    void acceptsMediaAmongOthers(String protocols) {
        assertThat(judge(ASTERISK.replace("Protocol: media", protocols)).refusal())
                .isNull();
    }

    @Test
    void refusesWhenNobodyIsExpected() {
        HandshakeVerdict verdict = HandshakeVerdict.judge(parse(ASTERISK), "/media", null, false);
        assertThat(verdict.refusal()).isEqualTo(MediaRefusal.NOBODY_EXPECTED);
    }

    @Test
    void asksForCredentialsAndComparesThemWhole() {
        BasicCredentials credentials = new BasicCredentials("voxari", "gehe:im");
        assertThat(credentials.match(basic("voxari:gehe:im"))).isTrue();
        assertThat(credentials.match(basic("voxari:gehe:im").replace("Basic", "bAsIc")))
                .isTrue();
        for (String wrong : new String[] {"voxari:gehe:i", "voxari:gehe:imm", "voxari:", "", "Voxari:gehe:im"}) {
            assertThat(credentials.match(basic(wrong))).as(wrong).isFalse();
        }
        assertThat(credentials.match(null)).isFalse();
        assertThat(credentials.match("Bearer abc")).isFalse();
        assertThat(credentials.match("Basic")).isFalse();
        HandshakeVerdict verdict = HandshakeVerdict.judge(parse(ASTERISK), "/media", credentials, true);
        assertThat(verdict.refusal()).isEqualTo(MediaRefusal.UNAUTHORIZED);
        assertThat(new String(verdict.response(), StandardCharsets.US_ASCII))
                .contains("\r\nWWW-Authenticate: Basic realm=\"media\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /media\r\n\r\n",
                "GET  /media HTTP/1.1\r\n\r\n",
                "GET media HTTP/1.1\r\n\r\n",
                "GET /media HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /media HTTP/1.1\r\n: empty\r\n\r\n",
                "GET /media HTTP/1.1\r\n folded: value\r\n\r\n",
                "GET /media HTTP/1.1\r\nbad name: value\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n",
            })
    void whatIsNoRequestIsNone(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void tooManyHeadersAreNoRequest() {
        assertThat(parse("GET /media HTTP/1.1\r\n" + "A: b\r\n".repeat(64) + "\r\n"))
                .isNotNull();
        assertThat(parse("GET /media HTTP/1.1\r\n" + "A: b\r\n".repeat(65) + "\r\n"))
                .isNull();
    }

    @Test
    void nothingThrows() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = ASTERISK.getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(10); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            HandshakeVerdict verdict = HandshakeVerdict.judge(
                    HandshakeRequest.parse(bytes, random.nextInt(bytes.length + 1)), "/media", null, true);
            assertThat(verdict).as("seed %d", seed).isNotNull();
        }
    }

    private static HandshakeVerdict judge(String request) {
        return HandshakeVerdict.judge(parse(request), "/media", null, true);
    }

    private static @Nullable HandshakeRequest parse(String request) {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        return HandshakeRequest.parse(bytes, bytes.length);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
