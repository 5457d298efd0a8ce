/**
 * Speed (JMH) and quality of suggestions.
 */
@NullMarked
package io.scoot.benchmarks;

import org.jspecify.annotations.NullMarked;
