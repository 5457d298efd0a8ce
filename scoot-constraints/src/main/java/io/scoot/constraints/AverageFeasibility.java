package io.scoot.constraints;

import java.util.List;

/**
 * The mean of several models.
 *
 * @param models at least one
 */
public record AverageFeasibility(List<FeasibilityModel> models) implements FeasibilityModel {

    /** Copies the models, and refuses none. */
    public AverageFeasibility {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("models: none; at least one is needed");
        }
    }

    /** The mean of these models. */
    public static AverageFeasibility of(FeasibilityModel... models) {
        return new AverageFeasibility(List.of(models));
    }

    @Override
    public double probability(double[] point) {
        double sum = 0.0;
        for (FeasibilityModel model : models) {
            sum += model.probability(point);
        }
        return sum / models.size();
    }
}
