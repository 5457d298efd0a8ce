/**
 * Gaussian processes on points of the unit cube: a library in its own right, which knows nothing of spaces,
 * objectives or acquisition functions.
 *
 * <p>Notation, kept by all files: X the n × d training points (row-major, one {@code double[]} per point), y the n
 * observed values, k(x, x') the covariance, K = k(X, X) + τ²I with τ² the noise variance, L its lower Cholesky factor
 * (K = L Lᵀ), α = K⁻¹(y − m), ℓ the lengthscales, m the constant mean.
 */
@NullMarked
package io.scoot.gp;

import org.jspecify.annotations.NullMarked;
