package io.voxari.testkit.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/** What a simulation stands on: time, threads and sockets, those of the machine or virtual ones. Thread-safe. */
interface Ground {
    /** How much is handed over at once, at most. */
    int PUMPED_BYTES = 65_536;

    Loop loop(String name);

    Socket socket() throws IOException;

    /** Makes server sockets; the listener is told of each connection, in the order in which they come. */
    ServerSocketFactory serverSockets(Consumer<Socket> accepted);

    /** Runs something that blocks, on a thread of its own. */
    void start(String name, Runnable task);

    /**
     * Hands over what comes on a connection until it ends: on this thread, which blocks meanwhile, or on the world's, and then
     * it returns at once.
     */
    void pump(Socket connection, Bytes bytes);

    /** Takes what comes on a connection; must not block. */
    interface Bytes {
        /** The first of the buffer's bytes, only during the call. */
        void came(byte[] buffer, int count) throws IOException;

        /** Nothing more comes: the end, or what broke the connection or was thrown here. */
        void ended(IOException why);
    }

    /** Something that is under way while this holds, though no task and no byte is. */
    void watch(BooleanSupplier busy);

    void unwatch(BooleanSupplier busy);

    /** Waits for something that time brings, on a thread that served a request. */
    <T> T idle(CompletableFuture<T> future);

    /** Waits until it is done; false if it is not within that time. */
    boolean await(CompletableFuture<?> future, Duration most);

    /** Waits until it holds; false if it does not within that time. */
    boolean await(BooleanSupplier condition, Duration most);

    /** Hands over what comes in a stream until it ends, on this thread. */
    static void pump(InputStream in, Bytes bytes) {
        byte[] buffer = new byte[PUMPED_BYTES];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.came(buffer, read);
            }
            bytes.ended(new EOFException());
        } catch (IOException e) {
            bytes.ended(e);
        }
    }

    /** The machine's. */
    static Ground real() {
        return new Real();
    }

    /** Of a virtual time. */
    static Ground of(World world, MemoryNetwork network) {
        return new Virtual(world, network);
    }

    /** The machine's. */
    final class Real implements Ground {
        @Override
        public Loop loop(String name) {
            return new RealLoop(name);
        }

        @Override
        public Socket socket() {
            return new Socket();
        }

        @Override
        public ServerSocketFactory serverSockets(Consumer<Socket> accepted) {
            return new PromptServerSockets(accepted);
        }

        @Override
        public void start(String name, Runnable task) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public <T> T idle(CompletableFuture<T> future) {
            return future.join();
        }

        @Override
        public void pump(Socket connection, Bytes bytes) {
            try {
                Ground.pump(connection.getInputStream(), bytes);
            } catch (IOException e) {
                bytes.ended(e);
            }
        }

        @Override
        public void watch(BooleanSupplier busy) {}

        @Override
        public void unwatch(BooleanSupplier busy) {}

        @Override
        public boolean await(CompletableFuture<?> future, Duration most) {
            try {
                Object unused = future.get(most.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }

        @Override
        public boolean await(BooleanSupplier condition, Duration most) {
            long deadline = System.nanoTime() + most.toNanos();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - deadline >= 0) {
                    return condition.getAsBoolean();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            return true;
        }
    }

    /** Of a virtual time. */
    record Virtual(World world, MemoryNetwork network) implements Ground {
        @Override
        public Loop loop(String name) {
            return new VirtualLoop(world);
        }

        @Override
        public Socket socket() throws IOException {
            return new MemorySocket(network, null);
        }

        @Override
        public ServerSocketFactory serverSockets(Consumer<Socket> accepted) {
            return new ServerSocketFactory() {
                @Override
                public ServerSocket createServerSocket() throws IOException {
                    return new MemoryServerSocket(network) {
                        @Override
                        public Socket accept() throws IOException {
                            Socket connection = super.accept();
                            accepted.accept(connection);
                            return connection;
                        }
                    };
                }

                @Override
                public ServerSocket createServerSocket(int port) throws IOException {
                    ServerSocket socket = createServerSocket();
                    socket.bind(new java.net.InetSocketAddress(port));
                    return socket;
                }

                @Override
                public ServerSocket createServerSocket(int port, int backlog) throws IOException {
                    return createServerSocket(port);
                }

                @Override
                public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                    return createServerSocket(port);
                }
            };
        }

        @Override
        public void start(String name, Runnable task) {
            world.threads.execute(task);
        }

        @Override
        public <T> T idle(CompletableFuture<T> future) {
            // The request it has read counts for it; whoever completes the future is the world, which waits for none of
            // this.
            world.end();
            CompletableFuture<T> counted = future.thenApply(value -> {
                world.begin();
                return value;
            });
            return counted.join();
        }

        @Override
        public void pump(Socket connection, Bytes bytes) {
            if (connection instanceof MemorySocket memory) {
                memory.pump(bytes);
            } else {
                throw new IllegalArgumentException("not a connection of this network: " + connection);
            }
        }

        @Override
        public void watch(BooleanSupplier busy) {
            world.watch(busy);
        }

        @Override
        public void unwatch(BooleanSupplier busy) {
            world.unwatch(busy);
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration most) {
            boolean unused = world.await(future::isDone, most);
            return future.isDone();
        }

        @Override
        public boolean await(BooleanSupplier condition, Duration most) {
            return world.await(condition, most);
        }
    }

    /** The network's client sockets, for the application's HTTP client. */
    static SocketFactory sockets(MemoryNetwork network) {
        return new SocketFactory() {
            @Override
            public Socket createSocket() throws IOException {
                return new MemorySocket(network, null);
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return new MemorySocket(network, network.connect(port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
                return createSocket(host, port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return createSocket("", port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                    throws IOException {
                return createSocket("", port);
            }
        };
    }
}
