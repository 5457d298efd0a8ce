package io.scoot.acq;

/** An acquisition where something is likely enough; −∞ where it is not. */
public final class Guarded implements Acquisition {

    private final Acquisition acquisition;
    private final Acquisition logProbability;
    private final double least;

    /**
     * Guards an acquisition.
     *
     * @param logProbability of what must be likely
     * @param least its logarithm must be at least this
     */
    public Guarded(Acquisition acquisition, Acquisition logProbability, double least) {
        this.acquisition = acquisition;
        this.logProbability = logProbability;
        this.least = least;
    }

    @Override
    public void values(double[][] points, double[] values) {
        double[] logs = new double[points.length];
        logProbability.values(points, logs);
        acquisition.values(points, values);
        for (int i = 0; i < points.length; i++) {
            values[i] = logs[i] >= least ? values[i] : Double.NEGATIVE_INFINITY;
        }
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        double value = acquisition.valueAndGradient(point, gradient);
        return logProbability.value(point) >= least ? value : Double.NEGATIVE_INFINITY;
    }
}
