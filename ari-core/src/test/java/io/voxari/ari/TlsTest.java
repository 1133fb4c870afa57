package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.internal.PromptServer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is trusted, who is let in, and addresses of every kind. */
@SuppressWarnings("NullAway.Init") // Set by each test that needs it.
class TlsTest {
    /** How long is tried what cannot succeed: enough for one attempt to fail on a busy machine. */
    private static final Duration ATTEMPTED = Duration.ofMillis(1_500);

    private static final HeldCertificate CA =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate SERVER = new HeldCertificate.Builder()
            .signedBy(CA)
            .addSubjectAlternativeName("localhost")
            .build();
    private static final HeldCertificate ELSEWHERE = new HeldCertificate.Builder()
            .signedBy(CA)
            .addSubjectAlternativeName("pbx.example")
            .build();
    private static final HeldCertificate CLIENT =
            new HeldCertificate.Builder().signedBy(CA).commonName("voxari").build();

    private static final HandshakeCertificates TRUSTING = certificates(null);
    private static final HandshakeCertificates SHOWING = certificates(CLIENT);
    private static final HandshakeCertificates STRANGER =
            new HandshakeCertificates.Builder().addPlatformTrustedCertificates().build();

    @StartStop
    private final MockWebServer server = PromptServer.create();

    private final FakeAsterisk asterisk = new FakeAsterisk(server);
    private AriClient ari;

    private static HandshakeCertificates certificates(@Nullable HeldCertificate own) {
        HandshakeCertificates.Builder builder =
                new HandshakeCertificates.Builder().addTrustedCertificate(CA.certificate());
        if (own != null) {
            builder.heldCertificate(own);
        }
        return builder.build();
    }

    @BeforeEach
    void serve() {
        serve(SERVER);
    }

    private void serve(HeldCertificate certificate) {
        server.useHttps(certificates(certificate).sslSocketFactory());
    }

    @AfterEach
    void close() {
        if (ari != null) {
            ari.close();
        }
    }

    private AriClient.Builder builder(String address) {
        return AriClient.builder()
                .endpoint(URI.create(address))
                .credentials("user", "geheim")
                .connectWithin(ATTEMPTED);
    }

    private AriClient client(HandshakeCertificates certificates) {
        ari = builder("https://localhost:" + server.getPort())
                .connectWithin(certificates == STRANGER ? ATTEMPTED : Duration.ofSeconds(10))
                .tls(certificates.sslContext(), certificates.trustManager())
                .build();
        return ari;
    }

    @ParameterizedTest
    @EnumSource(RestTransportKind.class)
    void privateAuthorityIsTrusted(RestTransportKind kind) {
        ari = builder("https://localhost:" + server.getPort())
                .connectWithin(Duration.ofSeconds(10))
                .restTransport(kind)
                .tls(TRUSTING.sslContext(), TRUSTING.trustManager())
                .build();
        ari.connect();

        assertThat(ari.channels().list().send()).isEmpty();
        assertThat(asterisk.requests)
                .allSatisfy(request -> assertThat(request.getHandshake()).isNotNull());
    }

    @Test
    void nobodyElseIs() {
        AriClient stranger = client(STRANGER);
        AriConnectionException request = catchThrowableOfType(
                AriConnectionException.class, () -> stranger.channels().list().send());
        AriConnectionException e = catchThrowableOfType(AriConnectionException.class, stranger::connect);

        assertThat(e).hasMessageContaining("certification path");
        assertThat(request).hasMessageContaining("certification path");
        assertThat(request.wasSent()).isFalse();
        assertThat(asterisk.requests).isEmpty();
    }

    @Test
    void hostNamesAreVerified() {
        serve(ELSEWHERE);
        ari = builder("https://localhost:" + server.getPort())
                .tls(TRUSTING.sslContext(), TRUSTING.trustManager())
                .build();
        AriConnectionException request = catchThrowableOfType(
                AriConnectionException.class, () -> ari.channels().list().send());
        AriConnectionException e = catchThrowableOfType(AriConnectionException.class, ari::connect);

        assertThat(e).hasMessageContaining("localhost not verified");
        assertThat(request).hasMessageContaining("localhost not verified");
        assertThat(asterisk.requests).isEmpty();
    }

    @Test
    void clientCertificateIsShown() {
        server.requireClientAuth();
        client(SHOWING).connect();

        assertThat(ari.channels().list().send()).isEmpty();
        assertThat(asterisk.requests)
                .allSatisfy(request -> assertThat(
                                request.getHandshake().peerPrincipal().getName())
                        .contains("voxari"));
    }

    @Test
    void withoutItNobodyGetsIn() {
        server.requireClientAuth();
        client(TRUSTING);

        assertThat(catchThrowableOfType(
                        AriConnectionException.class,
                        () -> ari.channels().list().send()))
                .isNotNull();
        assertThat(asterisk.requests).isEmpty();
    }

    @Test
    void unencryptedServerIsNotSpokenTo() {
        try (AriClient plain = builder("http://localhost:" + server.getPort()).build()) {
            assertThat(catchThrowableOfType(AriException.class, plain::connect)).isNotNull();
        }
        assertThat(asterisk.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://LOCALHOST", "https://LocalHost", "https://localhost"})
    void lettersOfAHostMayBeLarge(String address) {
        ari = builder(address + ":" + server.getPort())
                .connectWithin(Duration.ofSeconds(10))
                .tls(TRUSTING.sslContext(), TRUSTING.trustManager())
                .build();
        ari.connect();

        assertThat(ari.state().isOpen()).isTrue();
    }

    @Test
    void prefixIsKeptAndCredentialsMayBeOfAnyLetters() throws Exception {
        try (MockWebServer plain = PromptServer.create()) {
            plain.start(InetAddress.getAllByName("::1")[0], 0);
            FakeAsterisk six = new FakeAsterisk(plain);
            six.answer("GET", "/pbx/one/ari/channels", 200, "[]");
            ari = builder("http://[::1]:" + plain.getPort() + "/pbx/one/")
                    .credentials("jürgen", "pä$$ wörd:✓")
                    .build();

            assertThat(ari.channels().list().send()).isEmpty();
            RecordedRequest request = six.requests.get(0);
            String shown = request.getHeaders().get("Authorization").substring("Basic ".length());
            assertThat(new String(Base64.getDecoder().decode(shown), StandardCharsets.UTF_8))
                    .isEqualTo("jürgen:pä$$ wörd:✓");
            assertThat(request.getHeaders().get("Host")).isEqualTo("[::1]:" + plain.getPort());
        }
    }

    @Test
    void asteriskIsServedOverTlsAndShowsItsCertificate() throws Exception {
        try (AriServer ours = AriServer.builder()
                        .host("localhost")
                        .credentials("a", "b")
                        .tls(certificates(SERVER).sslContext(), true)
                        .handshakeWithin(Duration.ofSeconds(5))
                        .build();
                AriClient client = AriClient.builder()
                        .server(ours, "/pbx1")
                        .application("app")
                        .build()) {
            ours.start();
            CompletableFuture<ConnectionState> open = client.connectAsync();
            assertThat(ours.uri().getScheme()).isEqualTo("wss");
            assertThat(dial(ours, TRUSTING)).failsWithin(Duration.ofSeconds(10));
            await().until(() -> ours.statistics().refused() == 1);
            assertThat(dial(ours, SHOWING)).succeedsWithin(Duration.ofSeconds(10));

            open.get(10, TimeUnit.SECONDS);
            assertThat(client.state().isOpen()).isTrue();
        }
    }

    private static CompletableFuture<Integer> dial(AriServer ours, HandshakeCertificates with) {
        CompletableFuture<Integer> opened = new CompletableFuture<>();
        OkHttpClient http = new OkHttpClient.Builder()
                .sslSocketFactory(with.sslSocketFactory(), with.trustManager())
                .build();
        Request request = new Request.Builder()
                .url("https://localhost:" + ours.port() + "/pbx1")
                .header("Authorization", Credentials.basic("a", "b"))
                .header("Sec-WebSocket-Protocol", "ari")
                .build();
        WebSocket unused = http.newWebSocket(request, new WebSocketListener() {
            @Override
            public void onOpen(WebSocket webSocket, Response response) {
                opened.complete(response.code());
                webSocket.send("{\"type\":\"ApplicationRegistered\",\"application\":\"app\",\"asterisk_id\":\"a1\"}");
            }

            @Override
            public void onFailure(WebSocket webSocket, Throwable t, Response response) {
                opened.completeExceptionally(t);
            }
        });
        return opened;
    }
}
