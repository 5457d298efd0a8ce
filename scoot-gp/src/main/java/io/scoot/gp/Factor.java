package io.scoot.gp;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/** The Cholesky factor of a covariance that is refactored again and again during a fit; a workspace for one thread. */
final class Factor {

    private final int n;
    private final DMatrixRMaj k;
    private final LinearSolverChol_DDRM solver;
    private final DMatrixRMaj inverse;
    private final double[] alpha; // n
    private double mean;
    private boolean inverted;

    Factor(int n) {
        this.n = n;
        this.k = new DMatrixRMaj(n, n);
        this.solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
        this.inverse = new DMatrixRMaj(n, n);
        this.alpha = new double[n];
    }

    /** K, n × n, to be filled in both triangles before {@link #decompose}, which destroys it. */
    double[] matrix() {
        return k.data;
    }

    /** Factors K and solves for α = K⁻¹(z − m); false if K is not positive definite. */
    boolean decompose(double[] z, boolean profiledMean) {
        inverted = false;
        if (!solver.setA(k)) {
            return false;
        }
        double[] solution = solveCentred(z, profiledMean);
        System.arraycopy(solution, 0, alpha, 0, n);
        double sum = logDeterminant() + mean;
        for (int i = 0; i < n; i++) {
            sum += alpha[i];
        }
        return Double.isFinite(sum); // EJML takes a NaN matrix for a positive definite one
    }

    /** K⁻¹(t − m) with m the generalised least-squares mean of t, or 0; sets {@link #mean()}. */
    double[] solveCentred(double[] t, boolean profiledMean) {
        double[] solution = solve(t);
        mean = 0.0;
        if (profiledMean) {
            double[] ones = new double[n];
            Arrays.fill(ones, 1.0);
            double[] weights = solve(ones);
            double numerator = 0.0;
            double denominator = 0.0;
            for (int i = 0; i < n; i++) {
                numerator += solution[i];
                denominator += weights[i];
            }
            mean = numerator / denominator;
            for (int i = 0; i < n; i++) {
                solution[i] -= mean * weights[i];
            }
        }
        return solution;
    }

    double[] alpha() {
        return alpha;
    }

    double mean() {
        return mean;
    }

    double logDeterminant() {
        double[] l = solver.getDecomposition().getT(null).data;
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(l[i * n + i]);
        }
        return 2.0 * sum;
    }

    /** K⁻¹, n × n. */
    double[] inverse() {
        if (!inverted) {
            solver.invert(inverse);
            inverted = true;
        }
        return inverse.data;
    }

    private double[] solve(double[] t) {
        DMatrixRMaj solution = new DMatrixRMaj(n, 1, true, t.clone());
        DMatrixRMaj right = new DMatrixRMaj(n, 1, true, t.clone());
        solver.solve(right, solution);
        return solution.data;
    }
}
