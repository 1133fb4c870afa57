package io.voxari.testkit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;

/** Makes server sockets whose connections send at once, as Asterisk's do: without that each answer may take 40 ms. Thread-safe. */
final class PromptServerSockets extends ServerSocketFactory {
    private final Consumer<Socket> listener;

    /** The listener is told of each connection, in the order in which they come. */
    PromptServerSockets(Consumer<Socket> listener) {
        this.listener = listener;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket accepted = new LinedSocket();
                implAccept(accepted);
                accepted.setTcpNoDelay(true);
                listener.accept(accepted);
                return accepted;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return bound(new InetSocketAddress(port), 50);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return bound(new InetSocketAddress(port), backlog);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return bound(new InetSocketAddress(address, port), backlog);
    }

    /** An accepted connection. */
    private static final class LinedSocket extends Socket implements Line.End {
        private final Line line = new Line();

        @Override
        public Line line() {
            return line;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return line.in(super.getInputStream());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return line.out(super.getOutputStream());
        }
    }

    private ServerSocket bound(SocketAddress address, int backlog) throws IOException {
        ServerSocket socket = createServerSocket();
        socket.bind(address, backlog);
        return socket;
    }
}
