/** How long a suggestion takes, and its parts: measured by JMH, run by {@code java -jar benchmarks/target/benchmarks.jar}. */
@NullMarked
package io.scoot.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
