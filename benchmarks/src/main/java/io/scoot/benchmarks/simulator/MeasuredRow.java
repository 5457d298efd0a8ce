package io.scoot.benchmarks.simulator;

import io.scoot.simulator.v1.Measures;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** A load under which an engine was measured and simulated: means in milliseconds. */
record MeasuredRow(String name, double ttft, double tpot, Measures simulated) {

    /** Prints a table of rows, the median absolute errors, and how alike measured and simulated rank them. */
    static void print(String what, List<MeasuredRow> rows, PrintStream out) {
        out.println("| " + what + " | TTFT measured | simulated | TPOT measured | simulated |");
        out.println("| --- | --- | --- | --- | --- |");
        rows.forEach(row -> out.printf(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f | %.2f ms | %.2f |%n",
                row.name(),
                row.ttft(),
                row.simulated().ttftMs(),
                row.tpot(),
                row.simulated().tpotMs()));
        agreement(
                "TTFT",
                rows.stream().mapToDouble(MeasuredRow::ttft).toArray(),
                rows.stream().mapToDouble(row -> row.simulated().ttftMs()).toArray(),
                out);
        agreement(
                "TPOT",
                rows.stream().mapToDouble(MeasuredRow::tpot).toArray(),
                rows.stream().mapToDouble(row -> row.simulated().tpotMs()).toArray(),
                out);
    }

    private static void agreement(String metric, double[] measured, double[] simulated, PrintStream out) {
        double[] errors = new double[measured.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(simulated[i] / measured[i] - 1.0);
        }
        out.printf(
                Locale.ROOT,
                "%s: median absolute error %.1f %%, Kendall's tau %.2f%n",
                metric,
                100.0 * new Median().evaluate(errors),
                new KendallsCorrelation().correlation(measured, simulated));
    }
}
