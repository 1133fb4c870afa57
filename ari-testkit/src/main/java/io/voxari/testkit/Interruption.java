package io.voxari.testkit;

import io.voxari.testkit.asterisk.HeardAudio;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a call the frames of some words were heard, to tell what was cut from what came late. Words are known by stretches of
 * 10 ms that are in them once: speech has them, a tone does not.
 */
record Interruption(int words, List<Piece> pieces) {
    private static final int STRETCH = 80;
    private static final int SAMPLES_PER_MILLI = 8;
    private static final int AMBIGUOUS = -1;

    /** Some of the words, heard without a break. */
    record Piece(int inWords, int inHeard, int samples) {
        boolean isInStepWith(int word, int place) {
            return word >= inWords + samples && place - word == inHeard - inWords;
        }

        Piece to(int word) {
            return new Piece(inWords, inHeard, word - inWords);
        }

        @Override
        public String toString() {
            return inWords / SAMPLES_PER_MILLI + " to " + (inWords + samples) / SAMPLES_PER_MILLI + " ms of them at "
                    + inHeard / SAMPLES_PER_MILLI + " ms";
        }
    }

    static Interruption of(byte[] words, HeardAudio heard) {
        Map<ByteBuffer, Integer> places = new HashMap<>();
        for (int at = 0; at + STRETCH <= words.length; at += STRETCH) {
            places.merge(ByteBuffer.wrap(words, at, STRETCH), at, (one, other) -> AMBIGUOUS);
        }
        byte[] all = heard.ulaw();
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at + STRETCH <= all.length) {
            int word = places.getOrDefault(ByteBuffer.wrap(all, at, STRETCH), AMBIGUOUS);
            if (word == AMBIGUOUS) {
                at++;
            } else {
                int last = pieces.size() - 1;
                if (last >= 0
                        && pieces.get(last).isInStepWith(word, at)
                        && isVague(words, places, pieces.get(last), word)) {
                    pieces.set(last, pieces.get(last).to(word + STRETCH));
                } else {
                    pieces.add(new Piece(word, at, STRETCH));
                }
                at += STRETCH;
            }
        }
        return new Interruption(words.length, pieces);
    }

    /** Whether what is between a piece and that place in the words cannot be told from other parts: a pause, say. */
    private static boolean isVague(byte[] words, Map<ByteBuffer, Integer> places, Piece piece, int word) {
        for (int at = piece.inWords + piece.samples; at < word; at += STRETCH) {
            if (places.getOrDefault(ByteBuffer.wrap(words, at, STRETCH), AMBIGUOUS) != AMBIGUOUS) {
                return false;
            }
        }
        return true;
    }

    Duration heard() {
        if (pieces.isEmpty()) {
            throw new AssertionError("nothing of the words was heard, so nothing of them was interrupted");
        }
        if (pieces.size() > 1) {
            throw new AssertionError("after they broke off, the words were heard again: " + pieces);
        }
        Piece only = pieces.get(0);
        if (only.inWords + only.samples > words - STRETCH) {
            throw new AssertionError("the words were not interrupted, but heard to their end: " + only);
        }
        return Duration.ofMillis(only.samples / SAMPLES_PER_MILLI);
    }
}
