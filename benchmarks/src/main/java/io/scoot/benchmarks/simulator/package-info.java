/** The simulated engine beside measurements of the real one. */
@NullMarked
package io.scoot.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;
