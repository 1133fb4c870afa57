package io.voxari.agent.page;

import java.util.ArrayList;
import java.util.List;

/** One side of a recording in blocks of ten milliseconds: how loud, and where somebody spoke. Pure functions. */
final class Loudness {
    static final int BLOCK_MILLIS = 10;

    /** Softer is silence or the noise of a line: 1.5 % of full scale, -36 dB. */
    private static final int SPEECH = 4;

    /** A shorter pause is one within a sentence. */
    private static final int LONGEST_PAUSE_BLOCKS = 30;

    /** Something shorter is a click. */
    private static final int SHORTEST_SPEECH_BLOCKS = 5;

    private Loudness() {}

    /**
     * Speech from a block up to another, which is no longer part of it.
     *
     * @param from the first block
     * @param to the first that is silent again
     */
    record Stretch(int from, int to) {}

    /**
     * {@return the highest amplitude in each block, 0 to 255}
     *
     * @param samples one side
     * @param sampleRate samples a second
     */
    static int[] peaks(short[] samples, int sampleRate) {
        int blocks = (int) Math.ceil(samples.length * 1000.0 / sampleRate / BLOCK_MILLIS);
        int[] peaks = new int[blocks];
        for (int i = 0; i < samples.length; i++) {
            int block = (int) (i * 1000L / sampleRate / BLOCK_MILLIS);
            // 32768 is as loud as 32767: a byte has no room for 256.
            peaks[block] = Math.max(peaks[block], Math.min(Math.abs(samples[i]), Short.MAX_VALUE) >> 7);
        }
        return peaks;
    }

    /**
     * {@return where somebody spoke, in order}
     *
     * @param peaks of one side
     */
    static List<Stretch> speech(int[] peaks) {
        List<Stretch> stretches = new ArrayList<>();
        int from = -1;
        int loudest = -1;
        for (int i = 0; i <= peaks.length; i++) {
            boolean over = i == peaks.length || i - loudest > LONGEST_PAUSE_BLOCKS;
            if (from >= 0 && over) {
                if (loudest + 1 - from >= SHORTEST_SPEECH_BLOCKS) {
                    stretches.add(new Stretch(from, loudest + 1));
                }
                from = -1;
            }
            if (i < peaks.length && peaks[i] >= SPEECH) {
                from = from < 0 ? i : from;
                loudest = i;
            }
        }
        return stretches;
    }

    /**
     * {@return the caller's turns: where the caller stopped and where the agent began to answer. Whom the agent interrupted or
     * who was not answered has no turn}
     *
     * @param caller where the caller spoke
     * @param agent where the agent spoke
     */
    static List<Stretch> turns(List<Stretch> caller, List<Stretch> agent) {
        List<Stretch> turns = new ArrayList<>();
        for (int i = 0; i < caller.size(); i++) {
            int end = caller.get(i).to();
            int next = i + 1 < caller.size() ? caller.get(i + 1).from() : Integer.MAX_VALUE;
            boolean interrupted = agent.stream().anyMatch(a -> a.from() < end && a.to() > end);
            if (!interrupted) {
                agent.stream()
                        .filter(a -> a.from() >= end && a.from() < next)
                        .findFirst()
                        .ifPresent(a -> turns.add(new Stretch(end, a.from())));
            }
        }
        return turns;
    }
}
