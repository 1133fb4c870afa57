package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why calls do not come, or why nobody hears anything: examines an Asterisk, and what it knows of us, and names
 * the fix for each thing that is wrong.
 *
 * <pre>{@code
 * DoctorReport report = VoxariDoctor.builder(asteriskConfig).listen("0.0.0.0", 8089).extension("8000@from-external").build().examine();
 * System.out.print(report.table());
 * }</pre>
 *
 * <p>It changes nothing in Asterisk's configuration. It asks for one media channel, to see whether Asterisk connects, and
 * needs the media server's port for that: run it before {@link Voxari#start()}, as {@link Voxari.Builder#examineAtStart}
 * does, or from another program while that one is stopped; while the port is taken that check is skipped. If an extension is
 * given, it is called from inside Asterisk and hung up as soon as the dialplan reaches {@code Stasis}: an application that
 * runs sees a short call.
 *
 * <p>Immutable and thread-safe.
 */
public final class VoxariDoctor {
    private final Builder settings;

    private VoxariDoctor(Builder settings) {
        this.settings = settings;
    }

    /**
     * {@return a builder, with the defaults of {@link Voxari.Builder}}
     *
     * @param asterisk how the Asterisk is reached that is to be examined
     */
    public static Builder builder(AsteriskConfig asterisk) {
        return new Builder(asterisk);
    }

    /**
     * Examines. Blocks, for half a minute if everything is silent; some tenths of a second if all is well.
     *
     * @return what was found; nothing that Asterisk does or does not is thrown
     */
    public DoctorReport examine() {
        Map<DoctorCheck, DoctorFinding> findings = new EnumMap<>(DoctorCheck.class);
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        String name = "voxari-doctor-" + HexFormat.of().formatHex(secret);
        try (AriClient ari = client(name)) {
            AriProbe asked = new AriProbe(ari, settings.asterisk, findings);
            if (asked.examine() && asked.connect()) {
                new MediaProbe(ari, settings, name, findings).examine(asked.websocketClient());
                put(findings, new DialplanProbe(ari, settings.asterisk.app(), name).examine(settings.extension));
                put(findings, new CodecProbe(ari).examine(settings.endpoints));
            }
        }
        return report(findings);
    }

    private AriClient client(String application) {
        return settings.ground.build(settings.asterisk
                .client()
                .application(application)
                .deadline(settings.patience)
                .connectWithin(settings.patience));
    }

    private DoctorReport report(Map<DoctorCheck, DoctorFinding> findings) {
        List<DoctorFinding> all = new ArrayList<>();
        String broken = "";
        for (DoctorCheck check : DoctorCheck.values()) {
            DoctorFinding finding = findings.get(check);
            all.add(finding != null ? finding : DoctorFinding.skipped(check, "not looked at, because of: " + broken));
            if (broken.isEmpty() && finding != null && finding.isFailed()) {
                broken = check.title();
            }
        }
        AsteriskConfig asterisk = settings.asterisk;
        return new DoctorReport(
                "Asterisk " + asterisk.name() + " at " + asterisk.endpoint() + ", application " + asterisk.app()
                        + ", user " + asterisk.user() + ", WebSocket client " + asterisk.websocketClient(),
                all);
    }

    static void put(Map<DoctorCheck, DoctorFinding> findings, DoctorFinding finding) {
        findings.put(finding.check(), finding);
    }

    /** Collects what is to be examined. Not thread-safe. */
    public static final class Builder {
        final AsteriskConfig asterisk;
        String host = "127.0.0.1";
        int port = 8089;
        String path = "/media";

        @Nullable String mediaUser;

        @Nullable String mediaPassword;

        @Nullable SSLContext mediaTls;

        @Nullable String extension;

        List<String> endpoints = List.of();
        Duration patience = Duration.ofSeconds(5);
        Ground ground = Ground.USUAL;

        private Builder(AsteriskConfig asterisk) {
            this.asterisk = Objects.requireNonNull(asterisk, "asterisk");
        }

        private Builder(Builder other) {
            asterisk = other.asterisk;
            host = other.host;
            port = other.port;
            path = other.path;
            mediaUser = other.mediaUser;
            mediaPassword = other.mediaPassword;
            mediaTls = other.mediaTls;
            extension = other.extension;
            endpoints = other.endpoints;
            patience = other.patience;
            ground = other.ground;
        }

        /**
         * Sets where the media server is to listen, as {@link Voxari.Builder#listen}.
         *
         * @param newHost an address of this machine
         * @param newPort a port
         * @return this builder
         */
        public Builder listen(String newHost, int newPort) {
            if (newPort < 1 || newPort > 65_535) {
                throw new IllegalArgumentException(
                        "port " + newPort + " cannot be compared with a uri; expected 1 to 65535");
            }
            host = Objects.requireNonNull(newHost, "host");
            port = newPort;
            return this;
        }

        /**
         * Sets the path of the audio connections, as {@link Voxari.Builder#mediaPath}.
         *
         * @param value the path
         * @return this builder
         */
        public Builder mediaPath(String value) {
            path = Objects.requireNonNull(value, "path");
            return this;
        }

        /**
         * Sets what Asterisk signs in to the media server with, as {@link Voxari.Builder#mediaCredentials}.
         *
         * @param user the name
         * @param password the password; never shown
         * @return this builder
         */
        public Builder mediaCredentials(String user, String password) {
            mediaUser = Objects.requireNonNull(user, "user");
            mediaPassword = Objects.requireNonNull(password, "password");
            return this;
        }

        /**
         * Lets Asterisk connect through TLS only, as {@link Voxari.Builder#mediaTls}.
         *
         * @param value presents the media server's certificate
         * @return this builder
         */
        public Builder mediaTls(SSLContext value) {
            mediaTls = Objects.requireNonNull(value, "mediaTls");
            return this;
        }

        /**
         * Sets an extension whose calls are ours, to be tried by a short call from inside Asterisk. Without one it is not
         * found out whether the dialplan names the right application.
         *
         * @param value such as {@code 8000@from-external}
         * @return this builder
         * @throws IllegalArgumentException if it has no context, or other characters than those of a dialplan's names
         */
        public Builder extension(String value) {
            if (!value.matches("[\\w+*#.-]+@[\\w.-]+")) {
                throw new IllegalArgumentException(
                        "extension \"" + value + "\" is not one with its context; expected such as 8000@from-external");
            }
            extension = value;
            return this;
        }

        /**
         * Sets which telephones and trunks are looked at; all of {@code pjsip.conf} unless set.
         *
         * @param names sections of {@code pjsip.conf}
         * @return this builder
         */
        public Builder endpoints(List<String> names) {
            endpoints = List.copyOf(names);
            return this;
        }

        /**
         * Sets how long Asterisk may take for anything that it is asked for.
         *
         * @param value 5 seconds unless set
         * @return this builder
         */
        public Builder patience(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("a patience of " + value + " is not positive");
            }
            patience = value;
            return this;
        }

        /** Stands on what the runtime stands on. */
        Builder ground(Ground value) {
            ground = value;
            return this;
        }

        /** {@return the doctor} */
        public VoxariDoctor build() {
            return new VoxariDoctor(new Builder(this));
        }
    }
}
