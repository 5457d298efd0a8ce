package io.scoot.acq;

/**
 * What evaluating a point is worth; to be maximised. An instance owns workspaces and is for one thread.
 */
public interface Acquisition {

    /**
     * The values of many points at once.
     *
     * @param points c × d
     * @param values c values, written; never NaN
     */
    void values(double[][] points, double[] values);

    /**
     * The value of one point and its gradient.
     *
     * @param gradient d values, written; 0 along choices
     */
    double valueAndGradient(double[] point, double[] gradient);

    /** The value of one point. */
    default double value(double[] point) {
        double[] value = new double[1];
        values(new double[][] {point}, value);
        return value[0];
    }
}
