package io.voxari.benchmarks.ari;

import java.io.IOException;
import java.util.function.BiConsumer;

/** One of the libraries that are compared, behind what the comparison asks of it. */
interface Contestant extends AutoCloseable {
    /**
     * Connects to the stand-in.
     *
     * @param onEvent gets the channel's id and the value of each ChannelVarset
     * @param onFirst is run at the first event of any other type
     */
    void connect(int port, String application, BiConsumer<String, String> onEvent, Runnable onFirst) throws Exception;

    /** Asks for a channel and waits for it; returns its name. */
    String channelName() throws Exception;

    /** Reads an event as the library does when it comes from the socket; fails if the library cannot. */
    Object decode(String json) throws Exception;

    @Override
    void close() throws IOException;
}
