package io.voxari.testkit.asterisk;

import io.voxari.testkit.internal.Ulaw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Audio as it went over the wire, laid out on the time line of its RTP timestamps: 8000 µ-law samples a second, holes
 * filled with silence (0xFF), and for each packet the time of its arrival (for what was {@linkplain SipCall#said() said},
 * of its sending) on the clock of {@link System#nanoTime()}.
 *
 * <p>Sample positions count from the first sample that arrived. Where the far side starts a new time line (another
 * source, a jump) the clock of arrival says how much time lies between the two. Immutable and thread-safe.
 */
public final class HeardAudio {
    private static final int SAMPLES_PER_MILLI = 8;

    private final byte[] ulaw;
    private final List<Piece> pieces;
    private final String digits;

    private HeardAudio(byte[] ulaw, List<Piece> pieces, String digits) {
        this.ulaw = ulaw;
        this.pieces = pieces;
        this.digits = digits;
    }

    static HeardAudio of(List<TimedRtp> packets, Codec codec) {
        RtpTimeline line = new RtpTimeline(codec);
        packets.forEach(line::add);
        return new HeardAudio(line.ulaw(), line.pieces(), line.digits());
    }

    /**
     * {@return audio made of frames that know their places, the first of which becomes position 0}
     *
     * @param frames in any order
     */
    public static HeardAudio of(List<Frame> frames) {
        return of(frames, "");
    }

    /**
     * {@return audio made of frames that know their places, the first of which becomes position 0, and of keys}
     *
     * @param frames in any order
     * @param digits the keys that were heard, in their order
     */
    public static HeardAudio of(List<Frame> frames, String digits) {
        int first = frames.stream().mapToInt(Frame::start).min().orElse(0);
        int end = frames.stream()
                .mapToInt(frame -> frame.start() + frame.ulaw().length)
                .max()
                .orElse(0);
        byte[] ulaw = new byte[end - first];
        Arrays.fill(ulaw, Ulaw.SILENCE);
        List<Piece> pieces = new ArrayList<>();
        for (Frame frame : frames) {
            System.arraycopy(frame.ulaw(), 0, ulaw, frame.start() - first, frame.ulaw().length);
            pieces.add(new Piece(frame.start() - first, frame.ulaw().length, frame.nanos()));
        }
        pieces.sort(Comparator.comparingInt(Piece::start));
        return new HeardAudio(ulaw, List.copyOf(pieces), digits);
    }

    /** {@return a copy of the samples} */
    public byte[] ulaw() {
        return ulaw.clone();
    }

    /**
     * {@return the samples from one position to another, with silence where nothing was heard}
     *
     * @param fromSample the first position; may lie outside
     * @param toSample the position after the last; may lie outside
     */
    public byte[] ulaw(int fromSample, int toSample) {
        byte[] part = new byte[toSample - fromSample];
        for (int i = 0; i < part.length; i++) {
            part[i] = sample(fromSample + i);
        }
        return part;
    }

    /** {@return how many samples the time line has, holes included} */
    public int samples() {
        return ulaw.length;
    }

    /** {@return the length of the time line, holes included} */
    public Duration duration() {
        return toDuration(ulaw.length);
    }

    /** {@return how many audio packets the time line is made of} */
    public int packets() {
        return pieces.size();
    }

    /** {@return the DTMF digits that came as RTP events, each once} */
    public String digits() {
        return digits;
    }

    /** {@return when the first audio packet arrived; empty when none did} */
    public OptionalLong firstArrivalNanos() {
        return pieces.stream().mapToLong(Piece::nanos).min();
    }

    /**
     * {@return when the packet with this sample arrived, or the next one when the sample is in a hole}
     *
     * @param sample a position
     * @throws IndexOutOfBoundsException when no packet has this sample or a later one
     */
    public long arrivalNanos(int sample) {
        for (Piece piece : pieces) {
            if (sample < piece.end()) {
                return piece.nanos();
            }
        }
        throw new IndexOutOfBoundsException("sample " + sample + " of " + ulaw.length);
    }

    /**
     * The clock time of sample 0 for a listener who waits for no packet: the packet that came with the least delay
     * decides.
     *
     * @throws IllegalStateException when nothing was heard
     */
    long originNanos() {
        return pieces.stream()
                .mapToLong(piece -> piece.nanos() - toDuration(piece.start()).toNanos())
                .min()
                .orElseThrow(() -> new IllegalStateException("nothing was heard"));
    }

    /**
     * {@return the holes and late arrivals that are longer than the threshold, in order}
     *
     * @param threshold how long a gap may be without being listed
     */
    public List<Gap> gaps(Duration threshold) {
        return Gaps.within(pieces, 0, ulaw.length).stream()
                .filter(gap -> gap.length().compareTo(threshold) > 0)
                .toList();
    }

    /**
     * {@return the longest hole or late arrival between two positions; zero when all is there and in time}
     *
     * @param fromSample the first position
     * @param toSample the position after the last
     */
    public Duration longestGapWithin(int fromSample, int toSample) {
        return Gaps.within(pieces, fromSample, toSample).stream()
                .map(Gap::length)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * {@return the longest hole between two positions by the timestamps alone; zero when all is there} What comes late does
     * not count, so a busy machine, on which everything comes late now and then, does not matter; what a listener with a
     * jitter buffer misses does.
     *
     * @param fromSample the first position
     * @param toSample the position after the last
     */
    public Duration longestHoleWithin(int fromSample, int toSample) {
        return toDuration(Gaps.longestHole(pieces, fromSample, toSample));
    }

    /**
     * Looks for a known sound.
     *
     * @param known 8000 µ-law samples a second
     * @return the best match there is, however bad: ask it how good it is
     * @throws IllegalArgumentException when the known sound is silence
     */
    public Match find(byte[] known) {
        return find(known, Integer.MIN_VALUE);
    }

    /**
     * Looks for a known sound that begins at a position or later.
     *
     * @param known 8000 µ-law samples a second
     * @param fromSample the earliest position at which it may begin
     * @return the best match there is, however bad: ask it how good it is
     * @throws IllegalArgumentException when the known sound is silence
     */
    public Match find(byte[] known, int fromSample) {
        double[] wanted = Ulaw.decode(known);
        double loudest = 0;
        for (double sample : wanted) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        if (loudest == 0) {
            throw new IllegalArgumentException("silence is found everywhere");
        }
        double[] correlations = Correlation.of(Ulaw.decode(ulaw), wanted);
        int lead = known.length - 1;
        int first = fromSample < -lead ? 0 : Math.min(fromSample + lead, correlations.length);
        double best = 0;
        for (int i = first; i < correlations.length; i++) {
            best = Math.max(best, correlations[i]);
        }
        // A periodic sound fits at many offsets nearly as well: among those the most exact one is meant.
        Match match = new Match(0, 0, 0);
        int candidates = 0;
        for (int i = first; i < correlations.length && candidates < 256; i++) {
            if (correlations[i] > 0 && correlations[i] >= best * 0.995) {
                candidates++;
                double equal = equalAt(i - lead, known);
                if (match.correlation() == 0
                        || equal > match.equal()
                        || (equal == match.equal() && correlations[i] > match.correlation())) {
                    match = new Match(i - lead, equal, correlations[i]);
                }
            }
        }
        return match;
    }

    private double equalAt(int offset, byte[] known) {
        int equal = 0;
        for (int i = 0; i < known.length; i++) {
            int at = offset + i;
            if (at >= 0 && at < ulaw.length && Ulaw.same(ulaw[at], known[i])) {
                equal++;
            }
        }
        return (double) equal / known.length;
    }

    /**
     * {@return the loudness between two positions, as root mean square in dB below full scale; -100 for silence}
     *
     * @param fromSample the first position
     * @param toSample the position after the last
     */
    public double levelDbfs(int fromSample, int toSample) {
        double sum = 0;
        for (int i = fromSample; i < toSample; i++) {
            double sample = Ulaw.decode(sample(i));
            sum += sample * sample;
        }
        double rms = Math.sqrt(sum / Math.max(1, toSample - fromSample)) / 32768;
        return Math.max(-100, 20 * Math.log10(rms));
    }

    private byte sample(int position) {
        return position >= 0 && position < ulaw.length ? ulaw[position] : Ulaw.SILENCE;
    }

    static Duration toDuration(int samples) {
        return Duration.ofNanos(samples * 1_000_000L / SAMPLES_PER_MILLI);
    }

    @Override
    public String toString() {
        return "HeardAudio[" + duration().toMillis() + " ms in " + pieces.size() + " packets]";
    }

    /**
     * A stretch of audio, its place on the time line and when it came.
     *
     * @param start the position of its first sample
     * @param ulaw 8000 samples a second; not copied
     * @param nanos when it came, on one clock for all
     */
    // Frames are never compared, so the array in the record does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    public record Frame(int start, byte[] ulaw, long nanos) {}

    /** A packet's place on the time line. */
    record Piece(int start, int samples, long nanos) {
        int end() {
            return start + samples;
        }
    }

    /**
     * A stretch without sound for a listener who buffers nothing.
     *
     * @param kind whether samples are missing or only came late
     * @param fromSample where it begins
     * @param length how long it is: of a hole the missing time or the wait for what follows, whichever is longer; of a
     *     late arrival what it came later than the packet before it had lasted
     */
    public record Gap(Kind kind, int fromSample, Duration length) {
        /** What is wrong there. */
        public enum Kind {
            /** Samples are missing. */
            HOLE,
            /** All samples are there, but some came late. */
            LATE
        }
    }

    /**
     * Where a known sound was found, and how well it fits.
     *
     * @param offset the position at which the sound begins; negative when its beginning was not heard
     * @param equal the share of its samples that are there exactly, 0 to 1
     * @param correlation how like it is, 1 for the same shape at any loudness, about 0 for another sound
     */
    public record Match(int offset, double equal, double correlation) {
        /** {@return true when every sample is there exactly} */
        public boolean isExact() {
            return equal == 1;
        }
    }
}
