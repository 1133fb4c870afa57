package io.voxari.agent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom Asterisk is to call, and how: an endpoint such as {@code PJSIP/6001}, {@code PJSIP/+4930123456@trunk},
 * {@code Local/8000@inside}, or a bare {@code 6001}, which is {@code PJSIP/6001}.
 *
 * <p>Immutable and thread-safe; each setter returns a changed copy.
 */
public final class Destination {
    private static final Duration DEFAULT_RING_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern TECHNOLOGY = Pattern.compile("[A-Za-z][A-Za-z0-9]*/\\S(.*\\S)?");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9+*#._-]+(@[A-Za-z0-9._-]+)?");
    /** A name of a SIP header; nothing of it may be read as an argument of a dialplan function. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!%'*+.^_`~-]+");

    private final String endpoint;
    private final Optional<String> callerNumber;
    private final String callerName;
    private final Duration ringTimeout;
    private final Map<String, String> variables;
    private final Map<String, String> headers;

    private Destination(
            String endpoint,
            @Nullable String callerNumber,
            String callerName,
            Duration ringTimeout,
            Map<String, String> variables,
            Map<String, String> headers) {
        this.endpoint = endpoint;
        this.callerNumber = Optional.ofNullable(callerNumber);
        this.callerName = callerName;
        this.ringTimeout = ringTimeout;
        this.variables = Map.copyOf(variables);
        this.headers = Map.copyOf(headers);
    }

    /**
     * {@return whom to call}
     *
     * @param endpoint an endpoint in Asterisk's way of writing; a bare number or name is one of PJSIP
     * @throws IllegalArgumentException if it is neither
     */
    public static Destination of(String endpoint) {
        String full = TECHNOLOGY.matcher(endpoint).matches()
                ? endpoint
                : BARE.matcher(endpoint).matches() ? "PJSIP/" + endpoint : "";
        if (full.isEmpty() || full.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("endpoint \"" + endpoint
                    + "\" is not one; expected such as PJSIP/6001, 6001, PJSIP/+4930123456@trunk or Local/8000@inside");
        }
        return new Destination(full, null, "", DEFAULT_RING_TIMEOUT, Map.of(), Map.of());
    }

    /**
     * {@return this with the number that is shown to whom is called; without it the first "from" extension of the Asterisk,
     * or, for a transfer, the number of the call}
     *
     * @param number the number
     * @param name the name shown with it; may be empty
     * @throws IllegalArgumentException if either has control characters
     */
    public Destination from(String number, String name) {
        return new Destination(endpoint, line("number", number), line("name", name), ringTimeout, variables, headers);
    }

    /**
     * {@return this with how long it may ring; 30 seconds unless set}
     *
     * @param value how long
     * @throws IllegalArgumentException if it is not positive
     */
    public Destination ringTimeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("a ring timeout of " + value + " is not positive");
        }
        return new Destination(endpoint, callerNumber.orElse(null), callerName, value, variables, headers);
    }

    /**
     * {@return this with one more channel variable, set before the call is placed}
     *
     * @param name the variable's name, or a writable dialplan function such as {@code CHANNEL(language)}
     * @param value its value
     * @throws IllegalArgumentException if the name is blank
     */
    public Destination variable(String name, String value) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a channel variable needs a name");
        }
        return new Destination(
                endpoint, callerNumber.orElse(null), callerName, ringTimeout, plus(variables, name, value), headers);
    }

    /**
     * {@return this with one more SIP header in the INVITE; only for PJSIP endpoints}
     *
     * @param name the header's name
     * @param value its value, one line
     * @throws IllegalArgumentException if the endpoint is not one of PJSIP, the name is none, or the value has control
     *     characters
     */
    public Destination header(String name, String value) {
        if (!endpoint.startsWith("PJSIP/")) {
            throw new IllegalArgumentException(
                    "a SIP header cannot be given to " + endpoint + "; only to a PJSIP endpoint");
        }
        if (!HEADER.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is not the name of a SIP header");
        }
        return new Destination(
                endpoint,
                callerNumber.orElse(null),
                callerName,
                ringTimeout,
                variables,
                plus(headers, name, line("header " + name, value)));
    }

    /** {@return the endpoint with its technology, such as {@code PJSIP/6001}} */
    public String endpoint() {
        return endpoint;
    }

    /** {@return the number or name in the endpoint, such as {@code +4930123456} of {@code PJSIP/+4930123456@trunk}} */
    public String number() {
        String rest = endpoint.substring(endpoint.indexOf('/') + 1);
        int sip = rest.indexOf("sip:");
        if (sip >= 0) {
            rest = rest.substring(sip + 4);
        }
        return rest.split("[@/:;]", 2)[0];
    }

    /** {@return the number that is shown; empty for the default} */
    public Optional<String> callerNumber() {
        return callerNumber;
    }

    /** {@return the name that is shown; may be empty} */
    public String callerName() {
        return callerName;
    }

    /** {@return how long it may ring} */
    public Duration ringTimeout() {
        return ringTimeout;
    }

    /** {@return the channel variables by name} */
    public Map<String, String> variables() {
        return variables;
    }

    /** {@return the SIP headers by name} */
    public Map<String, String> headers() {
        return headers;
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, Objects.requireNonNull(value, name));
        return more;
    }

    private static String line(String what, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + what + " has control characters: it must be one line of text");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Destination[" + endpoint + "]";
    }
}
