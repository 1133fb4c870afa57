package io.voxari.agent;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How numbers are dialled in a country: what {@link PhoneAddress} needs to write them in full.
 *
 * <p>Immutable and thread-safe.
 *
 * @param countryCode the digits behind the plus sign, such as {@code 49}
 * @param trunkPrefix what is dialled before a number within the country, and is left out behind the country's code; empty
 *     where numbers are dialled as they are
 * @param internationalPrefix what is dialled in place of the plus sign, such as {@code 00}
 * @param longestNational how many digits a number has at most, without either prefix
 */
public record NumberPlan(String countryCode, String trunkPrefix, String internationalPrefix, int longestNational) {
    private static final Map<String, NumberPlan> BY_COUNTRY = Map.ofEntries(
            plan("AT", "43", "0", "00", 13),
            plan("AU", "61", "0", "0011", 9),
            plan("BE", "32", "0", "00", 9),
            plan("CA", "1", "1", "011", 10),
            plan("CH", "41", "0", "00", 9),
            plan("CZ", "420", "", "00", 9),
            plan("DE", "49", "0", "00", 11),
            plan("DK", "45", "", "00", 8),
            plan("ES", "34", "", "00", 9),
            plan("FI", "358", "0", "00", 11),
            plan("FR", "33", "0", "00", 9),
            plan("GB", "44", "0", "00", 10),
            plan("GR", "30", "", "00", 10),
            plan("IE", "353", "0", "00", 9),
            plan("IL", "972", "0", "00", 9),
            plan("IN", "91", "0", "00", 10),
            plan("IT", "39", "", "00", 11),
            plan("NL", "31", "0", "00", 9),
            plan("NO", "47", "", "00", 8),
            plan("NZ", "64", "0", "00", 10),
            plan("PL", "48", "", "00", 9),
            plan("PT", "351", "", "00", 9),
            plan("SE", "46", "0", "00", 9),
            plan("TR", "90", "0", "00", 10),
            plan("US", "1", "1", "011", 10),
            plan("ZA", "27", "0", "00", 9));

    /**
     * Checks the parts.
     *
     * @param countryCode the digits behind the plus sign
     * @param trunkPrefix what is dialled before a number within the country
     * @param internationalPrefix what is dialled in place of the plus sign
     * @param longestNational how many digits a number has at most
     * @throws IllegalArgumentException if a part is not made of digits, the code or the international prefix is empty, or
     *     the number of digits is not from 4 to 14
     */
    public NumberPlan {
        requireDigits("the country's code", countryCode, false);
        requireDigits("the trunk prefix", trunkPrefix, true);
        requireDigits("the international prefix", internationalPrefix, false);
        if (longestNational < 4 || longestNational > 14) {
            throw new IllegalArgumentException(longestNational + " digits is no length of a number; expected 4 to 14");
        }
    }

    /**
     * {@return the plan of a country}
     *
     * @param country its ISO 3166 code, such as {@code DE}
     * @throws IllegalArgumentException if no plan of that country is built in; the message names those that are
     */
    public static NumberPlan of(String country) {
        NumberPlan plan = BY_COUNTRY.get(country.toUpperCase(Locale.ROOT));
        if (plan == null) {
            throw new IllegalArgumentException("no number plan of country \"" + country + "\" is built in; there are "
                    + new TreeMap<>(BY_COUNTRY).keySet() + ", and new NumberPlan(...) makes any other");
        }
        return plan;
    }

    /** {@return the number in full, with a plus sign; empty if these digits are not enough for it} */
    String complete(String digits) {
        if (digits.startsWith(internationalPrefix)) {
            return "+" + digits.substring(internationalPrefix.length());
        }
        if (!trunkPrefix.isEmpty() && digits.startsWith(trunkPrefix)) {
            return "+" + countryCode + digits.substring(trunkPrefix.length());
        }
        if (digits.startsWith(countryCode) && digits.length() > longestNational) {
            return "+" + digits;
        }
        // Without its trunk prefix a number is whole only where there is none, or where all are of one length.
        boolean whole =
                trunkPrefix.isEmpty() || (trunkPrefix.equals(countryCode) && digits.length() == longestNational);
        return whole && digits.length() <= longestNational ? "+" + countryCode + digits : "";
    }

    private static Map.Entry<String, NumberPlan> plan(
            String country, String code, String trunk, String international, int longest) {
        return Map.entry(country, new NumberPlan(code, trunk, international, longest));
    }

    private static void requireDigits(String what, String value, boolean mayBeEmpty) {
        Objects.requireNonNull(value, what);
        if (!value.chars().allMatch(c -> c >= '0' && c <= '9') || (value.isEmpty() && !mayBeEmpty)) {
            throw new IllegalArgumentException(what + " \"" + value + "\" is not made of digits");
        }
    }
}
