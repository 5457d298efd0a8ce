package io.scoot.gp;

/**
 * One coordinate of a point of the unit cube: what values it takes, and how two of them compare.
 *
 * <p>A point is a {@code double[]} with one coordinate per dimension. Real and levelled coordinates lie in [0, 1] and are
 * compared by distance; a choice's coordinate is its index 0 … k − 1 and is compared for equality alone. This is the one
 * type that the surrogate, the acquisition solvers and the feasibility models share. Immutable.
 */
public sealed interface Dimension {

    /** Any number of [0, 1]. */
    static Dimension real() {
        return Real.INSTANCE;
    }

    /** {@code count} ordered levels, evenly spaced over [0, 1]; a bool is {@code levels(2)}. */
    static Levels levels(int count) {
        return new Levels(count, 1.0, false);
    }

    /**
     * The same, of which the first is no number but stands apart, as "automatic" does: it is as unlike all others as two values of a
     * choice, and the others are evenly spaced among themselves. Of fewer than three levels it makes no difference.
     */
    static Levels levelsAndOneApart(int count) {
        return new Levels(count, 1.0, count > 2);
    }

    /**
     * The integers {@code min … max}, evenly spaced ({@code log} false) or at their position on a logarithmic scale.
     *
     * @throws IllegalArgumentException if {@code min > max}, or on a log scale with {@code min < 1}
     */
    static Levels integers(int min, int max, boolean log) {
        if (min > max || (log && min < 1)) {
            throw new IllegalArgumentException("integers from " + min + " to " + max + (log ? " on a log scale" : ""));
        }
        return new Levels((long) max - min + 1, log && max > min ? (double) max / min : 1.0, false);
    }

    /** {@code count} unordered values, as their indices 0 … count − 1. */
    static Choice choice(int count) {
        return new Choice(count);
    }

    /** Number of values; {@link Long#MAX_VALUE} for a real dimension. */
    long count();

    /** The coordinate of this dimension nearest to {@code u}: what the kernel sees, so that it is constant in a cell. */
    double snap(double u);

    /** The coordinate at quantile {@code q} in [0, 1): a uniform q gives each cell its share. */
    double quantile(double q);

    /** Whether a coordinate is of a level that stands apart from the numbers; only {@link Levels} may have one. */
    default boolean isApart(double u) {
        return false;
    }

    /** Where a snapped coordinate lies among the values that are numbers; in the middle for the level that stands apart. */
    default double among(double u) {
        return u;
    }

    /** A real dimension. */
    final class Real implements Dimension {
        private static final Real INSTANCE = new Real();

        private Real() {}

        @Override
        public long count() {
            return Long.MAX_VALUE;
        }

        @Override
        public double snap(double u) {
            return Math.max(0.0, Math.min(1.0, u));
        }

        @Override
        public double quantile(double q) {
            return q;
        }

        @Override
        public String toString() {
            return "real";
        }
    }

    /**
     * Ordered levels 0 … count − 1. With {@code ratio} = 1 level i lies at i/(count − 1); with {@code ratio} = max/min of
     * consecutive integers it lies at ln(1 + i(ratio − 1)/(count − 1)) / ln(ratio), its place on a log scale.
     *
     * @param apart whether level 0 stands apart from the others
     */
    record Levels(long count, double ratio, boolean apart) implements Dimension {
        public Levels {
            if (count < 1 || !(ratio >= 1.0) || Double.isInfinite(ratio)) {
                throw new IllegalArgumentException(
                        "levels(" + count + ", " + ratio + "): at least one level is needed");
            }
        }

        @Override
        public boolean isApart(double u) {
            return apart && index(u) == 0;
        }

        @Override
        public double among(double u) {
            if (!apart) {
                return u;
            }
            return isApart(u) ? 0.5 : (index(u) - 1.0) / (count - 2.0);
        }

        /** The coordinate of level {@code index}; a single level lies at 0. */
        public double position(long index) {
            if (count == 1) {
                return 0.0;
            }
            double linear = (double) index / (count - 1);
            return ratio == 1.0 ? linear : Math.min(1.0, Math.log1p(linear * (ratio - 1.0)) / Math.log(ratio));
        }

        /** The level nearest to {@code u}, rounded on the original scale; {@code u} outside [0, 1] is clamped. */
        public long index(double u) {
            double clamped = Math.max(0.0, Math.min(1.0, u));
            double linear = ratio == 1.0 ? clamped : Math.expm1(clamped * Math.log(ratio)) / (ratio - 1.0);
            return Math.round(linear * (count - 1));
        }

        @Override
        public double snap(double u) {
            return position(index(u));
        }

        @Override
        public double quantile(double q) {
            if (ratio != 1.0) {
                return snap(q);
            }
            return position(Math.min(count - 1, (long) (q * count)));
        }
    }

    /** Unordered values. */
    record Choice(long count) implements Dimension {
        public Choice {
            if (count < 1) {
                throw new IllegalArgumentException("choice(" + count + "): at least one value is needed");
            }
        }

        @Override
        public double snap(double u) {
            return Math.max(0, Math.min(count - 1, Math.round(u)));
        }

        @Override
        public double quantile(double q) {
            return Math.min(count - 1, (long) (q * count));
        }
    }
}
