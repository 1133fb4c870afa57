package io.voxari.testkit;

import io.voxari.testkit.internal.PbxSettings;
import io.voxari.testkit.internal.Simulation;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An Asterisk inside the test's own process: ARI over HTTP and WebSocket on a free port of the loopback interface, and
 * media channels that dial the application as {@code chan_websocket} does. Any number may run side by side.
 *
 * <pre>{@code
 * try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().media("voxari", mediaServer.uri()).start()) {
 *     SimulatedCaller caller = asterisk.call("8000");
 *     caller.awaitAnswered(Duration.ofSeconds(5));
 *     ...
 *     caller.hangUp();
 *     asterisk.awaitQuiet(Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Numbers of two digits or more enter the Stasis application unanswered; with {@code up} before them they are answered
 * first; {@code args} enters it with the arguments {@code a} and {@code b}; {@code echo} does without an application; anything
 * else does not exist (cause 1). A request that is not simulated gets status 501, is logged, and is held against the
 * application by {@link #assertQuiet()}. Thread-safe.
 */
public final class SimulatedAsterisk implements AutoCloseable {
    /** The version that is simulated unless another is asked for. */
    public static final String VERSION = "22.10.1";

    private final Simulation simulation;
    private final Map<String, URI> media;

    private SimulatedAsterisk(Builder options) {
        this.media = new ConcurrentHashMap<>(options.media);
        this.simulation = new Simulation(
                new PbxSettings(
                        options.version,
                        options.app,
                        options.user,
                        options.password,
                        media,
                        options.mediaCredentials,
                        options.trunks),
                options.time.map(VirtualTime::machine));
    }

    /** {@return the means to start one} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where ARI is: {@code http://127.0.0.1:port}, without {@code /ari}} */
    public URI ariUri() {
        return simulation.ariUri();
    }

    /** {@return the Stasis application that numbers enter} */
    public String app() {
        return simulation.settings().app();
    }

    /** {@return the ARI user} */
    public String user() {
        return simulation.settings().user();
    }

    /** {@return the ARI user's password} */
    public String password() {
        return simulation.settings().password();
    }

    /**
     * Points a websocket client to another address, or adds one: calls that start now use it.
     *
     * @param websocketClient the name: a section of {@code websocket_client.conf}
     * @param uri where Asterisk dials: {@code ws://host:port/path}
     * @throws IllegalArgumentException when it is no such address
     */
    public void media(String websocketClient, URI uri) {
        media.put(websocketClient, check(uri));
    }

    /**
     * Calls an extension from "Test Caller" 1001, and returns at once.
     *
     * @param extension whom to call
     * @return the caller, whose call has only just begun
     */
    public SimulatedCaller call(String extension) {
        return call(extension, "1001", "Test Caller");
    }

    /**
     * Calls an extension, and returns at once.
     *
     * @param extension whom to call
     * @param fromNumber the calling number
     * @param fromName the name shown with it; may be empty
     * @return the caller, whose call has only just begun
     */
    public SimulatedCaller call(String extension, String fromNumber, String fromName) {
        return new SimulatedCaller(simulation, simulation.call(extension, fromNumber, fromName));
    }

    /** {@return somebody with a telephone, who has not called yet: see {@link SimulatedCaller#calls}} */
    public SimulatedCaller caller() {
        return new SimulatedCaller(simulation, simulation.caller());
    }

    /** {@return the requests of all applications so far, in their order, as {@code METHOD /path}, without parameters} */
    public List<String> requests() {
        return simulation.requests();
    }

    /**
     * Adds a sound file, or puts another in its place: {@code sound:name} plays it. There are {@code beep} and {@code
     * hello-world}; a playback of any other fails, as it does in an Asterisk without that file.
     *
     * @param name as in {@code sound:name}
     * @param ulaw 8000 µ-law samples a second
     */
    public void sound(String name, byte[] ulaw) {
        simulation.sound(name, ulaw);
    }

    /** {@return what can be made to go wrong} */
    public SimulatedFaults faults() {
        return new SimulatedFaults(simulation);
    }

    /**
     * {@return the telephone with that number, which the application can call from now on}
     *
     * @param number as in {@code PJSIP/number}
     */
    public SimulatedPhone phone(String number) {
        return new SimulatedPhone(simulation, number);
    }

    /**
     * Checks that nothing is left and that nothing was wrong: each channel was hung up, each bridge destroyed, no request
     * was unknown, no media message was one that Asterisk loses.
     *
     * @throws AssertionError with all that was found
     */
    public void assertQuiet() {
        List<String> complaints = simulation.complaints();
        if (!complaints.isEmpty()) {
            throw new AssertionError("the simulated Asterisk is not quiet:\n  " + String.join("\n  ", complaints));
        }
    }

    /**
     * Checks that in no call so far, from the answer on, there was a longer time in which neither the caller nor whoever the
     * caller talks to said anything (above -45 dBFS).
     *
     * @param longest how long a silence may be
     * @throws AssertionError with all that are longer: whose, when, how long
     */
    public void assertNoSilenceLongerThan(Duration longest) {
        List<String> silences = simulation.silencesLongerThan(longest);
        if (!silences.isEmpty()) {
            throw new AssertionError(
                    "silence of more than " + longest.toMillis() + " ms:\n  " + String.join("\n  ", silences));
        }
    }

    /**
     * Waits until {@link #assertQuiet()} passes.
     *
     * @param patience how long at most
     * @throws AssertionError with what is left then
     */
    public void awaitQuiet(Duration patience) {
        boolean unused = simulation.await(() -> simulation.complaints().isEmpty(), patience);
        assertQuiet();
    }

    /** Ends everything at once, as a crash would; it says nothing of what was left. A second time does nothing. */
    @Override
    public void close() {
        simulation.close();
    }

    private static URI check(URI uri) {
        if (!"ws".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("a websocket client needs an address ws://host:port/path: " + uri);
        }
        return uri;
    }

    @Override
    public String toString() {
        return "SimulatedAsterisk[" + ariUri() + ", app " + app() + ", media "
                + String.join(", ", List.copyOf(media.keySet())) + "]";
    }

    /** What it can be started with; everything has a default. Not thread-safe. */
    public static final class Builder {
        private final Map<String, URI> media = new ConcurrentHashMap<>();
        private String version = VERSION;
        private String app = "voxari";
        private String user = "voxari";
        private String password = "secret of a test";
        private Optional<String> mediaCredentials = Optional.empty();
        private final Set<String> trunks = new HashSet<>(Set.of("trunk"));
        private Optional<VirtualTime> time = Optional.empty();

        private Builder() {}

        /**
         * {@return this, with the Stasis application that numbers enter}
         *
         * @param name as in {@code Stasis(name)}
         */
        public Builder app(String name) {
            this.app = name;
            return this;
        }

        /**
         * {@return this, with the ARI user and its password}
         *
         * @param user a name without a colon
         * @param password anything
         */
        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * {@return this, with one more websocket client: its name and where Asterisk dials for media}
         *
         * @param websocketClient the name: a section of {@code websocket_client.conf}
         * @param uri where Asterisk dials: {@code ws://host:port/path}
         * @throws IllegalArgumentException when it is no such address
         */
        public Builder media(String websocketClient, URI uri) {
            media.put(websocketClient, check(uri));
            return this;
        }

        /**
         * {@return this, with HTTP Basic credentials that Asterisk shows when it dials for media}
         *
         * @param user the name
         * @param password anything
         */
        public Builder mediaCredentials(String user, String password) {
            this.mediaCredentials = Optional.of(user + ":" + password);
            return this;
        }

        /**
         * {@return this, with the version that is simulated}
         *
         * @param version {@link SimulatedAsterisk#VERSION}, or another of 22.6, 22.8 and 22.10, as {@code 22.8.2}: 22.6 has
         *     no JSON and no marks on media connections, and does not say which channel one is of; 22.8 has these, and fills
         *     the silence of the application as 22.6 does
         * @throws IllegalArgumentException when it is another
         */
        public Builder version(String version) {
            Simulation.checkVersion(version);
            this.version = version;
            return this;
        }

        /**
         * {@return this, with one more endpoint through which any number can be dialled; "trunk" is one}
         *
         * @param endpoint as in {@code PJSIP/number@endpoint}
         */
        public Builder trunk(String endpoint) {
            trunks.add(endpoint);
            return this;
        }

        /**
         * {@return this, in a virtual time and its network in memory, where alone it can be reached}
         *
         * @param value the time; closed after the Asterisk
         */
        public Builder time(VirtualTime value) {
            this.time = Optional.of(value);
            return this;
        }

        /**
         * Starts it; returns when it takes requests.
         *
         * @return the running Asterisk
         */
        public SimulatedAsterisk start() {
            return new SimulatedAsterisk(this);
        }
    }
}
