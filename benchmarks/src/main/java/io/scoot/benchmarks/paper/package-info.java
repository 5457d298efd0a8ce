/** The paper's evaluation (its section 5 and appendix A.4) on the simulated services. */
@NullMarked
package io.scoot.benchmarks.paper;

import org.jspecify.annotations.NullMarked;
