package io.voxari.ari.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The sentences. Asks the files in order for the keys in order, and remembers what none of them has. */
final class Docs {
    private static final int WIDTH = 100;
    private final List<DataFile> files;
    private final Set<String> missing = new TreeSet<>();

    Docs(DataFile... files) {
        this.files = List.of(files);
    }

    /** The sentence under the first of {@code keys} that has one. */
    String text(String... keys) {
        for (String key : keys) {
            for (DataFile file : files) {
                String text = file.get(key);
                if (text != null) {
                    return text;
                }
            }
        }
        missing.add(Arrays.toString(keys));
        return "";
    }

    /** The keys that had no sentence. */
    Set<String> missing() {
        return missing;
    }

    /** A sentence as it stands in a tag: small first letter unless it is an acronym, no full stop after a single one. */
    static String phrase(String sentence) {
        String text = sentence;
        if (text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1))) {
            text = text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
        } else if (text.startsWith("A ")) {
            text = "a" + text.substring(1);
        }
        return text.endsWith(".") && text.indexOf(". ") < 0 ? text.substring(0, text.length() - 1) : text;
    }

    /** Breaks every paragraph at the width of a comment; continuation lines of a tag are indented. */
    static String wrap(String text) {
        StringBuilder out = new StringBuilder();
        for (String paragraph : text.split("\n", -1)) {
            String indent = paragraph.startsWith("@") ? "    " : "";
            int column = 0;
            for (String word : words(paragraph)) {
                if (column > 0 && column + 1 + word.length() > WIDTH) {
                    out.append('\n').append(indent);
                    column = indent.length();
                } else if (column > 0) {
                    out.append(' ');
                    column++;
                }
                out.append(word);
                column += word.length();
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Split at blanks, though not inside of an inline tag, which reads badly when it is torn. */
    private static List<String> words(String paragraph) {
        List<String> words = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int at = 0; at < paragraph.length(); at++) {
            char character = paragraph.charAt(at);
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (character == ' ' && depth == 0) {
                words.add(paragraph.substring(start, at));
                start = at + 1;
            }
        }
        words.add(paragraph.substring(start));
        return words;
    }
}
