/**
 * Acquisition functions, hypervolume and Pareto sorting, and the solvers that maximise an acquisition over a mixed unit
 * cube. Everything here is maximised; configurations and evaluators are unknown to it.
 */
@NullMarked
package io.scoot.acq;

import org.jspecify.annotations.NullMarked;
