package io.voxari.ari.internal;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a server is built from. */
public record ServerSettings(
        String host,
        int port,
        @Nullable BasicCheck credentials,
        @Nullable SSLContext tls,
        boolean clientCertificates,
        int connections,
        Duration handshakeWithin) {}
