package io.voxari.ari.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How a connection that Asterisk made begins: TLS, its request, and the answer to that. For the thread that reads it.
 *
 * @param refused told why, if it is turned away
 */
record Welcome(ServerEngine server, Socket tcp, Consumer<String> refused) {
    Socket secured(SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp, null, true);
        socket.setUseClientMode(false);
        socket.setNeedClientAuth(server.needsClientCertificate());
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            refused.accept("no TLS handshake: " + e.getMessage());
            throw e;
        }
        return socket;
    }

    /** Reads the request and answers it; null if it is refused, else where it is served. */
    @Nullable Mount answer(InputStream in, OutputStream refusals, FrameEngine engine) throws IOException {
        byte[] bytes = RequestHead.read(in);
        RequestHead head = bytes == null ? null : RequestHead.parse(bytes);
        Mount mount = null;
        Refusal refusal;
        if (head == null) {
            refusal = bytes == null ? Refusal.TOO_LARGE : Refusal.NO_REQUEST;
        } else {
            mount = server.mount(head.path());
            refusal = Refusal.of(head, mount != null, server.credentials());
            if (refusal == null && mount != null && !mount.isWanted()) {
                refusal = Refusal.NOBODY;
            }
        }
        if (refusal == null && head != null && !engine.accept(head)) {
            refusal = Refusal.NO_REQUEST;
        }
        if (refusal == null) {
            return mount;
        }
        refused.accept(refusal.why());
        refusals.write(refusal.answer());
        refusals.flush();
        if (server.tls() == null) {
            tcp.shutdownOutput();
        }
        drainInput(in);
        return null;
    }

    /** Closing while something unread is here would reset the connection, and destroy the answer on its way. */
    private void drainInput(InputStream in) throws IOException {
        tcp.setSoTimeout((int) ServerConnection.LINGER.toMillis());
        byte[] rest = new byte[1024];
        for (int bytes = 0; bytes < RequestHead.MOST_BYTES; ) {
            int read = in.read(rest);
            if (read < 0) {
                return;
            }
            bytes += read;
        }
    }
}
