package io.voxari.media.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ShortBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The resampler measured: a sine in, what came out of it, and what came out beside it. */
final class ResamplerTest {
    private static final double AMPLITUDE = 30_000;

    static Stream<Arguments> pairs() {
        int[] rates = {8_000, 16_000, 24_000, 48_000};
        return IntStream.of(rates)
                .boxed()
                .flatMap(from -> IntStream.of(rates).filter(to -> to != from).mapToObj(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void thePassBandIsFlatAndTheStopBandIsGone(int from, int to) {
        double half = Math.min(from, to) / 2.0;
        double ripple = 0;
        double beside = -200;
        for (double share : new double[] {0.01, 0.1, 0.31, 0.52, 0.7, 0.8, 0.85}) {
            Measured measured = measure(from, to, share * half);
            ripple = Math.max(ripple, Math.abs(20 * Math.log10(measured.amplitude / AMPLITUDE)));
            beside = Math.max(beside, 20 * Math.log10(measured.residue / AMPLITUDE));
        }
        double stopped = -200;
        for (double frequency = half * 1.001; frequency < from / 2.0; frequency += half / 7.3) {
            stopped = Math.max(stopped, 20 * Math.log10(measure(from, to, frequency).whole / AMPLITUDE));
        }
        System.out.printf(
                "%d -> %d Hz: ripple %.4f dB up to %.0f Hz, beside it %.1f dB%s, delay %.2f ms%n",
                from,
                to,
                ripple,
                0.85 * half,
                beside,
                stopped > -200 ? String.format(", stopped %.1f dB from %.0f Hz", stopped, half) : "",
                Resampler.of(from, to).delay().toNanos() / 1e6);
        assertThat(ripple).isLessThan(0.01);
        assertThat(beside).isLessThan(-80);
        assertThat(stopped).isLessThan(-80);
    }

    private record Measured(double amplitude, double residue, double whole) {}

    /** The amplitude of the sine in what comes out, and of all else; without what the beginning and the end do. */
    private static Measured measure(int from, int to, double frequency) {
        short[] in = new short[from / 4];
        for (int i = 0; i < in.length; i++) {
            in[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * frequency * i / from));
        }
        Resampler resampler = Resampler.of(from, to);
        ShortBuffer out = ShortBuffer.allocate(resampler.maxOutput(in.length));
        resampler.process(ShortBuffer.wrap(in), out);
        int begin = to / 20;
        int count = out.position() - begin;
        // Least squares for sine and cosine: the stretch is no whole number of periods.
        double ss = 0;
        double cc = 0;
        double sc = 0;
        double sx = 0;
        double cx = 0;
        double xx = 0;
        for (int i = begin; i < out.position(); i++) {
            double sin = Math.sin(2 * Math.PI * frequency * i / to);
            double cos = Math.cos(2 * Math.PI * frequency * i / to);
            ss += sin * sin;
            cc += cos * cos;
            sc += sin * cos;
            sx += sin * out.get(i);
            cx += cos * out.get(i);
            xx += (double) out.get(i) * out.get(i);
        }
        double determinant = ss * cc - sc * sc;
        double a = (sx * cc - cx * sc) / determinant;
        double b = (cx * ss - sx * sc) / determinant;
        double residue = Math.max(0, xx - a * sx - b * cx);
        return new Measured(Math.hypot(a, b), Math.sqrt(2 * residue / count), Math.sqrt(2 * xx / count));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aStreamCutAnywhereGivesTheSame(int from, int to) {
        Random random = new Random(from + to);
        short[] in = new short[from / 5];
        for (int i = 0; i < in.length; i++) {
            in[i] = (short) random.nextInt();
        }
        Resampler resampler = Resampler.of(from, to);
        ShortBuffer whole = ShortBuffer.allocate(resampler.maxOutput(in.length));
        resampler.process(ShortBuffer.wrap(in), whole);
        assertThat(whole.position()).isCloseTo(to / 5, within(to / from + 1));
        resampler.reset();
        ShortBuffer parts = ShortBuffer.allocate(whole.position());
        ShortBuffer source = ShortBuffer.wrap(in);
        while (source.hasRemaining() || parts.hasRemaining()) {
            source.limit(Math.min(in.length, source.position() + random.nextInt(200)));
            parts.limit(Math.min(whole.position(), parts.position() + random.nextInt(200)));
            resampler.process(source, parts);
            source.limit(in.length);
            parts.limit(whole.position());
        }
        assertThat(parts.flip()).isEqualTo(whole.flip());
    }

    @Test
    void aSoundComesOutAfterTheDelayThatIsTold() {
        short[] click = new short[2_400];
        click[400] = 20_000;
        Resampler resampler = Resampler.of(8_000, 48_000);
        ShortBuffer out = ShortBuffer.allocate(resampler.maxOutput(click.length));
        resampler.process(ShortBuffer.wrap(click), out);
        int loudest = 0;
        for (int i = 0; i < out.position(); i++) {
            loudest = out.get(i) > out.get(loudest) ? i : loudest;
        }
        double expected = 400 * 6 + resampler.delay().toNanos() * 48e3 / 1e9;
        assertThat((double) loudest).isCloseTo(expected, within(1.0));
    }

    @Test
    void fullScaleDoesNotWrapAround() {
        short[] square = new short[4_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        Resampler resampler = Resampler.of(16_000, 8_000);
        ShortBuffer out = ShortBuffer.allocate(resampler.maxOutput(square.length));
        resampler.process(ShortBuffer.wrap(square), out);
        // The ringing beyond full scale is cut off; a wrap would be a jump from one end to the other.
        int wraps = 0;
        for (int i = 301; i < out.position(); i++) {
            wraps += Math.abs(out.get(i) - out.get(i - 1)) > 60_000 ? 1 : 0;
        }
        assertThat(wraps).isZero();
    }

    @Test
    void ratesThatTelephonyDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> Resampler.of(4_000, 8_000)).hasMessageContaining("fromHz is 4000");
        assertThatThrownBy(() -> Resampler.of(8_000, 400_000)).hasMessageContaining("toHz is 400000");
        assertThatThrownBy(() -> Resampler.of(8_000, 47_999)).hasMessageContaining("47999");
    }
}
