package io.voxari.agent.runtime;

import io.voxari.agent.Destination;
import io.voxari.ari.AriClient;
import io.voxari.ari.RestTransportKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How one Asterisk is reached.
 *
 * <p>Immutable and thread-safe; the password is in no text that this class makes.
 */
public final class AsteriskConfig {
    private final String name;
    private final URI endpoint;
    private final String app;
    private final String user;
    private final String password;
    private final String websocketClient;
    private final List<String> fromExtensions;
    private final @Nullable Tls tls;
    private final RestTransportKind requests;

    /** What https trusts and presents, in place of the JDK's defaults. */
    private record Tls(SSLContext context, X509TrustManager trust) {}

    private AsteriskConfig(Builder builder) {
        this.endpoint =
                Objects.requireNonNull(builder.endpoint, "endpoint: the URL of Asterisk's HTTP server is needed");
        this.password = Objects.requireNonNull(builder.password, "password: the ARI user's password is needed");
        this.app = builder.app;
        this.name = builder.name != null ? builder.name : endpoint.getAuthority();
        this.user = builder.user != null ? builder.user : app;
        this.websocketClient = builder.websocketClient != null ? builder.websocketClient : app;
        this.fromExtensions = List.copyOf(builder.fromExtensions);
        this.tls = builder.tls;
        this.requests = builder.requests;
    }

    /**
     * {@return a builder}
     *
     * <p>Needed are the endpoint and the password.
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the name by which the application tells its Asterisk servers apart} */
    public String name() {
        return name;
    }

    /** {@return the URL of Asterisk's HTTP server, such as {@code http://pbx:8088}} */
    public URI endpoint() {
        return endpoint;
    }

    /** {@return the Stasis application that the dialplan hands calls to} */
    public String app() {
        return app;
    }

    /** {@return the user in {@code ari.conf}} */
    public String user() {
        return user;
    }

    /** {@return the section of {@code websocket_client.conf} by which Asterisk finds our media server} */
    public String websocketClient() {
        return websocketClient;
    }

    /** {@return the extensions as which calls are placed, as they were given; may be empty} */
    public List<String> fromExtensions() {
        return fromExtensions;
    }

    /** The number of the first "from" extension; empty without any. */
    String fromNumber() {
        return fromExtensions.isEmpty()
                ? ""
                : Destination.of(fromExtensions.get(0)).number();
    }

    /** A client's builder that knows how this Asterisk is reached; the password is nowhere else. */
    AriClient.Builder client() {
        AriClient.Builder client = AriClient.builder()
                .endpoint(endpoint)
                .credentials(user, password)
                .restTransport(requests);
        if (tls != null) {
            client.tls(tls.context(), tls.trust());
        }
        return client;
    }

    @Override
    public String toString() {
        return "AsteriskConfig[" + name + ", " + endpoint + ", app " + app + ", user " + user + "]";
    }

    /** Collects how an Asterisk is reached. Not thread-safe. */
    public static final class Builder {
        private @Nullable String name;
        private @Nullable URI endpoint;
        private String app = "voxari";
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable String websocketClient;
        private final List<String> fromExtensions = new ArrayList<>();
        private @Nullable Tls tls;
        private RestTransportKind requests = RestTransportKind.HTTP;

        private Builder() {}

        /**
         * Sets the name by which the application tells its Asterisk servers apart.
         *
         * @param value any text; the endpoint's host and port unless set
         * @return this builder
         */
        public Builder name(String value) {
            this.name = notBlank("name", value);
            return this;
        }

        /**
         * Sets where Asterisk's HTTP server listens.
         *
         * @param value an {@code http} or {@code https} URL, such as {@code http://pbx:8088}
         * @return this builder
         * @throws IllegalArgumentException if it is not such a URL
         */
        public Builder endpoint(URI value) {
            String scheme = value.getScheme();
            if (value.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
                throw new IllegalArgumentException("endpoint \"" + shown(value)
                        + "\" is not an http or https URL with a host; expected such as http://pbx:8088");
            }
            if (value.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "the endpoint's URL holds credentials; set user and password instead, and keep them out of URLs");
            }
            this.endpoint = value;
            return this;
        }

        /**
         * Sets the Stasis application, as in the dialplan's {@code Stasis(app)}.
         *
         * @param value the application's name; {@code voxari} unless set
         * @return this builder
         */
        public Builder app(String value) {
            this.app = notBlank("app", value);
            return this;
        }

        /**
         * Sets the user in {@code ari.conf}.
         *
         * @param value the user's name; that of the application unless set
         * @return this builder
         */
        public Builder user(String value) {
            this.user = notBlank("user", value);
            return this;
        }

        /**
         * Sets the ARI user's password.
         *
         * @param value the password; never logged
         * @return this builder
         */
        public Builder password(String value) {
            this.password = Objects.requireNonNull(
                    value, "password is null; was it read from an environment variable that is not set?");
            return this;
        }

        /**
         * Sets the section of {@code websocket_client.conf} whose URI is our media server.
         *
         * @param value the section's name; that of the application unless set
         * @return this builder
         */
        public Builder websocketClient(String value) {
            this.websocketClient = notBlank("websocketClient", value);
            return this;
        }

        /**
         * Adds extensions as which calls are placed: the number of the first is shown to whom we call, unless the call says
         * another.
         *
         * @param values such as {@code PJSIP/6001} or {@code 6001}
         * @return this builder
         * @throws IllegalArgumentException if one is no endpoint
         */
        public Builder fromExtensions(String... values) {
            for (String value : values) {
                Destination.of(value);
                fromExtensions.add(value);
            }
            return this;
        }

        /**
         * Sets what an {@code https} endpoint has to prove and what is shown to it, in place of the JDK's defaults: for an
         * authority of your own, or a client certificate.
         *
         * @param context makes the sockets; initialised with {@code trust}
         * @param trust decides about Asterisk's certificate; its names are compared with the endpoint's host besides
         * @return this builder
         */
        public Builder tls(SSLContext context, X509TrustManager trust) {
            this.tls = new Tls(Objects.requireNonNull(context, "context"), Objects.requireNonNull(trust, "trust"));
            return this;
        }

        /**
         * Sends requests on the WebSocket on which events come, in place of HTTP. Every Asterisk that has {@code
         * chan_websocket} can. It takes less of the processor and no connections of its own, but Asterisk works such
         * requests off one after another: one that has to wait for its channel delays those of all other calls.
         *
         * @return this builder
         */
        public Builder requestsOverWebSocket() {
            this.requests = RestTransportKind.WEBSOCKET;
            return this;
        }

        /**
         * {@return the configuration}
         *
         * @throws NullPointerException if the endpoint or the password was not set
         */
        public AsteriskConfig build() {
            return new AsteriskConfig(this);
        }

        /** Without what stands before an @, which may be a password. */
        private static String shown(URI value) {
            String text = value.toString();
            return text.substring(text.lastIndexOf('@') + 1);
        }

        private static String notBlank(String what, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(what + " must not be blank");
            }
            return value;
        }
    }
}
