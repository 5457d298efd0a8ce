package io.scoot.acq;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of an acquisition over models that are all likely, such as draws of a surrogate's hyper-parameters: the logarithm
 * of the mean of the exponentials of the members, which are logarithms themselves.
 */
public final class Averaged implements Acquisition {

    private final List<Acquisition> members;

    private Averaged(List<Acquisition> members) {
        this.members = members;
    }

    /** The mean of at least one acquisition. */
    public static Acquisition of(List<? extends Acquisition> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("members: none; at least one is needed");
        }
        return members.size() == 1 ? members.get(0) : new Averaged(List.copyOf(members));
    }

    @Override
    public void values(double[][] points, double[] values) {
        double[][] logs = new double[members.size()][points.length];
        for (int k = 0; k < logs.length; k++) {
            members.get(k).values(points, logs[k]);
        }
        for (int i = 0; i < points.length; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double[] log : logs) {
                largest = Math.max(largest, log[i]);
            }
            double sum = 0.0;
            for (double[] log : logs) {
                sum += largest == Double.NEGATIVE_INFINITY ? 0.0 : Math.exp(log[i] - largest);
            }
            values[i] = largest == Double.NEGATIVE_INFINITY ? largest : largest + Math.log(sum / logs.length);
        }
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        double[] logs = new double[members.size()];
        double[][] gradients = new double[logs.length][gradient.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logs.length; k++) {
            logs[k] = members.get(k).valueAndGradient(point, gradients[k]);
            largest = Math.max(largest, logs[k]);
        }
        Arrays.fill(gradient, 0.0);
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0.0;
        for (int k = 0; k < logs.length; k++) {
            double weight = Math.exp(logs[k] - largest);
            sum += weight;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += weight * gradients[k][i];
            }
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= sum;
        }
        return largest + Math.log(sum / logs.length);
    }
}
