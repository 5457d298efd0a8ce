package io.scoot.suggest;

import io.scoot.History;

/** Where the hypervolume of several objectives is measured from during the search. */
final class Reference {

    private Reference() {}

    /** The reference of a study, oriented for maximisation; the worst of {@code values} where it has none yet. */
    static double[] of(History history, double[][] values) {
        return history.orientedReference().orElseGet(() -> worst(values));
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
