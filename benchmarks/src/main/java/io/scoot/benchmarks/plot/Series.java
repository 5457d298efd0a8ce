package io.scoot.benchmarks.plot;

import java.util.List;

/**
 * A named sequence of points.
 *
 * @param name in the legend
 * @param points x and y each
 * @param joined whether a line joins them; otherwise each is a dot
 */
public record Series(String name, List<double[]> points, boolean joined) {}
