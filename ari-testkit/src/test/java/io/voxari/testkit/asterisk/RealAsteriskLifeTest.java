package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asterisk starts, moves, crashes, comes back and goes, and leaves nothing. */
@Tag("asterisk")
class RealAsteriskLifeTest {
    private static final String PASSWORD = "a;b\\c \"d\" $e &f|g";

    private static int rest(RealAsterisk asterisk, String method, String path, String password) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) asterisk.ariUri().resolve(path).toURL().openConnection();
        byte[] credentials = (asterisk.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        connection.setRequestMethod(method);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status;
    }

    private static int rest(RealAsterisk asterisk, String method, String path) throws IOException {
        return rest(asterisk, method, path, asterisk.password());
    }

    /** Lets Asterisk dial a websocket client, and returns the request that arrives. */
    private static String dialled(RealAsterisk asterisk, String client, Handshakes server)
            throws IOException, InterruptedException {
        assertThat(rest(
                        asterisk,
                        "POST",
                        "/ari/channels/externalMedia?app=none&external_host=" + client
                                + "&encapsulation=none&transport=websocket&format=ulaw"))
                .isEqualTo(200);
        return server.next();
    }

    @Test
    void dialsWhereItIsToldAndMovesWhileItRuns() throws Exception {
        try (Handshakes one = new Handshakes();
                Handshakes two = new Handshakes();
                RealAsterisk asterisk = RealAsterisk.builder()
                        .media("first", one.uri("/media/1"))
                        .media("second", two.uri("/media/2"))
                        .mediaCredentials("asterisk", PASSWORD)
                        .start()) {
            String basic =
                    Base64.getEncoder().encodeToString(("asterisk:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            assertThat(asterisk.websocketClient()).isEqualTo("first");
            assertThat(dialled(asterisk, "first", one))
                    .startsWith("GET /media/1 HTTP/1.1\r\n")
                    .contains("Sec-WebSocket-Protocol: media")
                    .contains("Authorization: Basic " + basic);
            assertThat(dialled(asterisk, "second", two)).startsWith("GET /media/2 HTTP/1.1\r\n");

            asterisk.media("first", two.uri("/moved"));
            asterisk.media("third", one.uri("/new"));

            assertThat(dialled(asterisk, "first", two)).startsWith("GET /moved HTTP/1.1\r\n");
            assertThat(dialled(asterisk, "second", two)).startsWith("GET /media/2 HTTP/1.1\r\n");
            assertThat(dialled(asterisk, "third", one))
                    .startsWith("GET /new HTTP/1.1\r\n")
                    .contains("Authorization: Basic " + basic);
        }
    }

    @Test
    void namesAndPasswordAreTaken() throws IOException {
        try (RealAsterisk asterisk = RealAsterisk.builder()
                .app("other-app")
                .credentials("someone.else", PASSWORD)
                .start()) {
            assertThat(rest(asterisk, "GET", "/ari/channels")).isEqualTo(200);
            assertThat(rest(asterisk, "GET", "/ari/channels", "wrong")).isEqualTo(401);
            assertThat(asterisk.cli("dialplan show from-external")).contains("Stasis(other-app)");
            assertThat(asterisk.cli("dialplan show voxari-amd")).contains("Stasis(other-app,amd,");
            assertThat(asterisk.log()).doesNotContain(PASSWORD);
            assertThat(asterisk.toString()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void twoRunSideBySide() {
        byte[] voice = SpeechFixture.noise(3, Duration.ofSeconds(1));
        try (RealAsterisk one = RealAsterisk.builder().start();
                RealAsterisk two = RealAsterisk.builder().start();
                SipCaller callerOfOne = SipCaller.to(one.sipAddress());
                SipCaller callerOfTwo = SipCaller.to(two.sipAddress())) {
            CallPlan plan = CallPlan.to("echo").saying(voice).hangingUpAfter(Duration.ofSeconds(2));
            SipCall first = callerOfOne.place(plan);
            SipCall second = callerOfTwo.place(plan);
            first.awaitEnd(Duration.ofSeconds(10));
            second.awaitEnd(Duration.ofSeconds(10));

            assertThat(one.ariUri()).isNotEqualTo(two.ariUri());
            assertThat(first.heard().find(voice).isExact()).isTrue();
            assertThat(second.heard().find(voice).isExact()).isTrue();
        }
    }

    @Test
    void comesBackWhereItWasAfterACrash() throws IOException {
        try (RealAsterisk asterisk = RealAsterisk.builder().start();
                SipCaller caller = SipCaller.to(asterisk.sipAddress())) {
            URI ari = asterisk.ariUri();
            long pid = asterisk.pid();
            caller.place(CallPlan.to("echo")).awaitAnswer(Duration.ofSeconds(5));
            asterisk.kill();
            assertThatThrownBy(() -> rest(asterisk, "GET", "/ari/channels")).isInstanceOf(IOException.class);
            asterisk.restart();

            assertThat(asterisk.ariUri()).isEqualTo(ari);
            assertThat(asterisk.pid()).isNotEqualTo(pid);
            assertThat(rest(asterisk, "GET", "/ari/channels")).isEqualTo(200);
            asterisk.restart();
            assertThat(rest(asterisk, "GET", "/ari/channels")).isEqualTo(200);
            assertThat(asterisk.log()).doesNotContain("] ERROR[");
        }
    }

    @Test
    void leavesNothing() {
        RealAsterisk asterisk = RealAsterisk.builder().start();
        asterisk.close();

        // It has ended; in a container its entry may stay for a moment, until the first process collects it.
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(ProcessHandle.of(asterisk.pid())).isEmpty());
        assertThat(asterisk.log()).contains("Asterisk Ready");
        asterisk.close();
    }

    @Test
    void callsThatNobodyAnswersEndWithTheirCaller() {
        // Port 9 of this machine discards what it gets, if anything is there at all.
        SipCall call;
        try (SipCaller caller = SipCaller.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9))) {
            call = caller.place(CallPlan.to("8000"));
        }
        assertThat(call.isEnded()).isTrue();
    }
}
