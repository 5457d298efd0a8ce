/** How exact the load generator is. */
@NullMarked
package io.scoot.benchmarks.load;

import org.jspecify.annotations.NullMarked;
