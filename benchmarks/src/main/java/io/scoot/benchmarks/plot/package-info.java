/** Charts as SVG files, for the benchmarks' pages. */
@NullMarked
package io.scoot.benchmarks.plot;

import org.jspecify.annotations.NullMarked;
