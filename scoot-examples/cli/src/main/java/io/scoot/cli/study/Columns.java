package io.scoot.cli.study;

import io.scoot.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The table of trials: as many columns as the width has room for; what differs from the default has the rest. */
final class Columns {

    private static final int PHASE = 12;
    private static final int PHASE_CUT = 9;
    private static final int CELL = 4; // of a probability
    private static final int GAP = 2;
    private static final int CHANGES = 12; // at least

    private final int width;
    private final int phase;
    private final List<String> metrics;
    private final boolean best;
    private final boolean probabilities;

    Columns(Objective[] objectives, int width) {
        this.width = width;
        List<String> names = Arrays.stream(objectives).map(Objective::metric).toList();
        boolean roomy = fixed(PHASE, names, true, true) + CHANGES <= width;
        this.best = roomy;
        this.phase = roomy ? PHASE : PHASE_CUT;
        this.probabilities = roomy || fixed(PHASE_CUT, names, false, true) + CHANGES <= width;
        int count = names.size();
        while (count > 1 && fixed(phase, names.subList(0, count), best, probabilities) + CHANGES > width) {
            count--;
        }
        this.metrics = names.subList(0, count);
    }

    /**
     * A trial's.
     *
     * @param values one per objective, or a single word
     * @param best likewise
     */
    record Row(
            String number,
            String phase,
            List<String> values,
            List<String> best,
            OptionalDouble threshold,
            OptionalDouble probability,
            String changes) {}

    String header() {
        return text(
                "trial",
                "phase",
                metrics,
                metrics.stream().map(name -> "best " + name).toList(),
                "Δ",
                "POF",
                "what differs from the default");
    }

    String row(Row row) {
        return text(
                row.number(),
                row.phase(),
                row.values(),
                row.best(),
                probability(row.threshold()),
                probability(row.probability()),
                row.changes());
    }

    private String text(
            String number,
            String phaseName,
            List<String> values,
            List<String> bests,
            String threshold,
            String probability,
            String changes) {
        StringBuilder row =
                new StringBuilder(String.format("%5s  %-" + phase + "s", number, Text.cut(phaseName, phase)));
        for (int i = 0; i < metrics.size(); i++) {
            cell(row, values, i, width(metrics.get(i)));
        }
        for (int i = 0; best && i < metrics.size(); i++) {
            cell(row, bests, i, width("best " + metrics.get(i)));
        }
        if (probabilities) {
            row.append(String.format("  %4s  %4s", threshold, probability));
        }
        return Text.cut(row.append("  ").append(changes).toString(), width);
    }

    private static void cell(StringBuilder row, List<String> values, int index, int cell) {
        row.append(String.format("  %" + cell + "s", index < values.size() ? values.get(index) : ""));
    }

    private static String probability(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "";
    }

    private static int fixed(int phase, List<String> names, boolean best, boolean probabilities) {
        List<String> all = new ArrayList<>(names);
        if (best) {
            names.forEach(name -> all.add("best " + name));
        }
        return 5
                + GAP
                + phase
                + all.stream().mapToInt(name -> GAP + width(name)).sum()
                + (probabilities ? 2 * (GAP + CELL) : 0)
                + GAP;
    }

    private static int width(String name) {
        return Math.max("CRASHED".length(), name.length());
    }
}
