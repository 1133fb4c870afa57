package io.voxari.ari.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Where one Asterisk serves ARI, and as whom we come. The password lives here alone, and nothing here prints it.
 *
 * <p>Immutable.
 */
public final class Endpoint {
    private final HttpUrl base;
    private final String user;
    private final String authorization;
    private final String hostAndPort;

    /**
     * @throws IllegalArgumentException if the address is not an absolute http or https one, or holds a user, a query or a
     *     fragment
     */
    public Endpoint(URI address, String user, String password) {
        this.base = base(address);
        String host = base.host().indexOf(':') < 0 ? base.host() : "[" + base.host() + "]";
        this.hostAndPort = base.port() == HttpUrl.defaultPort(base.scheme()) ? host : host + ":" + base.port();
        this.user = user;
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("A user name with a colon cannot be sent by HTTP Basic");
        }
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpUrl base(URI address) {
        // With a host that is no host name, such as my_pbx, java.net.URI sees no user in it, and OkHttp does.
        if (address.toString().indexOf('@') >= 0) {
            throw new IllegalArgumentException("Credentials do not belong into the endpoint's address");
        }
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        HttpUrl url = http ? HttpUrl.parse(address.toString()) : null;
        if (url == null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "An endpoint is an address such as http://127.0.0.1:8088, not " + address);
        }
        String path = url.encodedPath().replaceAll("/+$", "");
        return url.newBuilder()
                .encodedPath(path.endsWith("/ari") ? path : path + "/ari")
                .build();
    }

    /** A request below {@code /ari}, with its credentials. */
    Request.Builder request(String encodedPath, String encodedQuery) {
        HttpUrl url = base.newBuilder()
                .encodedPath(base.encodedPath() + encodedPath)
                .encodedQuery(encodedQuery.isEmpty() ? null : encodedQuery)
                .build();
        return new Request.Builder().url(url).header("Authorization", Objects.requireNonNull(authorization));
    }

    /** The same as it goes over the wire, up to the empty line; nobody may log it. */
    String head(String method, String encodedPath, String encodedQuery) {
        return method + " " + base.encodedPath() + encodedPath + (encodedQuery.isEmpty() ? "" : "?" + encodedQuery)
                + " HTTP/1.1\r\nHost: " + hostAndPort + "\r\nConnection: Keep-Alive\r\nAuthorization: " + authorization
                + "\r\n";
    }

    URI address() {
        return base.uri();
    }

    boolean isTls() {
        return base.isHttps();
    }

    String host() {
        return base.host();
    }

    int port() {
        return base.port();
    }

    @Override
    public String toString() {
        return base + " as " + user;
    }
}
