package io.scoot.gp;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Slice sampling (Neal 2003) of a density within bounds: along a random direction and along one coordinate in turns, with an
 * interval of fixed width that is placed at random and shrunk, not stepped out: two to four evaluations a state. A Markov
 * chain with a state, for one thread.
 */
final class SliceSampler {

    private static final int MOST_SHRINKS = 40;

    private final ToDoubleFunction<double[]> logDensity;
    private final double[] lower;
    private final double[] upper;
    private final double width;
    private final SplittableRandom random;
    private double[] state;
    private double value;
    private int coordinate;

    /**
     * A chain.
     *
     * @param logDensity up to a constant; −∞ where it is 0
     * @param start of finite density, within the bounds
     * @param width of the interval, some standard deviations of a coordinate
     */
    SliceSampler(
            ToDoubleFunction<double[]> logDensity,
            double[] start,
            double[] lower,
            double[] upper,
            double width,
            SplittableRandom random) {
        this.logDensity = logDensity;
        this.lower = lower;
        this.upper = upper;
        this.width = width;
        this.random = random;
        this.state = start.clone();
        this.value = logDensity.applyAsDouble(start);
    }

    /** The state after {@code steps} more, as a new array. */
    double[] after(int steps) {
        for (int i = 0; i < steps; i++) {
            step(i % 2 == 0 ? direction() : axis());
        }
        return state.clone();
    }

    private void step(double[] direction) {
        double level = value + Math.log(1.0 - random.nextDouble());
        double low = -width * random.nextDouble();
        double high = low + width;
        for (int shrink = 0; shrink < MOST_SHRINKS; shrink++) {
            double t = low + (high - low) * random.nextDouble();
            double[] next = along(direction, t);
            double there = within(next) ? logDensity.applyAsDouble(next) : Double.NEGATIVE_INFINITY;
            if (there >= level) {
                state = next;
                value = there;
                return;
            }
            if (t < 0.0) {
                low = t;
            } else {
                high = t;
            }
        }
    }

    private double[] along(double[] direction, double t) {
        double[] next = state.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] += t * direction[i];
        }
        return next;
    }

    private boolean within(double[] point) {
        for (int i = 0; i < point.length; i++) {
            if (point[i] < lower[i] || point[i] > upper[i]) {
                return false;
            }
        }
        return true;
    }

    /** Uniform on the unit sphere. */
    private double[] direction() {
        double[] direction = new double[state.length];
        double squares = 0.0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextGaussian();
            squares += direction[i] * direction[i];
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < direction.length; i++) {
            direction[i] /= norm;
        }
        return direction;
    }

    /** Each coordinate in turn. */
    private double[] axis() {
        double[] axis = new double[state.length];
        axis[coordinate] = 1.0;
        coordinate = (coordinate + 1) % state.length;
        return axis;
    }
}
