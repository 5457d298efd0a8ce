package io.scoot.report.data;

import io.scoot.Configuration;
import io.scoot.Suggestion;
import java.util.ArrayList;
import java.util.List;

/**
 * What the surrogates expect if one parameter alone is changed.
 *
 * @param parameter its name
 * @param values that it takes
 * @param medians per metric of the model, one per value
 * @param halfWidths of the central 95 % intervals, likewise
 */
public record Slice(String parameter, List<Object> values, List<double[]> medians, List<double[]> halfWidths) {

    /** From the 68 % interval's half-width to the 95 % interval's, of a normal distribution. */
    private static final double WIDER = 1.96;

    static List<Slice> of(Model model, List<Axis> axes, Configuration centre, int points) {
        return axes.stream().map(axis -> of(model, axis, centre, points)).toList();
    }

    private static Slice of(Model model, Axis axis, Configuration centre, int points) {
        List<Object> values = axis.grid(points);
        List<double[]> medians = new ArrayList<>();
        List<double[]> halfWidths = new ArrayList<>();
        model.metrics().forEach(metric -> {
            medians.add(new double[values.size()]);
            halfWidths.add(new double[values.size()]);
        });
        for (int i = 0; i < values.size(); i++) {
            List<Suggestion.Prediction> predictions = model.predict(centre.with(axis.name(), values.get(i)));
            for (int j = 0; j < medians.size(); j++) {
                medians.get(j)[i] = Digits.few(predictions.get(j).mean());
                halfWidths.get(j)[i] = Digits.few(WIDER * predictions.get(j).deviation());
            }
        }
        return new Slice(axis.name(), values, medians, halfWidths);
    }
}
