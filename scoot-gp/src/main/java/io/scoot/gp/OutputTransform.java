package io.scoot.gp;

/**
 * From an objective's values y to the latent, standardised values z that a Gaussian process models. Strictly increasing, so
 * that order, Pareto fronts and references carry over. Immutable.
 *
 * <p>z = (±t(±u) − centre)/spread with u = (y − origin)/unit and t a {@link PowerTransform}: both signs together, since a
 * minimised latency arrives negated and its long tail lies to the left.
 *
 * @param origin subtracted first
 * @param unit divided by next, > 0
 * @param reflected whether t acts on −u, and its result is negated again
 * @param power t
 * @param centre mean of what t gives on the data
 * @param spread its standard deviation, > 0
 */
public record OutputTransform(
        double origin, double unit, boolean reflected, PowerTransform power, double centre, double spread) {

    private static final OutputTransform NONE = new OutputTransform(0.0, 1.0, false, PowerTransform.IDENTITY, 0.0, 1.0);

    /** Leaves values as they are. */
    public static OutputTransform none() {
        return NONE;
    }

    /** z of y; finite for finite y, the end of the range where the transform has no value. */
    public double apply(double y) {
        double u = y / unit - origin / unit;
        double inner = reflected ? -u : u;
        if (power.family() == PowerTransform.Family.BOX_COX) {
            inner = Math.max(inner, Double.MIN_NORMAL);
        }
        double t = power.apply(inner);
        double z = ((reflected ? -t : t) - centre) / spread;
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, z));
    }

    /** y of z; finite, the end of the range where no y has that z. */
    public double invert(double z) {
        double t = z * spread + centre;
        double inner = power.invert(reflected ? -t : t);
        double y = (reflected ? -inner : inner) * unit + origin;
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, y));
    }

    /** ln dz/dy at y. */
    double logDerivative(double y) {
        double u = y / unit - origin / unit;
        return power.logDerivative(reflected ? -u : u) - Math.log(spread) - Math.log(unit);
    }
}
