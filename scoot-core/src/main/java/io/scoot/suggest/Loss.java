package io.scoot.suggest;

import io.scoot.gp.GaussianProcess;
import io.scoot.gp.JointPosterior;
import io.scoot.gp.OutputTransform;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is lost on the way from one point to another, relative to the value at the first; negative where something is won.
 *
 * @param mean expected
 * @param low lower end of a 95 % interval
 * @param high upper end
 */
record Loss(double mean, double low, double high) {

    private static final double Z95 = 1.96;

    /** The largest loss over the objectives, from the joint posterior at both points under every draw. */
    static Loss of(Belief belief, double[] from, double[] to) {
        return IntStream.range(0, belief.outputs().objectives())
                .mapToObj(j -> of(belief, j, from, to))
                .reduce((a, b) -> b.mean() > a.mean() ? b : a)
                .orElseThrow();
    }

    private static Loss of(Belief belief, int objective, double[] from, double[] to) {
        int draws = belief.draws().size();
        double start = 0.0;
        double step = 0.0;
        double square = 0.0;
        for (List<GaussianProcess> surrogates : belief.draws()) {
            JointPosterior both = surrogates.get(objective).joint(new double[][] {from, to});
            double[][] c = both.covariance();
            double difference = both.mean()[1] - both.mean()[0];
            double variance = Math.max(0.0, c[0][0] + c[1][1] - 2.0 * c[0][1]);
            start += both.mean()[0] / draws;
            step += difference / draws;
            square += (variance + difference * difference) / draws;
        }
        double half = Z95 * Math.sqrt(Math.max(0.0, square - step * step));
        OutputTransform transform = belief.draws().get(0).get(objective).transform();
        double before = transform.invert(start);
        double unit = Math.max(Math.abs(before), Double.MIN_NORMAL);
        return new Loss(
                (before - transform.invert(start + step)) / unit,
                (before - transform.invert(start + step + half)) / unit,
                (before - transform.invert(start + step - half)) / unit);
    }
}
