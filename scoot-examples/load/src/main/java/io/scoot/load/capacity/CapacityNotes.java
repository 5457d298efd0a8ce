package io.scoot.load.capacity;

import io.scoot.load.LoadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a reader of a capacity should know. */
final class CapacityNotes {

    private static final double LATE = 50.0; // ms that the load generator itself may be late

    private CapacityNotes() {}

    static List<String> of(Capacity capacity, LoadReport shown, Optional<String> end, double tolerance, boolean given) {
        List<String> notes = new ArrayList<>();
        notes.add(steps(capacity));
        notes.add(bracket(capacity));
        end.ifPresent(reason -> notes.add("the search ended early: " + reason));
        if (end.isEmpty() && capacity.rps() > 0.0 && !capacity.within(tolerance)) {
            notes.add("the search ran out of steps before the capacity was known within " + number(100.0 * tolerance)
                    + " %");
        }
        if (given && capacity.steps().size() > 1) {
            notes.add(
                    "every rate was tried with the same prompts, of which a prefix cache has those of the rates before: "
                            + "where the service's own differ, its capacity is lower");
        }
        double late = shown.metrics().getOrDefault("lateness_ms", 0.0);
        if (late > LATE) {
            notes.add("the load generator itself was up to " + Math.round(late)
                    + " ms late, which counts as the server's: the capacity may be higher");
        }
        notes.addAll(shown.notes());
        return notes;
    }

    private static String steps(Capacity capacity) {
        return capacity.steps().size() + " rates were tried: "
                + capacity.steps().stream()
                        .map(step -> number(step.rate()) + (step.kept() ? " kept" : " broken"))
                        .collect(Collectors.joining(", "));
    }

    private static String bracket(Capacity capacity) {
        if (capacity.rps() == 0.0) {
            return "no rate that was tried keeps the bounds, down to " + number(capacity.above()) + " per second";
        }
        return Double.isInfinite(capacity.above())
                ? "no rate that was tried is too high: the capacity is at least " + number(capacity.rps())
                        + " per second"
                : "the capacity lies between " + number(capacity.rps()) + " and " + number(capacity.above())
                        + " per second";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
