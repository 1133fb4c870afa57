package io.voxari.testkit.asterisk;

/** Where in a recording a known sound begins, by normalised cross-correlation. Stateless and thread-safe. */
final class Correlation {
    private Correlation() {}

    /**
     * Compares {@code known} with {@code recording} at every offset at which they overlap.
     *
     * @return one value from -1 to 1 for each offset; the first is that of offset {@code 1 - known.length}. What lies
     *     outside the recording counts as silence.
     */
    static double[] of(double[] recording, double[] known) {
        int lead = known.length - 1;
        int offsets = recording.length + lead;
        int size = Integer.highestOneBit(Math.max(1, offsets + known.length - 1)) * 2;
        double[] re = new double[size];
        double[] im = new double[size];
        System.arraycopy(recording, 0, re, lead, recording.length);
        double[] knownRe = new double[size];
        double[] knownIm = new double[size];
        System.arraycopy(known, 0, knownRe, 0, known.length);
        transform(re, im, false);
        transform(knownRe, knownIm, false);
        for (int i = 0; i < size; i++) {
            double real = re[i] * knownRe[i] + im[i] * knownIm[i];
            im[i] = im[i] * knownRe[i] - re[i] * knownIm[i];
            re[i] = real;
        }
        transform(re, im, true);

        double knownEnergy = 0;
        for (double sample : known) {
            knownEnergy += sample * sample;
        }
        // Sums over the padded recording; energy(i) is that of its first i samples.
        double[] energy = new double[offsets + known.length];
        for (int i = 0; i < energy.length - 1; i++) {
            double sample = i >= lead && i - lead < recording.length ? recording[i - lead] : 0;
            energy[i + 1] = energy[i] + sample * sample;
        }
        double[] result = new double[offsets];
        for (int i = 0; i < offsets; i++) {
            double window = energy[i + known.length] - energy[i];
            double scale = Math.sqrt(window * knownEnergy);
            // A window with next to no energy correlates with anything; it is not what was looked for.
            result[i] = window < knownEnergy * 1e-3 ? 0 : Math.max(-1, Math.min(1, re[i] / scale));
        }
        return result;
    }

    /** The fast Fourier transform in place; the length is a power of two. */
    private static void transform(double[] re, double[] im, boolean inverse) {
        int size = re.length;
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
        for (int length = 2; length <= size; length <<= 1) {
            int half = length / 2;
            double[] cos = new double[half];
            double[] sin = new double[half];
            for (int k = 0; k < half; k++) {
                double angle = 2 * Math.PI * k / length * (inverse ? 1 : -1);
                cos[k] = Math.cos(angle);
                sin[k] = Math.sin(angle);
            }
            for (int start = 0; start < size; start += length) {
                for (int k = 0; k < half; k++) {
                    int a = start + k;
                    int b = a + half;
                    double real = re[b] * cos[k] - im[b] * sin[k];
                    double imaginary = re[b] * sin[k] + im[b] * cos[k];
                    re[b] = re[a] - real;
                    im[b] = im[a] - imaginary;
                    re[a] += real;
                    im[a] += imaginary;
                }
            }
        }
        if (inverse) {
            for (int i = 0; i < size; i++) {
                re[i] /= size;
                im[i] /= size;
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
