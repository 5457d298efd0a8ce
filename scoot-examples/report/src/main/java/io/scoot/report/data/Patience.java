package io.scoot.report.data;

import io.scoot.Observation;
import io.scoot.Result;
import io.scoot.report.data.Trust.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code StopRule.noImprovement(10)} would have made of the budget. */
final class Patience {

    private static final int OBSERVATIONS = 10;

    private Patience() {}

    /** The observations after which the rule would have stopped; empty where it would have gone on to the end. */
    static Optional<Integer> stopped(Result result) {
        List<Observation> all = result.observations();
        Optional<Observation> best = Optional.empty();
        int since = 0;
        for (int i = 0; i < all.size(); i++) {
            if (result.satisfies(all.get(i))) {
                Optional<Observation> before = best;
                best = Result.builder(result.objectives())
                        .reference(result.reference())
                        .observations(Stream.concat(before.stream(), Stream.of(all.get(i)))
                                .toList())
                        .build()
                        .best();
                since = best.equals(before) ? since + 1 : 0;
            } else if (best.isPresent()) {
                since++;
            }
            if (since >= OBSERVATIONS && i + 1 < all.size()) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    static Health.Check check(Result result) {
        String question = "Was the budget well used?";
        int all = result.observations().size();
        Optional<Integer> stopped = stopped(result);
        if (all == 0 || result.best().isEmpty()) {
            return new Health.Check(question, Level.UNKNOWN, "There is nothing to judge it by.");
        }
        if (stopped.isEmpty()) {
            return new Health.Check(
                    question,
                    Level.GOOD,
                    "Waiting for 10 observations without improvement would not have stopped it early.");
        }
        boolean same = result.observations().indexOf(result.best().get()) < stopped.get();
        return new Health.Check(
                question,
                same ? Level.FAIR : Level.GOOD,
                "Waiting for 10 observations without improvement would have stopped after " + stopped.get() + " of "
                        + all + (same ? ", with the same best." : ", and missed the best."));
    }
}
