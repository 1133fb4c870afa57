package io.voxari.testkit.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The whole of one simulated Asterisk. Thread-safe. */
public final class Simulation implements AutoCloseable {
    private final PbxSettings settings;
    private final Loop loop;
    private final Pbx pbx;
    private final AriServer server;

    /**
     * Starts it.
     *
     * @param settings whose websocket clients may be changed while it runs
     */
    public Simulation(PbxSettings settings) {
        this.settings = settings;
        this.loop = new Loop(Time.real(), "voxari-sim");
        this.pbx = new Pbx(loop, settings);
        this.server = new AriServer(pbx);
    }

    /** {@return where ARI is} */
    public URI ariUri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** {@return what it is set up with} */
    public PbxSettings settings() {
        return settings;
    }

    /**
     * {@return a telephone that has just called}
     *
     * @param extension whom
     * @param number the calling number
     * @param name the name shown with it
     */
    public CallerLeg call(String extension, String number, String name) {
        return CallerLeg.call(pbx, extension, number, name);
    }

    /** {@return what is left and what was wrong; empty when all is quiet} */
    public List<String> complaints() {
        return loop.call(() -> {
            List<String> complaints = new ArrayList<>(pbx.faults());
            pbx.channels
                    .values()
                    .forEach(channel ->
                            complaints.add("channel " + channel.id + " (" + channel.name + ") was never hung up"));
            pbx.bridges.values().forEach(bridge -> complaints.add("bridge " + bridge.id + " was never destroyed"));
            return complaints;
        });
    }

    /** Ends everything at once, as a crash would. Idempotent. */
    @Override
    public void close() {
        loop.execute(() -> List.copyOf(pbx.channels.values()).forEach(channel -> channel.leg.hungUp(0)));
        server.stop();
        loop.close();
    }
}
