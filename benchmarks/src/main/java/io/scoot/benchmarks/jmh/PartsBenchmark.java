package io.scoot.benchmarks.jmh;

import io.scoot.acq.Acquisition;
import io.scoot.acq.BoxDecomposition;
import io.scoot.acq.Domain;
import io.scoot.acq.LogEhvi;
import io.scoot.acq.LogExpectedImprovement;
import io.scoot.acq.Maximizer;
import io.scoot.acq.SearchOptions;
import io.scoot.constraints.AverageFeasibility;
import io.scoot.constraints.FeasibilityModel;
import io.scoot.constraints.ForestFeasibility;
import io.scoot.constraints.ProbitClassifier;
import io.scoot.gp.Dimension;
import io.scoot.gp.FitOptions;
import io.scoot.gp.GaussianProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of a suggestion: GP fit, feasibility fits, search, EHVI and POF of 512 candidates; and a bare Cholesky factor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PartsBenchmark {

    private static final int DIMENSIONS = 9;
    private static final int CANDIDATES = 512;

    /** Observations. */
    @Param({"30", "100"})
    int n;

    private final List<Dimension> dimensions = new ArrayList<>();
    private double[][] points = new double[0][];
    private double[] values = new double[0];
    private boolean[] feasible = new boolean[0];
    private double[][] candidates = new double[0][];
    private final double[] scores = new double[CANDIDATES];
    private final List<Acquisition> ehvi = new ArrayList<>();
    private final List<Acquisition> improvement = new ArrayList<>();
    private DMatrixRMaj covariance = new DMatrixRMaj(0, 0);
    private final List<FeasibilityModel> models = new ArrayList<>();

    /** Prepares data and models. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DIMENSIONS; i++) {
            dimensions.add(i < 5 ? Dimension.integers(64, 8192, false) : Dimension.levels(2));
        }
        points = points(n, random);
        values = new double[n];
        feasible = new boolean[n];
        double[][] outcomes = new double[n][2];
        for (int i = 0; i < n; i++) {
            values[i] = Math.sin(3.0 * points[i][0]) + points[i][1] * points[i][5];
            feasible[i] = points[i][2] + 0.3 * points[i][6] < 0.9;
            outcomes[i] = new double[] {values[i], -values[i] + points[i][3]};
        }
        candidates = points(CANDIDATES, random);
        GaussianProcess surrogate = GaussianProcess.fit(dimensions, points, values, FitOptions.defaults(), 1L);
        ehvi.add(new LogEhvi(List.of(surrogate, surrogate), BoxDecomposition.of(outcomes, new double[] {-1.0, -1.0})));
        double incumbent = Arrays.stream(outcomes)
                .mapToDouble(outcome -> surrogate.transform().apply(outcome[0]))
                .max()
                .orElseThrow();
        improvement.add(new LogExpectedImprovement(surrogate, incumbent, 0.0));
        covariance = RandomMatrices_DDRM.symmetricPosDef(n, new Random(1));
        models.add(ForestFeasibility.fit(dimensions, points, feasible, 1L));
        models.add(ProbitClassifier.fit(dimensions, points, feasible));
    }

    private double[][] points(int count, SplittableRandom random) {
        double[][] drawn = new double[count][DIMENSIONS];
        for (double[] point : drawn) {
            for (int i = 0; i < DIMENSIONS; i++) {
                point[i] = dimensions.get(i).quantile(random.nextDouble());
            }
        }
        return drawn;
    }

    /** MAP fit in the default mode. */
    @Benchmark
    public GaussianProcess fitGaussianProcess() {
        return GaussianProcess.fit(dimensions, points, values, FitOptions.defaults(), 1L);
    }

    /** 100 trees. */
    @Benchmark
    public FeasibilityModel fitForest() {
        return ForestFeasibility.fit(dimensions, points, feasible, 1L);
    }

    /** 27 Laplace approximations. */
    @Benchmark
    public FeasibilityModel fitClassifier() {
        return ProbitClassifier.fit(dimensions, points, feasible);
    }

    /** Log EI times POF, as a suggestion does. */
    @Benchmark
    public List<double[]> search() {
        FeasibilityModel model = AverageFeasibility.of(models.get(0), models.get(1));
        return Maximizer.maximise(
                improvement.get(0),
                new Domain(dimensions, point -> true),
                point -> 3.0 * Math.log(model.probability(point)),
                Arrays.copyOf(points, 5),
                1,
                SearchOptions.defaults(),
                1L);
    }

    /** n³/3 multiplications and as many additions: the rate of the arithmetic below a fit. */
    @Benchmark
    public boolean cholesky() {
        return DecompositionFactory_DDRM.chol(n, true).decompose(covariance.copy());
    }

    /** Exact EHVI of two objectives at all candidates. */
    @Benchmark
    public double[] ehvi() {
        ehvi.get(0).values(candidates, scores);
        return scores;
    }

    /** POF of both models at all candidates. */
    @Benchmark
    public double probabilityOfFeasibility() {
        double sum = 0.0;
        for (double[] candidate : candidates) {
            sum += models.get(0).probability(candidate) + models.get(1).probability(candidate);
        }
        return sum;
    }
}
