package io.voxari.testkit.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of a {@code WebSocket/…} dial string. Immutable.
 *
 * @param json whether commands and events are JSON
 * @param autoAnswer whether the channel is answered as soon as it is connected
 * @param direction {@code both}, {@code in} or {@code out}, as the application sees it
 * @param query what is put behind the address, without a question mark; may be empty
 * @param format the audio format, if it is among the options
 */
record MediaOptions(boolean json, boolean autoAnswer, String direction, String query, Optional<String> format) {
    private static final Pattern OPTION = Pattern.compile("([a-z])(?:\\(([^()]*)\\))?");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.+%-]*(?:=[A-Za-z0-9_.+%-]*)?");

    /** What is wrong with them is an {@link IllegalArgumentException}; what is not simulated, another exception. */
    static MediaOptions parse(String text) {
        boolean json = false;
        boolean autoAnswer = true;
        String direction = "both";
        String query = "";
        Optional<String> format = Optional.empty();
        Matcher option = OPTION.matcher(text);
        int end = 0;
        while (option.find() && option.start() == end) {
            end = option.end();
            String value = option.group(2) == null ? "" : option.group(2);
            switch (option.group(1)) {
                case "f" -> {
                    if (text.startsWith("(", end)) {
                        throw new IllegalArgumentException(text);
                    }
                    json = value.toLowerCase(Locale.ROOT).equals("json");
                    if (!json && !value.equalsIgnoreCase("plain-text")) {
                        throw new UnsupportedOperationException(
                                "the option f(" + value + ") crashes Asterisk 22.8 to 22.10");
                    }
                }
                case "n" -> autoAnswer = false;
                case "d" -> direction = value;
                case "v" -> query = query(value);
                case "c" -> format = Optional.of(value);
                default -> throw new UnsupportedOperationException("the option " + option.group());
            }
        }
        if (end != text.length() || !MediaControl.isDirection(direction)) {
            throw new IllegalArgumentException(text);
        }
        return new MediaOptions(json, autoAnswer, direction, query, format);
    }

    private static String query(String parameters) {
        for (String parameter : parameters.split(",", -1)) {
            if (!PARAMETER.matcher(parameter).matches()) {
                throw new IllegalArgumentException(parameter);
            }
        }
        return parameters.replace(',', '&');
    }
}
