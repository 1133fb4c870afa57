package io.voxari.media.internal;

import io.voxari.media.MediaLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The settings of a connector. The password goes in and does not come out but onto the wire. Immutable. */
public final class MediaConnectorConfig {
    private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

    final String host;
    final int port;
    final MediaLimits limits;
    final int ioThreads;
    private final String scheme;
    private final String prefix;
    /** The value of the header, or empty. */
    private final String authorization;

    private final @Nullable SSLContext tls;

    /**
     * Collects the settings.
     *
     * @param asterisk address, as {@link #checked} gives it
     * @param user user, or null
     * @param password password, or null
     * @param limits limits
     * @param ioThreads threads that read
     * @param tls what is trusted, or null for what the JDK trusts
     */
    public MediaConnectorConfig(
            URI asterisk,
            @Nullable String user,
            @Nullable String password,
            MediaLimits limits,
            int ioThreads,
            @Nullable SSLContext tls) {
        boolean secure = isTls(asterisk);
        String bare = asterisk.getHost();
        host = bare.startsWith("[") ? bare.substring(1, bare.length() - 1) : bare;
        port = asterisk.getPort() >= 0 ? asterisk.getPort() : secure ? 443 : 80;
        scheme = secure ? "wss" : "ws";
        String path = asterisk.getRawPath();
        prefix = path == null ? "" : path.replaceAll("/+$", "");
        authorization = user == null || password == null
                ? ""
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
        this.limits = limits;
        this.ioThreads = ioThreads;
        this.tls = secure ? (tls == null ? jdks() : tls) : null;
    }

    /**
     * {@return the address, which is one that can be connected to}
     *
     * @param asterisk an address
     * @throws IllegalArgumentException if it is not
     */
    public static URI checked(URI asterisk) {
        if (asterisk.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address has a user or password in it; give them as credentials");
        }
        String scheme = asterisk.getScheme();
        if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) || asterisk.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address is " + asterisk + ", expected ws://host:port or wss://host:port");
        }
        if (asterisk.getRawQuery() != null || asterisk.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address is " + asterisk + ", expected no more than host, port and prefix");
        }
        return asterisk;
    }

    /**
     * {@return whether an address means TLS}
     *
     * @param asterisk an address
     */
    public static boolean isTls(URI asterisk) {
        String scheme = asterisk.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("wss") || scheme.equals("https");
    }

    private static SSLContext jdks() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /** A new engine that knows whom it expects, or null without TLS. */
    @Nullable SSLEngine engine() {
        if (tls == null) {
            return null;
        }
        SSLEngine engine = tls.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        // The same rules for names as browsers have; without it any certificate of a trusted authority would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    String hostHeader() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    String path(String connectionId) {
        return prefix + "/media/" + connectionId;
    }

    /** The value of the header, or empty for none. */
    String authorization() {
        return authorization;
    }

    /** Where it is, without the connection id, which is a secret. */
    String address() {
        return scheme + "://" + hostHeader() + path("…");
    }
}
