package io.voxari.agent;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who was called or who calls, in one way of writing: the same number from two trunks compares as equal.
 *
 * <p>Trunks write one number in many ways: {@code +49 30 1234567}, {@code 0049301234567}, {@code 030/1234567}, {@code
 * sip:+49301234567@trunk;user=phone}. This is how a text is read, the first rule that fits:
 *
 * <ol>
 *   <li>nothing, or {@code anonymous}, {@code unknown}, {@code restricted}, {@code unavailable}: {@link Kind#WITHHELD};
 *   <li>{@code sip:}, {@code sips:} and {@code tel:} URIs, also in angle brackets behind a name, and {@code user@host}: when
 *       the user is a number, the number; else {@link Kind#SIP}, {@code user@host} with the host in lower case;
 *   <li>{@code PJSIP/6001}, {@code SIP/6001}, also with {@code @trunk} behind: what is between;
 *   <li>a plus sign and 7 to 15 digits, whatever blanks, dots, hyphens, slashes and brackets are between: {@link
 *       Kind#E164};
 *   <li>up to six digits, also with {@code *} or {@code #}: {@link Kind#EXTENSION};
 *   <li>more digits that the country's {@link NumberPlan} completes: {@link Kind#E164}; other digits: {@link Kind#LOCAL};
 *   <li>anything else: {@link Kind#NAME}, as it stands.
 * </ol>
 *
 * <p>Without a country's hint only the plus sign makes a number whole. Nothing throws, whatever a caller's side sends; what
 * is longer than 256 characters is cut there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what it is
 * @param value the one way of writing it; empty when withheld
 */
public record PhoneAddress(Kind kind, String value) {
    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_EXTENSION = 6;
    private static final int SHORTEST_E164 = 7;
    private static final int LONGEST_E164 = 15;
    private static final Set<String> WITHHELD =
            Set.of("", "anonymous", "unknown", "restricted", "unavailable", "private");

    /** What an address is. */
    public enum Kind {
        /** A number in full: a plus sign and digits. */
        E164,
        /** Digits that are too many for an extension, and that no hint completes. */
        LOCAL,
        /** A short number inside a PBX. */
        EXTENSION,
        /** A SIP address whose user is not a number: {@code alice@example.com}. */
        SIP,
        /** Any other text, such as the letters of a dialplan's extension. */
        NAME,
        /** The caller does not tell. */
        WITHHELD
    }

    /**
     * Checks the parts.
     *
     * @param kind what it is
     * @param value the one way of writing it
     */
    public PhoneAddress {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(value, "value");
    }

    /**
     * {@return what a text means without a hint: only a plus sign makes a number whole}
     *
     * @param text any text, also from a stranger
     */
    public static PhoneAddress parse(String text) {
        return read(text, null);
    }

    /**
     * {@return what a text means in a country}
     *
     * @param text any text, also from a stranger
     * @param plan how numbers are dialled where the text comes from
     */
    public static PhoneAddress parse(String text, NumberPlan plan) {
        return read(text, Objects.requireNonNull(plan, "plan"));
    }

    private static PhoneAddress read(String text, @Nullable NumberPlan plan) {
        String whole = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        String bare = withoutTechnology(insideBrackets(whole.strip()));
        String address = withoutScheme(bare);
        boolean isUri = address.length() != bare.length();
        // Parameters belong to a URI; a dialplan's extension may hold the same characters.
        if (isUri) {
            address = until(until(address, ';'), '?');
        }
        int at = address.lastIndexOf('@');
        String user = at < 0 ? address : address.substring(0, at);
        if (at >= 0) {
            user = unescaped(until(until(user, ';'), ':'));
        }
        PhoneAddress number = ofUser(user, plan);
        boolean isNumber = number.kind != Kind.NAME;
        return at < 0 || isNumber || user.isEmpty()
                ? number
                : new PhoneAddress(
                        Kind.SIP, user + "@" + address.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    private static PhoneAddress ofUser(String user, @Nullable NumberPlan plan) {
        if (WITHHELD.contains(user.toLowerCase(Locale.ROOT))) {
            return new PhoneAddress(Kind.WITHHELD, "");
        }
        String dialled = withoutSeparators(user);
        boolean plus = dialled.startsWith("+");
        String digits = plus ? dialled.substring(1) : dialled;
        if (digits.isEmpty() || !digits.chars().allMatch(PhoneAddress::isKey)) {
            return new PhoneAddress(Kind.NAME, user);
        }
        boolean onlyDigits = digits.chars().allMatch(PhoneAddress::isDigit);
        if (plus) {
            return onlyDigits && isE164(digits)
                    ? new PhoneAddress(Kind.E164, dialled)
                    : new PhoneAddress(Kind.NAME, user);
        }
        if (digits.length() <= LONGEST_EXTENSION || !onlyDigits) {
            return new PhoneAddress(Kind.EXTENSION, digits);
        }
        String complete = plan == null ? "" : plan.complete(digits);
        return !complete.isEmpty() && isE164(complete.substring(1))
                ? new PhoneAddress(Kind.E164, complete)
                : new PhoneAddress(Kind.LOCAL, digits);
    }

    private static boolean isE164(String digits) {
        return digits.length() >= SHORTEST_E164 && digits.length() <= LONGEST_E164 && digits.charAt(0) != '0';
    }

    private static String insideBrackets(String text) {
        int open = text.lastIndexOf('<');
        int close = text.indexOf('>', open + 1);
        return open >= 0 && close > open ? text.substring(open + 1, close).strip() : text;
    }

    private static String withoutTechnology(String text) {
        for (String technology : new String[] {"PJSIP/", "SIP/"}) {
            if (text.regionMatches(true, 0, technology, 0, technology.length())) {
                return text.substring(technology.length());
            }
        }
        return text;
    }

    private static String withoutScheme(String text) {
        for (String scheme : new String[] {"sip:", "sips:", "tel:"}) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return text.substring(scheme.length());
            }
        }
        return text;
    }

    /** Without what people put between digits; a text with other characters is left alone by who asks. */
    private static String withoutSeparators(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        // "+49 (0)30": the zero in brackets is dialled at home only.
        String once = text.startsWith("+") ? text.replaceFirst("\\(0\\)", "") : text;
        once.chars().filter(c -> " .-/()\u00a0".indexOf(c) < 0).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static String until(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /** With {@code %2B} as a plus sign and the like; what is no escape stays as it is. ASCII only. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int high = i + 2 < text.length() && text.charAt(i) == '%' ? Character.digit(text.charAt(i + 1), 8) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                plain.append((char) (high * 16 + low));
                i += 2;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isKey(int c) {
        return isDigit(c) || c == '*' || c == '#';
    }
}
