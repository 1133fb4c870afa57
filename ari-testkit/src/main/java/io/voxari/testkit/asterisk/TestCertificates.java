package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * An authority of our own and a certificate it signed, as PEM files, made by the JDK's keytool.
 *
 * @param authority the authority's certificate
 * @param certificate the server's certificate and the authority's
 * @param key the server's key
 * @param both certificate and key in one file, as Asterisk's web server reads them
 */
public record TestCertificates(Path authority, Path certificate, Path key, Path both) {
    private static final String PASSWORD = "not a secret";

    /**
     * {@return certificates made in a folder, valid for a month}
     *
     * @param dir where the files go
     * @param names what the server is called, as keytool has it: {@code ip:127.0.0.1,dns:localhost}; Asterisk as a client
     *     compares {@code dns} names only
     * @throws Exception if keytool fails
     */
    public static TestCertificates make(Path dir, String names) throws Exception {
        generate(dir, "authority", "bc:c");
        generate(dir, "server", "san=" + names);
        Path request = dir.resolve("request.pem");
        Path certificate = dir.resolve("server.pem");
        Path authority = dir.resolve("authority.pem");
        keytool(dir, "server", "-certreq", "-file", request.toString());
        keytool(dir, "authority", "-exportcert", "-rfc", "-file", authority.toString());
        keytool(
                dir,
                "authority",
                "-gencert",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-ext",
                "san=" + names);
        Files.writeString(
                certificate, Files.readString(certificate) + Files.readString(authority), StandardCharsets.US_ASCII);
        Path key = Files.writeString(dir.resolve("key.pem"), key(dir.resolve("server.p12")), StandardCharsets.US_ASCII);
        Path both = Files.writeString(
                dir.resolve("both.pem"),
                Files.readString(certificate) + Files.readString(key),
                StandardCharsets.US_ASCII);
        return new TestCertificates(authority, certificate, key, both);
    }

    /**
     * {@return who trusts the authority and nobody else}
     *
     * @throws Exception if the file cannot be read
     */
    public X509TrustManager trust() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private static void generate(Path dir, String alias, String extension) throws Exception {
        keytool(
                dir,
                alias,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias + " of a test",
                "-validity",
                "30",
                "-ext",
                extension);
    }

    private static void keytool(Path dir, String alias, String command, String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        line.addAll(List.of(
                "-alias", alias, "-keystore", dir.resolve(alias + ".p12").toString()));
        line.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        line.addAll(List.of(options));
        Path output = dir.resolve("keytool.out");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(output));
        }
    }

    private static String key(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        byte[] der = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PRIVATE KEY-----\n";
    }
}
