package io.scoot.acq;

import io.scoot.gp.BoundedLbfgs;
import io.scoot.gp.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Climbs an acquisition from a point: gradient steps along the coordinates of many values, then the best single change of any
 * coordinate, in turns, until neither helps. Then pairs of changes are tried: of switches, and where an improving change is not
 * admissible, as along a known constraint that couples two parameters. What is climbed is the acquisition plus a log weight,
 * which is at most 0 and −∞ where a point is out of the question; the gradient is the acquisition's alone. For one thread.
 */
final class LocalSearch {

    /** From so many levels on a dimension is climbed by its gradient too. */
    private static final long MANY = 64;

    /** Dimensions of so few values are changed in pairs too: two switches may help only together. */
    private static final long SWITCH = 4;

    private static final double GAIN = 1e-7;
    private static final int PAIR_STEPS = 4;

    private final Acquisition acquisition;
    private final Domain domain;
    private final ToDoubleFunction<double[]> logWeight;
    private final SearchOptions options;
    private final int[] smooth; // coordinates with a useful gradient

    LocalSearch(Acquisition acquisition, Domain domain, ToDoubleFunction<double[]> logWeight, SearchOptions options) {
        this.acquisition = acquisition;
        this.domain = domain;
        this.logWeight = logWeight;
        this.options = options;
        List<Dimension> dimensions = domain.dimensions();
        this.smooth = IntStream.range(0, dimensions.size())
                .filter(i -> dimensions.get(i).count() > MANY && smooth(dimensions.get(i)))
                .toArray();
    }

    private static boolean smooth(Dimension dimension) {
        return !(dimension instanceof Dimension.Choice)
                && !(dimension instanceof Dimension.Levels levels && levels.apart());
    }

    /** Climbs from an admissible, snapped point of finite weight. */
    Top climb(double[] start) {
        Top top = slope(new Top(start, acquisition.value(start) + logWeight.applyAsDouble(start)));
        for (int round = 0; round < options.rounds(); round++) {
            Top next = moved(top);
            if (next.value() <= top.value() + GAIN) {
                break;
            }
            top = slope(next);
        }
        return top;
    }

    /** By projected L-BFGS along the smooth coordinates. */
    private Top slope(Top top) {
        if (smooth.length == 0) {
            return top;
        }
        double[] start = new double[smooth.length];
        double[] upper = new double[smooth.length];
        for (int k = 0; k < smooth.length; k++) {
            start[k] = top.point()[smooth[k]];
            upper[k] = 1.0;
        }
        double[] full = new double[top.point().length];
        BoundedLbfgs.Optimum optimum = BoundedLbfgs.maximise(
                (x, gradient) -> {
                    double[] point = with(top.point(), x);
                    double weight = domain.admits(point) ? logWeight.applyAsDouble(point) : Double.NEGATIVE_INFINITY;
                    if (weight == Double.NEGATIVE_INFINITY) {
                        return weight;
                    }
                    double value = acquisition.valueAndGradient(point, full) + weight;
                    for (int k = 0; k < smooth.length; k++) {
                        gradient[k] = full[smooth[k]];
                    }
                    return value;
                },
                start,
                new double[smooth.length],
                upper,
                GAIN,
                options.evaluations());
        return optimum.value() > top.value() ? new Top(with(top.point(), optimum.point()), optimum.value()) : top;
    }

    private double[] with(double[] point, double[] x) {
        double[] next = point.clone();
        for (int k = 0; k < smooth.length; k++) {
            next[smooth[k]] = domain.dimensions().get(smooth[k]).snap(x[k]);
        }
        return next;
    }

    /** The best change of one coordinate, or of two where one is not allowed; the same where none improves. */
    private Top moved(Top top) {
        List<double[]> moves = new ArrayList<>();
        for (int i = 0; i < top.point().length; i++) {
            for (double coordinate : Moves.others(domain.dimensions().get(i), top.point()[i], Integer.MAX_VALUE)) {
                double[] move = top.point().clone();
                move[i] = coordinate;
                moves.add(move);
            }
        }
        boolean[] blocked = new boolean[top.point().length];
        Top next = best(moves, top, blocked);
        if (next.value() > top.value()) {
            return next;
        }
        for (int i = 0; i < blocked.length; i++) {
            blocked[i] |= domain.dimensions().get(i).count() <= SWITCH;
        }
        return best(pairs(top.point(), blocked), top, blocked);
    }

    /** Changes of a coordinate in question together with another. */
    private List<double[]> pairs(double[] point, boolean[] blocked) {
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < point.length; i++) {
            for (int j = 0; blocked[i] && j < point.length; j++) {
                if (j == i || (blocked[j] && j < i)) {
                    continue;
                }
                for (double first : Moves.others(domain.dimensions().get(i), point[i], PAIR_STEPS)) {
                    for (double second : Moves.others(domain.dimensions().get(j), point[j], PAIR_STEPS)) {
                        double[] pair = point.clone();
                        pair[i] = first;
                        pair[j] = second;
                        pairs.add(pair);
                    }
                }
            }
        }
        return pairs;
    }

    /** The best of {@code moves} and {@code top}; notes the coordinates along which a better one is not admissible. */
    private Top best(List<double[]> moves, Top top, boolean[] blocked) {
        if (moves.isEmpty()) {
            return top;
        }
        double[][] points = moves.toArray(double[][]::new);
        double[] values = new double[points.length];
        acquisition.values(points, values);
        Top best = top;
        while (true) {
            int largest = -1;
            for (int i = 0; i < values.length; i++) {
                largest = values[i] > best.value() && (largest < 0 || values[i] > values[largest]) ? i : largest;
            }
            if (largest < 0) {
                return best;
            }
            if (domain.admits(points[largest])) {
                double value = values[largest] + logWeight.applyAsDouble(points[largest]);
                best = value > best.value() ? new Top(points[largest], value) : best;
            } else {
                for (int i = 0; i < blocked.length; i++) {
                    blocked[i] |= points[largest][i] != top.point()[i];
                }
            }
            values[largest] = Double.NEGATIVE_INFINITY;
        }
    }
}
