/** What tuners are compared on: one interface, a registry, and how far a set of observations is from the best known. */
@NullMarked
package io.scoot.benchmarks.problems;

import org.jspecify.annotations.NullMarked;
