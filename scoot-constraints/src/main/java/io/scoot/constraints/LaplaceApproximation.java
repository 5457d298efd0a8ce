package io.scoot.constraints;

import io.scoot.gp.StandardNormal;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The Laplace approximation of a Gaussian-process classifier's posterior (Rasmussen and Williams 2006, Algorithms 3.1 and 3.2),
 * with the probit likelihood.
 *
 * @param slopes ∇ ln p(y | f̂) at the mode, n
 * @param shrink lower triangle of L⁻¹W^½, n × n row-major; the variance at k* is k** − |shrink · k*|²
 * @param logEvidence ln q(y)
 * @param mode f̂, n
 */
record LaplaceApproximation(double[] slopes, double[] shrink, double logEvidence, double[] mode) {

    private static final int MOST_STEPS = 30;
    private static final double TOLERANCE = 1e-9;

    /**
     * Newton's method for the mode.
     *
     * @param k kernel matrix, n × n row-major
     * @param y labels ±1, n
     */
    static LaplaceApproximation of(double[] k, double[] y) {
        int n = y.length;
        double[] f = new double[n];
        double[] slopes = new double[n];
        double[] root = new double[n]; // W^½
        double[] b = new double[n];
        double[] a = new double[n];
        double objective = Double.NEGATIVE_INFINITY;
        double[] l = new double[0];
        for (int step = 0; step < MOST_STEPS; step++) {
            derivatives(f, y, slopes, root);
            l = factor(k, root);
            for (int i = 0; i < n; i++) {
                b[i] = root[i] * root[i] * f[i] + slopes[i];
            }
            newton(k, l, root, b, a);
            multiply(k, a, f);
            double next = objective(a, f, y);
            boolean converged = next - objective < TOLERANCE;
            objective = next;
            if (converged) {
                break;
            }
        }
        derivatives(f, y, slopes, root);
        l = factor(k, root);
        double logEvidence = objective;
        for (int i = 0; i < n; i++) {
            logEvidence -= Math.log(l[i * n + i]);
        }
        return new LaplaceApproximation(slopes, shrink(l, root), logEvidence, f);
    }

    /** Latent mean at a point with covariances {@code k} to the observations. */
    double mean(double[] k) {
        double sum = 0.0;
        for (int i = 0; i < k.length; i++) {
            sum += k[i] * slopes[i];
        }
        return sum;
    }

    /** By how much the latent variance at such a point is below its prior. */
    double reduction(double[] k) {
        int n = k.length;
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            double v = 0.0;
            for (int j = 0, at = i * n; j <= i; j++, at++) {
                v += shrink[at] * k[j];
            }
            sum += v * v;
        }
        return sum;
    }

    private static void derivatives(double[] f, double[] y, double[] slopes, double[] root) {
        for (int i = 0; i < f.length; i++) {
            double z = y[i] * f[i];
            double slope = StandardNormal.logCumulativeSlope(z);
            slopes[i] = y[i] * slope;
            root[i] = Math.sqrt(Math.max(0.0, slope * (slope + z)));
        }
    }

    /** a = b − W^½ B⁻¹ W^½ K b. */
    private static void newton(double[] k, double[] l, double[] root, double[] b, double[] a) {
        int n = b.length;
        multiply(k, b, a);
        for (int i = 0; i < n; i++) {
            a[i] *= root[i];
        }
        TriangularSolver_DDRM.solveL(l, a, n);
        TriangularSolver_DDRM.solveTranL(l, a, n);
        for (int i = 0; i < n; i++) {
            a[i] = b[i] - root[i] * a[i];
        }
    }

    private static double objective(double[] a, double[] f, double[] y) {
        double sum = 0.0;
        for (int i = 0; i < y.length; i++) {
            sum += StandardNormal.logCumulative(y[i] * f[i]) - 0.5 * a[i] * f[i];
        }
        return sum;
    }

    private static void multiply(double[] k, double[] x, double[] product) {
        int n = x.length;
        for (int i = 0; i < n; i++) {
            double sum = 0.0;
            for (int j = 0; j < n; j++) {
                sum += k[i * n + j] * x[j];
            }
            product[i] = sum;
        }
    }

    /** L of B = I + W^½ K W^½, whose eigenvalues are at least 1. */
    private static double[] factor(double[] k, double[] root) {
        int n = root.length;
        DMatrixRMaj b = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                b.data[i * n + j] = root[i] * k[i * n + j] * root[j];
            }
            b.data[i * n + i] += 1.0;
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        if (!cholesky.decompose(b)) {
            throw new ArithmeticException("the kernel matrix of " + n + " observations has no Cholesky factor");
        }
        return cholesky.getT(null).data;
    }

    private static double[] shrink(double[] l, double[] root) {
        int n = root.length;
        double[] inverse = new double[n * n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++) {
            Arrays.fill(column, 0.0);
            column[j] = root[j];
            TriangularSolver_DDRM.solveL(l, column, n);
            for (int i = j; i < n; i++) {
                inverse[i * n + j] = column[i];
            }
        }
        return inverse;
    }
}
