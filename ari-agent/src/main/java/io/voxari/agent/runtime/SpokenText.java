package io.voxari.agent.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an utterance says, and where in its audio.
 *
 * <p>The audio from one text to the next says the first of them; texts between which there is no audio are one. Within such a
 * passage the characters are spread evenly: that is what can be known without a synthesiser that tells each word's time.
 *
 * <p>Not thread-safe: under the lock of the speech.
 */
final class SpokenText {
    /** More than an hour of speech, so a transcript that grows beyond it is one by mistake. */
    static final int MOST_CHARACTERS = 65_536;

    /** Quick speech. What an open utterance says last may have only the first of its audio yet. */
    private static final Duration AT_LEAST_A_CHARACTER = Duration.ofMillis(60);

    private final StringBuilder text = new StringBuilder();
    private final List<Passage> passages = new ArrayList<>();

    private record Passage(long fromNanos, int fromCharacter) {}

    /** The audio from this place on says this. */
    void add(Duration place, String said) {
        if (isNewPassage(place.toNanos())) {
            passages.add(new Passage(place.toNanos(), text.length()));
        }
        int room = MOST_CHARACTERS - text.length();
        int most = Math.min(said.length(), room);
        boolean splits = most > 0 && most < said.length() && Character.isHighSurrogate(said.charAt(most - 1));
        text.append(said, 0, splits ? most - 1 : most);
    }

    private boolean isNewPassage(long fromNanos) {
        if (passages.isEmpty()) {
            return true;
        }
        Passage last = passages.get(passages.size() - 1);
        return last.fromNanos() < fromNanos && last.fromCharacter() < text.length();
    }

    /** {@return all of it} */
    String all() {
        return text.toString();
    }

    /**
     * {@return the words of it that were heard}
     *
     * @param heard how much of the audio was
     * @param written how long the audio is
     * @param complete whether no more audio comes
     */
    String heard(Duration heard, Duration written, boolean complete) {
        int characters = charactersHeard(heard.toNanos(), written.toNanos(), complete);
        return characters == text.length() ? all() : upToTheLastWord(characters);
    }

    private int charactersHeard(long heard, long written, boolean complete) {
        int count = passages.size();
        // Text behind all of the audio can only belong to the audio before it.
        boolean late = complete && count > 0 && passages.get(count - 1).fromNanos() == written;
        boolean only = late && count == 1;
        count -= late && !only ? 1 : 0;
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            int first = passages.get(i).fromCharacter();
            int length = (last ? text.length() : passages.get(i + 1).fromCharacter()) - first;
            long from = only ? 0 : passages.get(i).fromNanos();
            long enough = from + length * AT_LEAST_A_CHARACTER.toNanos();
            long to = !last ? passages.get(i + 1).fromNanos() : complete ? written : Math.max(written, enough);
            if (heard < to) {
                return heard <= from ? first : first + (int) (length * (heard - from) / (to - from));
            }
        }
        return text.length();
    }

    private String upToTheLastWord(int characters) {
        int end = characters;
        while (end > 0 && !isBetweenWords(end)) {
            end--;
        }
        return text.substring(0, end).stripTrailing();
    }

    private boolean isBetweenWords(int at) {
        if (Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        return Character.isWhitespace(before)
                || Character.isWhitespace(after)
                || ((isWithoutSpaces(before) || isWithoutSpaces(after)) && !isMark(after));
    }

    private static boolean isWithoutSpaces(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
