package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Asterisk of one's own on this machine: a process with free ports and a temporary folder, on the loopback interface
 * only, started by the project's script {@code asterisk/start} (which fetches Asterisk when it is not there). Any number
 * may run side by side.
 *
 * <pre>{@code
 * try (RealAsterisk asterisk = RealAsterisk.builder().media("voxari", mediaServer.uri()).start()) {
 *     ... asterisk.ariUri(), asterisk.user(), asterisk.password(), asterisk.sipAddress()
 * }
 * }</pre>
 *
 * <p>Numbers of two digits or more enter the Stasis application unanswered; with {@code up} before them the dialplan
 * answers first. {@code echo}, {@code dtmf}, {@code ring}, {@code early}, {@code tone}, {@code prompt} and
 * {@code cause<n>} do without one. Whatever cannot be done is an {@link IllegalStateException} that says why. Thread-safe.
 */
public final class RealAsterisk implements AutoCloseable {
    /** Names the folder of the scripts, when the working directory is not inside the project. */
    public static final String SCRIPTS_PROPERTY = "voxari.asterisk.scripts";

    private static final Logger logger = LoggerFactory.getLogger(RealAsterisk.class);
    private static final Pattern READY =
            Pattern.compile("(?m)^ready pid=(\\d+) ari=(\\S+) sip=[0-9.]+:(\\d+) rtp=(\\S+) .*$");
    /** Fetching Asterisk takes a minute; starting it, a second. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration CLI_LIMIT = Duration.ofSeconds(20);

    private final Builder options;
    private final Map<String, URI> media;
    private final AsteriskScripts scripts;
    private final Path dir;
    private Facts facts;
    private String lastLog = "";
    private boolean closed;

    private RealAsterisk(Builder options) {
        this.options = options;
        this.media = new LinkedHashMap<>(options.media);
        this.scripts = AsteriskScripts.find();
        try {
            this.dir = Files.createTempDirectory("voxari-asterisk-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder", e);
        }
        try {
            this.facts = launch(List.of("--auto-ports"));
        } catch (RuntimeException e) {
            scripts.run(STOP_LIMIT, Map.of(), List.of("stop", "--dir", dir.toString(), "--remove"));
            throw e;
        }
    }

    /** {@return the means to start one} */
    public static Builder builder() {
        return new Builder();
    }

    private synchronized Facts launch(List<String> ports) {
        List<String> command = new ArrayList<>(List.of("start", "--dir", dir.toString(), "--app", options.app));
        command.addAll(List.of("--user", options.user));
        command.addAll(List.of(
                "--until-exit-of", String.valueOf(ProcessHandle.current().pid())));
        media.forEach((name, uri) -> command.addAll(List.of("--media", name + "=" + uri)));
        if (!options.configuration.isEmpty()) {
            command.addAll(List.of("--conf", configured().toString()));
        }
        options.uasPort.ifPresent(port -> command.addAll(List.of("--uas-port", String.valueOf(port))));
        options.conf.ifPresent(folder -> command.addAll(List.of("--conf", folder.toString())));
        command.addAll(ports);
        // Secrets go by the environment: everybody on the machine can read a command line.
        Map<String, String> secrets = new LinkedHashMap<>(Map.of("VOXARI_ARI_PASSWORD", options.password));
        options.mediaUser.ifPresent(user -> secrets.put("VOXARI_MEDIA_USER", user));
        options.mediaPassword.ifPresent(password -> secrets.put("VOXARI_MEDIA_PASSWORD", password));
        AsteriskScripts.Result result = scripts.run(START_LIMIT, secrets, command);
        Matcher ready = READY.matcher(result.output());
        if (result.status() != 0 || !ready.find()) {
            throw new IllegalStateException("Asterisk did not start:\n" + result.output());
        }
        logger.debug("{}", ready.group());
        return new Facts(
                Long.parseLong(ready.group(1)),
                URI.create(ready.group(2)),
                Integer.parseInt(ready.group(3)),
                ready.group(4));
    }

    /** A folder with the files that are not as the project has them. */
    private Path configured() {
        Path folder = dir.resolve("conf");
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, UnaryOperator<String>> file : options.configuration.entrySet()) {
                String text = Files.readString(scripts.conf(file.getKey()));
                Files.writeString(folder.resolve(file.getKey()), file.getValue().apply(text));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write configuration to " + folder, e);
        }
    }

    /** {@return where ARI is: {@code http://127.0.0.1:port}, without {@code /ari}} */
    public synchronized URI ariUri() {
        return facts.ari;
    }

    /** {@return the Stasis application that numbers enter} */
    public String app() {
        return options.app;
    }

    /** {@return the ARI user} */
    public String user() {
        return options.user;
    }

    /** {@return the ARI user's password} */
    public String password() {
        return options.password;
    }

    /** {@return the UDP port of SIP} */
    public synchronized int sipPort() {
        return facts.sipPort;
    }

    /** {@return where to call} */
    public InetSocketAddress sipAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort());
    }

    /** {@return the name of the first websocket client: the section that says where Asterisk dials for media} */
    public synchronized String websocketClient() {
        return media.keySet().iterator().next();
    }

    /** {@return the process id} */
    public synchronized long pid() {
        return facts.pid;
    }

    /**
     * Points a websocket client to another address, or adds one, while Asterisk runs: calls that start when this has
     * returned use it.
     *
     * @param websocketClient the name: a section of {@code websocket_client.conf}
     * @param uri where Asterisk dials: {@code ws://host:port/path}
     */
    public synchronized void media(String websocketClient, URI uri) {
        Path file = dir.resolve("etc/websocket_client.conf");
        List<String> lines = readLines(file);
        // Each section is a copy of the same model, so a new one is a copy of the first.
        int model = lines.indexOf("[" + media.keySet().iterator().next() + "]");
        List<String> section = new ArrayList<>(List.of("[" + websocketClient + "]"));
        lines.stream().skip(model + 1L).takeWhile(line -> !line.startsWith("[")).forEach(section::add);
        section.replaceAll(line -> line.startsWith("uri") ? "uri = " + uri : line);
        int at = lines.indexOf(section.get(0));
        if (at >= 0) {
            lines.subList(at, at + section.size()).clear();
        }
        lines.addAll(at >= 0 ? at : lines.size(), section);
        media.put(websocketClient, uri);
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        cli("module reload res_websocket_client.so");
    }

    private static List<String> readLines(Path file) {
        try {
            return new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * {@return what Asterisk's console answers to a command}
     *
     * @param command for example {@code core show channels}
     */
    public String cli(String command) {
        AsteriskScripts.Result result =
                scripts.run(CLI_LIMIT, Map.of(), List.of("cli", "--dir", dir.toString(), command));
        if (result.status() != 0) {
            throw new IllegalStateException("Asterisk's console did not take \"" + command + "\": " + result.output());
        }
        return result.output();
    }

    /** {@return Asterisk's whole log since its last start; readable also when it is closed} */
    public synchronized String log() {
        Path file = dir.resolve("log/full.log");
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : lastLog;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Stops Asterisk in an orderly way; all calls end. {@link #restart()} brings it back. */
    public synchronized void stop() {
        scripts.run(STOP_LIMIT, Map.of(), List.of("stop", "--dir", dir.toString()));
    }

    /** Kills the process, as a crash would: nobody is told that calls have ended. {@link #restart()} brings it back. */
    public synchronized void kill() {
        Optional<ProcessHandle> process = ProcessHandle.of(facts.pid);
        process.ifPresent(ProcessHandle::destroyForcibly);
        process.ifPresent(
                handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    /** Stops Asterisk if it runs, and starts it with the same ports and names. */
    public synchronized void restart() {
        stop();
        String http = String.valueOf(facts.ari.getPort());
        String sip = String.valueOf(facts.sipPort);
        facts = launch(List.of("--http-port", http, "--sip-port", sip, "--rtp-ports", facts.rtpPorts));
    }

    /** Ends Asterisk at once and removes its folder; calls that still last are not hung up. A second time does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lastLog = log();
            AsteriskScripts.Result result =
                    scripts.run(STOP_LIMIT, Map.of(), List.of("stop", "--dir", dir.toString(), "--now", "--remove"));
            if (result.status() != 0) {
                throw new IllegalStateException("Asterisk could not be stopped: " + result.output());
            }
        }
    }

    @Override
    public synchronized String toString() {
        return "RealAsterisk[" + facts.ari + ", app " + options.app + ", media "
                + media.keySet().stream().collect(Collectors.joining(", ")) + "]";
    }

    private record Facts(long pid, URI ari, int sipPort, String rtpPorts) {}

    /** What an Asterisk can be started with; everything has a default. Not thread-safe. */
    public static final class Builder {
        private final Map<String, URI> media = new LinkedHashMap<>();
        private String app = "voxari";
        private String user = "voxari";
        private String password = "secret of a test";
        private Optional<String> mediaUser = Optional.empty();
        private Optional<String> mediaPassword = Optional.empty();
        private Optional<Integer> uasPort = Optional.empty();
        private Optional<Path> conf = Optional.empty();
        private final Map<String, UnaryOperator<String>> configuration = new LinkedHashMap<>();

        private Builder() {}

        /**
         * {@return this, with the Stasis application that numbers enter}
         *
         * @param name letters, digits, _ . -
         */
        public Builder app(String name) {
            this.app = name;
            return this;
        }

        /**
         * {@return this, with the ARI user and its password}
         *
         * @param user letters, digits, _ . -
         * @param password one line
         */
        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * {@return this, with one more websocket client: its name and where Asterisk dials for media} Without any there is
         * {@code voxari}, at an address where nobody listens.
         *
         * @param websocketClient the name: a section of {@code websocket_client.conf}
         * @param uri where Asterisk dials: {@code ws://host:port/path}
         */
        public Builder media(String websocketClient, URI uri) {
            media.put(websocketClient, uri);
            return this;
        }

        /**
         * {@return this, with HTTP Basic credentials that Asterisk shows when it dials for media}
         *
         * @param user the name
         * @param password one line
         */
        public Builder mediaCredentials(String user, String password) {
            this.mediaUser = Optional.of(user);
            this.mediaPassword = Optional.of(password);
            return this;
        }

        /**
         * {@return this, with the port of the SIP server on this machine that {@code PJSIP/…@uas} reaches}
         *
         * @param port a UDP port
         */
        public Builder uasPort(int port) {
            this.uasPort = Optional.of(port);
            return this;
        }

        /**
         * {@return this, with files that replace or join those of {@code asterisk/conf}: for a test of another set-up}
         *
         * @param folder a folder of {@code .conf} files
         */
        public Builder conf(Path folder) {
            this.conf = Optional.of(folder);
            return this;
        }

        /**
         * {@return this, with a configuration file that is not as the project has it}
         *
         * @param file its name in {@code asterisk/conf}, such as {@code ari.conf}
         * @param edit makes the text from that of the project, at every start; what stands behind {@code [voxari]} in
         *     {@code websocket_client.conf} is repeated for each websocket client
         */
        public Builder configuration(String file, UnaryOperator<String> edit) {
            configuration.put(file, edit);
            return this;
        }

        /**
         * Starts it; returns when calls can be made, in about a second (a minute when Asterisk has to be fetched first).
         *
         * @return the running Asterisk
         * @throws IllegalStateException when it cannot be started, with the reason in the script's words
         */
        public RealAsterisk start() {
            if (media.isEmpty()) {
                // Port 1 of this machine: reserved, and refused at once.
                media.put("voxari", URI.create("ws://127.0.0.1:1/media"));
            }
            return new RealAsterisk(this);
        }
    }
}
