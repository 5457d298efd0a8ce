/**
 * Hidden constraints: the probability that a point is feasible, learned from what crashed and what did not, and the
 * moving threshold that it has to reach. Acquisition functions and search spaces are unknown to it.
 */
@NullMarked
package io.scoot.constraints;

import org.jspecify.annotations.NullMarked;
