package io.scoot.acq;

import java.util.SplittableRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Sobol points of the unit cube (Commons Math's, with Joe and Kuo's direction numbers), shifted digitally by a seed, so that
 * seeds differ and the stratification stays. A stateful sequence, for one thread. Beyond 1,000 dimensions, which Commons Math
 * does not know, the rest of the coordinates are uniform.
 */
public final class SobolPoints {

    private static final int MOST_DIMENSIONS = 1000;
    private static final int BITS = 52;
    private static final double SCALE = 1L << BITS;

    private final SobolSequenceGenerator generator;
    private final long[] shift; // d, 52 bits each
    private final SplittableRandom random;
    private final int dimensions;

    private SobolPoints(int dimensions, long[] shift, SplittableRandom random) {
        this.generator = new SobolSequenceGenerator(Math.min(dimensions, MOST_DIMENSIONS));
        this.dimensions = dimensions;
        this.shift = shift;
        this.random = random;
    }

    /** The sequence shifted by {@code seed}, in {@code dimensions} ≥ 1 dimensions. */
    public static SobolPoints shifted(int dimensions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] shift = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shift[i] = random.nextLong() >>> (64 - BITS);
        }
        return new SobolPoints(dimensions, shift, random);
    }

    /** The sequence itself, which begins at the origin. */
    public static SobolPoints unshifted(int dimensions) {
        return new SobolPoints(dimensions, new long[dimensions], new SplittableRandom(0));
    }

    /** The next point; each coordinate in [0, 1). */
    public double[] next() {
        double[] sobol = generator.nextVector();
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            if (i < sobol.length) {
                long digits = (long) (sobol[i] * SCALE);
                point[i] = (digits ^ shift[i]) / SCALE;
            } else {
                point[i] = random.nextDouble();
            }
        }
        return point;
    }
}
