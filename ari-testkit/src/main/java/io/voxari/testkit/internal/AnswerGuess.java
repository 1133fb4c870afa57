package io.voxari.testkit.internal;

import java.util.Optional;

/**
 * Guesses as the dialplan's AMD does, with its settings as they are without a configuration, whether a human being or a machine
 * has answered: a machine says nothing, or much. One thread at a time.
 */
final class AnswerGuess {
    private static final int LOUD = 256;
    private static final int SAMPLES_PER_MILLI = 8;
    private static final int INITIAL_SILENCE_MILLIS = 2_500;
    private static final int GREETING_MILLIS = 1_500;
    private static final int SILENCE_AFTER_MILLIS = 800;
    private static final int WORD_MILLIS = 100;
    private static final int BETWEEN_WORDS_MILLIS = 50;
    private static final int MOST_WORDS = 2;
    private static final int LONGEST_MILLIS = 5_000;

    private int millis;
    private int silentMillis;
    /** Of the sound that goes on, short pauses left out. */
    private int wordMillis;
    /** Of all sounds. */
    private int voiceMillis;

    private int words;
    /** A word is being said, and has been counted; at first as if there were one. */
    private boolean inWord = true;

    /** @param status as in AMDSTATUS; {@code cause} as in AMDCAUSE */
    record Guess(String status, String cause) {}

    /** Takes what was said next; empty until it is decided. */
    Optional<Guess> hear(byte[] ulaw) {
        int length = ulaw.length / SAMPLES_PER_MILLI;
        millis += length;
        if (millis >= LONGEST_MILLIS) {
            return guess("NOTSURE", "TOOLONG-" + millis);
        }
        return isLoud(ulaw) ? voice(length) : silence(length);
    }

    private static boolean isLoud(byte[] ulaw) {
        long sum = 0;
        for (byte sample : ulaw) {
            sum += Math.abs(Ulaw.decode(sample));
        }
        return ulaw.length > 0 && sum / ulaw.length >= LOUD;
    }

    private Optional<Guess> silence(int length) {
        silentMillis += length;
        if (silentMillis >= BETWEEN_WORDS_MILLIS) {
            inWord = false;
            wordMillis = 0;
        }
        boolean greeted = voiceMillis >= WORD_MILLIS;
        if (!greeted && silentMillis >= INITIAL_SILENCE_MILLIS) {
            return machine("INITIALSILENCE", silentMillis, INITIAL_SILENCE_MILLIS);
        }
        return greeted && silentMillis >= SILENCE_AFTER_MILLIS
                ? guess("HUMAN", "HUMAN-" + silentMillis + "-" + SILENCE_AFTER_MILLIS)
                : Optional.empty();
    }

    private Optional<Guess> voice(int length) {
        silentMillis = 0;
        wordMillis += length;
        boolean greeted = voiceMillis >= WORD_MILLIS;
        voiceMillis += length;
        if (!inWord && wordMillis >= WORD_MILLIS) {
            inWord = true;
            words++;
        }
        if (words > MOST_WORDS) {
            return machine("MAXWORDS", words, MOST_WORDS);
        }
        return greeted && voiceMillis >= GREETING_MILLIS
                ? machine("LONGGREETING", voiceMillis, GREETING_MILLIS)
                : Optional.empty();
    }

    private static Optional<Guess> machine(String why, int measured, int limit) {
        return guess("MACHINE", why + "-" + measured + "-" + limit);
    }

    private static Optional<Guess> guess(String status, String cause) {
        return Optional.of(new Guess(status, cause));
    }
}
