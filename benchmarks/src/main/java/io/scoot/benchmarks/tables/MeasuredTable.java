package io.scoot.benchmarks.tables;

import io.scoot.Objective;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as read, before it is a problem.
 *
 * @param name unique
 * @param columns what may be set, by name, with the values that each may have; those of a single value are left out of the
 *     problem
 * @param objectives one to four
 * @param rows the first of equal settings counts
 * @param grid what a combination is that has no row
 */
record MeasuredTable(
        String name, Map<String, List<String>> columns, List<Objective> objectives, List<Row> rows, Grid grid) {

    /** What a combination of values is that the table has no row for. */
    enum Grid {
        /** All combinations were tried: it did not run, which a tuner finds out by asking. */
        FULL,
        /** Some were tried: nothing is known of it, and a tuner is told so before it asks. */
        SPARSE
    }

    /**
     * One measurement.
     *
     * @param settings one per column, in their order
     * @param metrics by name; empty where the configuration failed
     */
    record Row(List<String> settings, Optional<Map<String, Double>> metrics) {}
}
