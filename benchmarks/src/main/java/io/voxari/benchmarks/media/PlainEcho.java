package io.voxari.benchmarks.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/** Java-WebSocket's own server, as its examples use it. */
final class PlainEcho extends WebSocketServer {
    private final CountDownLatch started = new CountDownLatch(1);

    private PlainEcho() {
        super(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(new Draft_6455(List.of(), List.of(new Protocol("media")))));
        setTcpNoDelay(true);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        PlainEcho server = new PlainEcho();
        server.start();
        server.started.await();
        EchoReport.serve(server.getPort(), () -> 0);
        server.stop();
    }

    @Override
    public void onMessage(WebSocket connection, ByteBuffer message) {
        connection.send(message);
    }

    @Override
    public void onMessage(WebSocket connection, String message) {}

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {}

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception failure) {
        failure.printStackTrace();
    }
}
