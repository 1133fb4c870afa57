package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.InfoSection;
import io.voxari.ari.model.SystemInfo;
import io.voxari.media.ControlFormat;
import io.voxari.media.MediaCapabilities;
import io.voxari.media.MediaExpectation;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaRefusal;
import io.voxari.media.MediaServer;
import io.voxari.media.MediaSession;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Compares the WebSocket client's URI with where we listen, and lets Asterisk connect once. */
final class MediaProbe {
    private static final long LOOK_MILLIS = 50;

    private final AriClient ari;
    private final VoxariDoctor.Builder settings;
    private final String name;
    private final Map<DoctorCheck, DoctorFinding> findings;

    MediaProbe(AriClient ari, VoxariDoctor.Builder settings, String name, Map<DoctorCheck, DoctorFinding> findings) {
        this.ari = ari;
        this.settings = settings;
        this.name = name;
        this.findings = findings;
    }

    /** Does nothing when an earlier check found out that there can be no connection. */
    void examine(Map<String, String> section) {
        DoctorFinding client = findings.get(DoctorCheck.WEBSOCKET_CLIENT);
        String uri = section.get("uri");
        if (client == null || client.isFailed() || uri == null) {
            return;
        }
        DoctorFinding channel = findings.get(DoctorCheck.CHAN_WEBSOCKET);
        DoctorFinding live = channel != null && channel.isFailed()
                ? DoctorFinding.skipped(
                        DoctorCheck.MEDIA_CONNECTION,
                        "not looked at, because of: " + DoctorCheck.CHAN_WEBSOCKET.title())
                : connection(uri);
        VoxariDoctor.put(findings, uri(uri, live));
        VoxariDoctor.put(findings, live);
    }

    // ---- the text

    private DoctorFinding uri(String text, DoctorFinding live) {
        String shown = withoutCredentials(text);
        if (live.verdict() == DoctorFinding.Verdict.OK) {
            return DoctorFinding.ok(DoctorCheck.MEDIA_URI, shown + " leads to this media server");
        }
        String mistake = mistake(text);
        if (mistake.isEmpty()) {
            return DoctorFinding.ok(DoctorCheck.MEDIA_URI, shown + " has the port and the path of this media server");
        }
        return DoctorFinding.failed(
                DoctorCheck.MEDIA_URI,
                shown + " " + mistake,
                "set uri = " + scheme() + "://<this machine as Asterisk sees it>:" + settings.port + settings.path
                        + " in section ["
                        + settings.asterisk.websocketClient()
                        + "] of websocket_client.conf, then: module reload res_websocket_client.so");
    }

    private String mistake(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException wrong) {
            return "is no URI";
        }
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("ws".equals(scheme) || "wss".equals(scheme))) {
            return "is no ws:// or wss:// URI with a host";
        }
        if (!scheme().equals(scheme)) {
            return "is " + scheme + ", and this media server speaks " + scheme();
        }
        int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("ws") ? 80 : 443;
        if (port != settings.port) {
            return "has port " + port + ", and this media server listens on " + settings.port;
        }
        if (!settings.path.equals(uri.getPath())) {
            return "has the path " + uri.getPath() + ", and this media server serves " + settings.path;
        }
        return "";
    }

    private String scheme() {
        return settings.mediaTls == null ? "ws" : "wss";
    }

    private static String withoutCredentials(String uri) {
        return uri.replaceFirst("//[^/]*@", "//");
    }

    // ---- the connection

    private DoctorFinding connection(String uri) {
        MediaServer.Builder builder =
                MediaServer.builder().host(settings.host).port(settings.port).path(settings.path);
        if (settings.mediaUser != null && settings.mediaPassword != null) {
            builder.credentials(settings.mediaUser, settings.mediaPassword);
        }
        if (settings.mediaTls != null) {
            builder.tls(settings.mediaTls);
        }
        try (MediaServer server = settings.ground.build(builder)) {
            server.start();
            return connect(server, uri);
        } catch (UncheckedIOException taken) {
            return DoctorFinding.skipped(
                    DoctorCheck.MEDIA_CONNECTION,
                    settings.host + ":" + settings.port
                            + " cannot be listened on, perhaps because the application runs: " + taken.getMessage());
        }
    }

    private DoctorFinding connect(MediaServer server, String uri) {
        MediaExpectation expected = server.expect(name, new MediaListener() {}, settings.patience);
        CompletableFuture<MediaSession> session = expected.session().toCompletableFuture();
        long asked = System.nanoTime();
        String control = controlData();
        try {
            var request = ari.channels()
                    .externalMedia(name, "ulaw")
                    .channelId(name)
                    .externalHost(settings.asterisk.websocketClient())
                    .encapsulation("none")
                    .transport("websocket")
                    .connectionType("client");
            if (!control.isEmpty()) {
                request.transportData(control);
            }
            Channel made = request.send();
            expected.channelName(made.name());
        } catch (AriException failure) {
            expected.cancel();
            if (!(failure instanceof AriResponseException)) {
                // It may be there all the same: Asterisk has not said that it is not.
                hangUp();
            }
            return failed(
                    "Asterisk refuses to make a media channel: " + failure.getMessage(),
                    "look into Asterisk's log for the reason");
        }
        try {
            MediaSession came = await(session);
            return came == null ? notConnected(server, uri) : connected(came, asked, !control.isEmpty());
        } finally {
            expected.cancel();
            hangUp();
        }
    }

    /** {@return the session, or null when the channel has gone or time is over} */
    private @Nullable MediaSession await(CompletableFuture<MediaSession> session) {
        while (true) {
            try {
                return session.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (!isThere()) {
                    return null;
                }
            } catch (ExecutionException nobody) {
                return null;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    private boolean isThere() {
        try {
            ari.channels().get(name).send();
            return true;
        } catch (AriResponseException gone) {
            return gone.status() != 404;
        } catch (AriException silent) {
            return true;
        }
    }

    /** As the runtime asks: a release without JSON would make no channel, or not one that speaks as was asked. */
    private String controlData() {
        try {
            SystemInfo system =
                    ari.asterisk().getInfo().only(InfoSection.SYSTEM).send().system();
            return MediaCapabilities.of(system == null ? "" : system.version()).transportData();
        } catch (AriException unknown) {
            return MediaCapabilities.UNKNOWN.transportData();
        }
    }

    private static DoctorFinding connected(MediaSession session, long asked, boolean askedForJson) {
        String within = ", within " + (System.nanoTime() - asked) / 1_000_000 + " ms";
        if (!askedForJson) {
            return DoctorFinding.ok(
                    DoctorCheck.MEDIA_CONNECTION,
                    "Asterisk connects" + within
                            + ", and speaks plain text, which is all that its release is known for");
        }
        if (session.start().controlFormat() != ControlFormat.JSON) {
            return failed(
                    "Asterisk connects, but speaks plain text although JSON was asked for",
                    "install Asterisk 20.18, 22.8, 23.2 or newer");
        }
        return DoctorFinding.ok(DoctorCheck.MEDIA_CONNECTION, "Asterisk connects" + within);
    }

    private DoctorFinding notConnected(MediaServer server, String uri) {
        Map<MediaRefusal, Long> refusals = server.stats().refusals();
        String client = "section [" + settings.asterisk.websocketClient() + "] of websocket_client.conf";
        if (refusals.containsKey(MediaRefusal.UNAUTHORIZED)) {
            return failed(
                    "Asterisk connects, but does not sign in as this media server wants it",
                    "set username and password in " + client + " to this program's media user and password");
        }
        if (refusals.containsKey(MediaRefusal.WRONG_PATH)) {
            return failed(
                    "Asterisk connects, but asks for another path than " + settings.path,
                    "set the path " + settings.path + " in the uri of " + client);
        }
        if (!refusals.isEmpty()) {
            return failed("Asterisk connects, and was refused: " + refusals.keySet(), "compare " + client);
        }
        return failed(
                "Asterisk cannot connect to " + withoutCredentials(uri) + "; nothing came to " + settings.host + ":"
                        + settings.port,
                "the uri in " + client + " must lead from Asterisk's machine to this one, on port " + settings.port
                        + "; this program must listen on an address that is reached from there (now " + settings.host
                        + "), and a firewall must let Asterisk in");
    }

    private void hangUp() {
        try {
            ari.channels().hangup(name).send();
        } catch (AriException gone) {
            // It has gone with its connection, or never was.
            return;
        }
    }

    private static DoctorFinding failed(String found, String fix) {
        return DoctorFinding.failed(DoctorCheck.MEDIA_CONNECTION, found, fix);
    }
}
