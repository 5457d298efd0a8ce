/** How good the tuners are after a budget, and how many evaluations they waste on crashes. */
@NullMarked
package io.scoot.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
