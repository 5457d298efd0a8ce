package io.scoot.gp;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/** The lower Cholesky factor L of a positive definite matrix; immutable. */
final class CholeskyFactor {

    private final double[] l; // n × n, row-major
    private final int n;

    private CholeskyFactor(double[] l, int n) {
        this.l = l;
        this.n = n;
    }

    /** The factor of {@code k}, given in both triangles and left as it is; empty if it is not positive definite. */
    static Optional<CholeskyFactor> of(double[] k, int n) {
        if (n == 0) {
            return Optional.of(new CholeskyFactor(new double[0], 0));
        }
        CholeskyDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.chol(n, true);
        if (!decomposition.decompose(new DMatrixRMaj(n, n, true, k.clone()))) {
            return Optional.empty();
        }
        double[] l = decomposition.getT(null).data;
        for (int i = 0; i < n; i++) {
            if (!(l[i * n + i] > 0.0) || Double.isInfinite(l[i * n + i])) {
                return Optional.empty(); // EJML takes a NaN matrix for a positive definite one
            }
        }
        return Optional.of(new CholeskyFactor(l, n));
    }

    int size() {
        return n;
    }

    double logDeterminant() {
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(l[i * n + i]);
        }
        return 2.0 * sum;
    }

    /** K⁻¹b. */
    double[] solve(double[] b) {
        double[] x = b.clone();
        if (n > 0) {
            TriangularSolver_DDRM.solveL(l, x, n);
            TriangularSolver_DDRM.solveTranL(l, x, n);
        }
        return x;
    }

    /** L⁻¹b in place of b. */
    void solveLowerVector(double[] b) {
        if (n > 0) {
            TriangularSolver_DDRM.solveL(l, b, n);
        }
    }

    /** L⁻ᵀb in place of b. */
    void solveUpperVector(double[] b) {
        if (n > 0) {
            TriangularSolver_DDRM.solveTranL(l, b, n);
        }
    }

    /** L⁻¹B in place of B, n × c: row by row, so that the inner loop runs along c and vectorises. */
    void solveLower(double[] b, int c) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                double factor = l[i * n + k];
                for (int j = 0; j < c; j++) {
                    b[i * c + j] -= factor * b[k * c + j];
                }
            }
            double inverse = 1.0 / l[i * n + i];
            for (int j = 0; j < c; j++) {
                b[i * c + j] *= inverse;
            }
        }
    }

    /** The diagonal of K⁻¹, the squared column norms of L⁻¹. */
    double[] inverseDiagonal() {
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            inverse[i * n + i] = 1.0;
        }
        solveLower(inverse, n);
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                diagonal[j] += inverse[i * n + j] * inverse[i * n + j];
            }
        }
        return diagonal;
    }

    /**
     * The factor of [[K, B], [Bᵀ, C]]: L₂₁ = (L⁻¹B)ᵀ, L₂₂ = chol(C − L₂₁L₂₁ᵀ), with as little added to C's diagonal as makes it
     * positive definite.
     *
     * @param b n × c
     * @param block C, c × c
     */
    CholeskyFactor extend(double[] b, double[] block, int c) {
        double[] v = b.clone();
        solveLower(v, c);
        double[] schur = block.clone();
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < c; a++) {
                for (int j = 0; j < c; j++) {
                    schur[a * c + j] -= v[i * c + a] * v[i * c + j];
                }
            }
        }
        Optional<CholeskyFactor> corner = of(schur, c);
        for (double jitter = 1e-12; corner.isEmpty(); jitter *= 10.0) {
            for (int a = 0; a < c; a++) {
                schur[a * c + a] += jitter * block[a * c + a];
            }
            corner = of(schur, c);
        }
        int size = n + c;
        double[] grown = new double[size * size];
        for (int i = 0; i < n; i++) {
            System.arraycopy(l, i * n, grown, i * size, n);
        }
        for (int a = 0; a < c; a++) {
            for (int i = 0; i < n; i++) {
                grown[(n + a) * size + i] = v[i * c + a];
            }
            System.arraycopy(corner.get().l, a * c, grown, (n + a) * size + n, c);
        }
        return new CholeskyFactor(grown, size);
    }
}
