package io.scoot.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The search for hyper-parameters, transform and warping of one data set.
 *
 * <p>The output transform is chosen in two rounds, for a full fit of each would cost ten times as much: all are compared by
 * leave-one-out density under hyper-parameters at hand (one factorisation serves all), then the best two are fitted and
 * compared once more.
 */
final class Fit {

    private static final int MOST = 200; // points that hyper-parameters are sought on; the posterior is of all
    private static final int FINALISTS = 2;
    private static final int EVALUATIONS = 60;
    private static final double TOLERANCE = 1e-3;
    private static final double WARP_GAIN = 2.0; // nats
    private static final int TRANSFORM_POINTS = 5;

    /** States of the chain between two draws, and the width of its slices; see benchmarks/README.md. */
    private static final int THINNING = 6;

    private static final double SLICE_WIDTH = 3.0;

    /** Processes times points, at most. */
    private static final int PROCESSES_TIMES_POINTS = 320;

    private final Features features;
    private final double[][] points;
    private final double[] values;
    private final double[] x; // of the points that are fitted
    private final double[] y; // their values
    private final FitOptions options;
    private final boolean map;
    private final SplittableRandom random;

    Fit(Features features, double[][] points, double[] y, FitOptions options, long seed) {
        this.features = features;
        this.points = points;
        this.values = y;
        int[] some = evenly(y.length);
        this.x = features.of(Arrays.stream(some).mapToObj(i -> points[i]).toArray(double[][]::new));
        this.y = Arrays.stream(some).mapToDouble(i -> y[i]).toArray();
        this.options = options;
        this.map = options.estimation() == FitOptions.Estimation.MAP;
        this.random = new SplittableRandom(seed);
    }

    private record Candidate(FitProblem problem, OutputTransform transform, double[] z, double[] theta, double value) {}

    /**
     * Processes under the best hyper-parameters and {@code most} draws from their posterior, by a chain that begins at the best; fewer
     * of many points, of which the posterior is narrow and each process dear.
     */
    List<GaussianProcess> draws(int most) {
        int count = Math.max(1, Math.min(1 + most, PROCESSES_TIMES_POINTS / points.length));
        Candidate best = best();
        if (best.value() == Double.NEGATIVE_INFINITY) {
            return List.of(nothingFound());
        }
        GaussianProcess optimum = process(best, best.theta());
        if (count == 1) {
            return List.of(optimum);
        }
        FitProblem problem = best.problem();
        SliceSampler chain =
                new SliceSampler(problem::value, best.theta(), problem.lower(), problem.upper(), SLICE_WIDTH, random);
        List<GaussianProcess> draws = new ArrayList<>(List.of(optimum));
        while (draws.size() < count) {
            draws.add(process(best, chain.after(THINNING)));
        }
        return draws;
    }

    private Candidate best() {
        boolean always = options.warping() == FitOptions.Warping.ALWAYS;
        OutputTransform standard = OutputScaling.standardise(values);
        Candidate best = fit(standard, always, options.starts());
        if (options.outputTransforms() && y.length >= TRANSFORM_POINTS) {
            best = chooseTransform(best, always);
        }
        if (options.warping() == FitOptions.Warping.EVIDENCE) {
            best = tryWarping(best);
        }
        return best;
    }

    private GaussianProcess process(Candidate candidate, double[] theta) {
        double[] z = Arrays.stream(values).map(candidate.transform()::apply).toArray();
        return GaussianProcess.fitted(
                features, points, z, candidate.problem().hyperparameters(theta), candidate.transform(), "");
    }

    private GaussianProcess nothingFound() {
        return prior(features, points, values, "no hyper-parameters gave a positive definite covariance");
    }

    /** The process with the prior's hyper-parameters: where there is nothing to learn from. */
    static GaussianProcess prior(Features features, double[][] points, double[] y, String reason) {
        int d = features.dimensions().size();
        double[] lengthscales = new double[d];
        Arrays.fill(lengthscales, Math.exp(Priors.lengthscaleMean(d)));
        Hyperparameters h = Hyperparameters.of(lengthscales, 1.0, Math.exp(Priors.NOISE_MEAN));
        OutputTransform transform = y.length == 0 ? OutputTransform.none() : OutputScaling.standardise(y);
        double[] z = Arrays.stream(y).map(transform::apply).toArray();
        return GaussianProcess.fitted(features, points, z, h, transform, reason);
    }

    private Candidate fit(OutputTransform transform, boolean warping, int starts) {
        double[] z = Arrays.stream(y).map(transform::apply).toArray();
        FitProblem problem = new FitProblem(features, x, z, map, true, warping);
        List<double[]> from = new ArrayList<>(List.of(problem.mode()));
        while (from.size() < starts) {
            from.add(problem.draw(random));
        }
        return search(problem, transform, z, from);
    }

    private Candidate search(FitProblem problem, OutputTransform transform, double[] z, List<double[]> starts) {
        return starts.stream()
                .map(start -> BoundedLbfgs.maximise(
                        problem::valueAndGradient, start, problem.lower(), problem.upper(), TOLERANCE, EVALUATIONS))
                .max(Comparator.comparingDouble(BoundedLbfgs.Optimum::value))
                .map(optimum -> new Candidate(problem, transform, z, optimum.point(), optimum.value()))
                .orElseThrow();
    }

    private Candidate chooseTransform(Candidate standard, boolean warping) {
        List<OutputTransform> transforms = OutputScaling.candidates(values);
        double[][] targets = transforms.stream()
                .map(transform -> Arrays.stream(y).map(transform::apply).toArray())
                .toArray(double[][]::new);
        double[] atOptimum = standard.problem().leaveOneOut(standard.theta(), targets);
        double[] atMode = standard.problem().leaveOneOut(standard.problem().mode(), targets);
        double[] density = new double[targets.length];
        for (int t = 0; t < density.length; t++) {
            density[t] = Math.max(atOptimum[t], atMode[t]) + jacobian(transforms.get(t));
        }
        List<Integer> finalists = IntStream.range(0, density.length)
                .boxed()
                .filter(t -> transforms.get(t).power().family() != PowerTransform.Family.IDENTITY)
                .sorted(Comparator.comparingDouble(t -> -density[t]))
                .limit(FINALISTS)
                .toList();
        Candidate best = standard;
        double bestDensity = leaveOneOut(standard);
        for (int t : finalists) {
            FitProblem problem = new FitProblem(features, x, targets[t], map, true, warping);
            Candidate candidate = search(problem, transforms.get(t), targets[t], List.of(problem.mode()));
            double itsDensity = leaveOneOut(candidate);
            if (itsDensity > bestDensity) {
                best = candidate;
                bestDensity = itsDensity;
            }
        }
        return best;
    }

    private double leaveOneOut(Candidate candidate) {
        double density = candidate.problem().leaveOneOut(candidate.theta(), new double[][] {candidate.z()})[0];
        return density + jacobian(candidate.transform());
    }

    private double jacobian(OutputTransform transform) {
        return Arrays.stream(y).map(transform::logDerivative).sum();
    }

    /** All indices below n, or of many as many as are fitted. */
    private static int[] evenly(int n) {
        int count = Math.min(n, MOST);
        return IntStream.range(0, count).map(i -> (int) ((long) i * n / count)).toArray();
    }

    private Candidate tryWarping(Candidate plain) {
        FitProblem problem = new FitProblem(features, x, plain.z(), map, true, true);
        if (problem.parameters() == plain.problem().parameters()) {
            return plain; // nothing to warp
        }
        List<double[]> starts = List.of(problem.adopt(plain.theta()), problem.logarithmicMode());
        Candidate warped = search(problem, plain.transform(), plain.z(), starts);
        return warped.value() > plain.value() + WARP_GAIN ? warped : plain;
    }
}
