package io.scoot.suggest;

import io.scoot.History;
import java.util.Arrays;

/** Where the hypervolume of several objectives is measured from during the search. */
final class Reference {

    /** How far below the worst it may be, as a share of the range. */
    private static final double BEYOND = 0.1;

    private Reference() {}

    /** The reference of a study, oriented for maximisation; the worst of {@code values} where it has none yet. */
    static double[] of(History history, double[][] values) {
        return history.orientedReference().orElseGet(() -> worst(values));
    }

    /**
     * A reference in latent units that lies at most a tenth of the range below the worst of {@code outcomes}, n ≥ 1 rows. One far
     * away, such as 0 of a metric to be maximised that became a logarithm, makes all the hypervolume a matter of extremes.
     */
    static double[] bounded(double[] reference, double[][] outcomes) {
        double[] worst = worst(outcomes);
        double[] bounded = reference.clone();
        for (int j = 0; j < bounded.length; j++) {
            int objective = j;
            double best = Arrays.stream(outcomes)
                    .mapToDouble(row -> row[objective])
                    .max()
                    .orElse(worst[j]);
            bounded[j] = Math.max(reference[j], worst[j] - BEYOND * (best - worst[j]));
        }
        return bounded;
    }

    private static double[] worst(double[][] values) {
        double[] worst = values[0].clone();
        for (double[] row : values) {
            for (int j = 0; j < worst.length; j++) {
                worst[j] = Math.min(worst[j], row[j]);
            }
        }
        return worst;
    }
}
