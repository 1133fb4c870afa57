package io.voxari.examples;

import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariDoctor;
import io.voxari.ari.AriClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the examples are told on the command line or by the environment. Immutable. */
final class ExampleOptions {
    /** The options in the order of the help: name, environment variable, default, meaning. */
    private enum Option {
        ENDPOINT("VOXARI_ENDPOINT", "http://127.0.0.1:8088", "the URL of Asterisk's HTTP server (http.conf)"),
        APP("VOXARI_APP", "voxari", "the Stasis application in the dialplan (extensions.conf)"),
        USER("VOXARI_ARI_USER", "", "the user in ari.conf; the application's name unless given"),
        PASSWORD("VOXARI_ARI_PASSWORD", "", "that user's password; better given by the environment"),
        WEBSOCKET_CLIENT(
                "VOXARI_WEBSOCKET_CLIENT",
                "",
                "the section of websocket_client.conf whose uri is this program; the application's name unless given"),
        LISTEN_HOST(
                "VOXARI_LISTEN_HOST", "127.0.0.1", "the address of this machine that Asterisk connects to for audio"),
        LISTEN_PORT("VOXARI_LISTEN_PORT", "8089", "the port there, as in that uri"),
        MEDIA_USER("VOXARI_MEDIA_USER", "", "username in that section, if it has one"),
        MEDIA_PASSWORD("VOXARI_MEDIA_PASSWORD", "", "password in that section; better given by the environment"),
        TO("VOXARI_TO", "", "whom to call, such as PJSIP/6001"),
        PLAY("VOXARI_PLAY", "sound:hello-world", "what to play, as ARI names it"),
        EXTENSION("VOXARI_EXTENSION", "", "a number to try, with its context, as 8000@from-external");

        private final String variable;
        private final String otherwise;
        private final String meaning;

        Option(String variable, String otherwise, String meaning) {
            this.variable = variable;
            this.otherwise = otherwise;
            this.meaning = meaning;
        }

        /** Whether it says something to a program that needs no media server, or to one that does. */
        boolean isFor(Kind kind) {
            boolean aboutMedia = compareTo(WEBSOCKET_CLIENT) >= 0 && compareTo(MEDIA_PASSWORD) <= 0;
            boolean aboutOneCall = this == TO || this == PLAY;
            boolean aboutTrial = this == EXTENSION;
            return switch (kind) {
                case AGENT -> !aboutOneCall && !aboutTrial;
                case ARI -> !aboutMedia && !aboutOneCall && !aboutTrial;
                case ONE_CALL -> !aboutMedia && !aboutTrial;
                case DOCTOR -> !aboutOneCall;
            };
        }

        String flag() {
            return "--" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** What a program does, and so which options it has. */
    enum Kind {
        /** Answers calls with an agent. */
        AGENT,
        /** Uses the ARI client alone. */
        ARI,
        /** Uses the ARI client alone, to place a call. */
        ONE_CALL,
        /** Examines what an agent would need. */
        DOCTOR
    }

    /** The option that mends a port that is taken. */
    static final String LISTEN_PORT = Option.LISTEN_PORT.flag();

    private final Map<Option, String> values;

    private ExampleOptions(Map<Option, String> values) {
        this.values = values;
    }

    /** The options of a program that answers calls. */
    static ExampleOptions parse(String[] args) {
        return parse(Kind.AGENT, args);
    }

    /** Reads the arguments, and the environment for what they do not say; a mistake is thrown, with the option's name. */
    static ExampleOptions parse(Kind kind, String[] args) {
        return from(kind, args, System.getenv());
    }

    static ExampleOptions from(String[] args, Map<String, String> environment) {
        return from(Kind.AGENT, args, environment);
    }

    /** Takes {@code --flag value} and {@code --flag=value}. */
    static ExampleOptions from(Kind kind, String[] args, Map<String, String> environment) {
        Map<Option, String> values = new HashMap<>();
        for (Option option : Option.values()) {
            values.put(option, environment.getOrDefault(option.variable, option.otherwise));
        }
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].startsWith("--") ? args[i].indexOf('=') : -1;
            String flag = equals < 0 ? args[i] : args[i].substring(0, equals);
            Option option = Arrays.stream(Option.values())
                    .filter(candidate ->
                            candidate.isFor(kind) && candidate.flag().equals(flag))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no option " + flag));
            if (equals < 0 && i + 1 == args.length) {
                throw new IllegalArgumentException(flag + " needs a value: " + option.meaning);
            }
            values.put(option, equals < 0 ? args[++i] : args[i].substring(equals + 1));
        }
        require(Option.PASSWORD, "the ARI password", values);
        if (kind == Kind.ONE_CALL) {
            require(Option.TO, "whom to call", values);
        }
        ExampleOptions options = new ExampleOptions(values);
        options.asterisk();
        if (Option.LISTEN_PORT.isFor(kind)) {
            options.listenPort();
        }
        if (Option.MEDIA_USER.isFor(kind)
                && options.value(Option.MEDIA_USER).isEmpty()
                        != options.value(Option.MEDIA_PASSWORD).isEmpty()) {
            // Half of it would let anyone in who believes to be kept out, or nobody.
            require(Option.MEDIA_USER, "the media user", values);
            require(Option.MEDIA_PASSWORD, "the media user's password", values);
        }
        if (kind == Kind.DOCTOR) {
            // It compares the port with a uri and calls the extension: both have to be more than what others take.
            options.doctor();
        }
        return options;
    }

    private static void require(Option option, String what, Map<Option, String> values) {
        if (values.getOrDefault(option, "").isEmpty()) {
            throw new IllegalArgumentException(what + " is missing: set " + option.variable + " or " + option.flag());
        }
    }

    static String help(String program) {
        return help(program, Kind.AGENT);
    }

    static String help(String program, Kind kind) {
        StringBuilder help = new StringBuilder("Usage: examples/run " + program + " [option value]...\n\n");
        for (Option option : Option.values()) {
            if (option.isFor(kind)) {
                help.append(String.format("  %-20s %s%n", option.flag(), option.meaning));
                help.append(String.format(
                        "  %-20s   %s%s%n",
                        "", option.variable, option.otherwise.isEmpty() ? "" : " (" + option.otherwise + ")"));
            }
        }
        return help.append("\nAn option on the command line wins over the variable of the environment below it.")
                .toString();
    }

    /** A client of that Asterisk, not connected yet. */
    AriClient ari() {
        AsteriskConfig asterisk = asterisk();
        return AriClient.builder()
                .endpoint(asterisk.endpoint())
                .credentials(asterisk.user(), value(Option.PASSWORD))
                .application(ownApp())
                .build();
    }

    /** An application of the program's own: nothing comes to it from the dialplan, and it takes no agent's calls. */
    String ownApp() {
        return value(Option.APP) + "-example";
    }

    String to() {
        return value(Option.TO);
    }

    String play() {
        return value(Option.PLAY);
    }

    AsteriskConfig asterisk() {
        AsteriskConfig.Builder builder = AsteriskConfig.builder()
                .endpoint(endpoint())
                .app(value(Option.APP))
                .password(value(Option.PASSWORD));
        if (!value(Option.USER).isEmpty()) {
            builder.user(value(Option.USER));
        }
        if (!value(Option.WEBSOCKET_CLIENT).isEmpty()) {
            builder.websocketClient(value(Option.WEBSOCKET_CLIENT));
        }
        return builder.build();
    }

    private URI endpoint() {
        try {
            return new URI(value(Option.ENDPOINT));
        } catch (URISyntaxException notAUrl) {
            throw new IllegalArgumentException(
                    Option.ENDPOINT.flag() + " is not a URL: " + notAUrl.getReason()
                            + "; expected such as http://pbx:8088",
                    notAUrl);
        }
    }

    /** Adds the credentials that Asterisk signs in with at the media server, if they were given. */
    Voxari.Builder protect(Voxari.Builder builder) {
        return value(Option.MEDIA_USER).isEmpty()
                ? builder
                : builder.mediaCredentials(value(Option.MEDIA_USER), value(Option.MEDIA_PASSWORD));
    }

    /** For a doctor of what an example with these options would use. */
    VoxariDoctor doctor() {
        VoxariDoctor.Builder doctor = VoxariDoctor.builder(asterisk()).listen(listenHost(), listenPort());
        if (!value(Option.MEDIA_USER).isEmpty()) {
            doctor.mediaCredentials(value(Option.MEDIA_USER), value(Option.MEDIA_PASSWORD));
        }
        if (!value(Option.EXTENSION).isEmpty()) {
            doctor.extension(value(Option.EXTENSION));
        }
        return doctor.build();
    }

    String listenHost() {
        return value(Option.LISTEN_HOST);
    }

    int listenPort() {
        String port = value(Option.LISTEN_PORT);
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw new IllegalArgumentException(
                Option.LISTEN_PORT.flag() + " \"" + port + "\" is not a port; expected 0 to 65535");
    }

    private String value(Option option) {
        return values.getOrDefault(option, "");
    }
}
