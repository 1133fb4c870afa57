package io.voxari.media;

import io.voxari.media.internal.PemFiles;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * TLS made of PEM files, which is what Asterisk is set up with too. Any other {@link SSLContext} does as well.
 *
 * <p>Files are read once: a renewed certificate needs a new context.
 */
public final class MediaTls {
    private MediaTls() {}

    /**
     * {@return a context for {@link MediaServer.Builder#tls}: a certificate and its key}
     *
     * @param certificateChain PEM: the certificate, then those that signed it
     * @param privateKey PEM: the key in PKCS #8, not encrypted ({@code -----BEGIN PRIVATE KEY-----})
     * @throws IllegalArgumentException if a file cannot be read or does not have that, with its name and never its content
     */
    public static SSLContext server(Path certificateChain, Path privateKey) {
        return PemFiles.server(certificateChain, privateKey);
    }

    /**
     * {@return a context for {@link MediaConnector.Builder#tls}: it trusts these authorities and no other}
     *
     * @param authorities PEM: one certificate or more, as for {@code ca_list_file} of Asterisk
     * @throws IllegalArgumentException if the file cannot be read or does not have that
     */
    public static SSLContext trusting(Path authorities) {
        return PemFiles.trusting(authorities);
    }
}
