package io.scoot.benchmarks.problems;

import java.util.OptionalDouble;

/** A coil spring of least weight with four limits that the tuner does not know; a tenth of the designs keep them. */
final class TensionSpring {

    private TensionSpring() {}

    static OptionalDouble weight(double d, double coil, double n) {
        double deflection = 1.0 - Math.pow(coil, 3) * n / (71785.0 * Math.pow(d, 4));
        double shear = (4.0 * coil * coil - coil * d) / (12566.0 * (coil * Math.pow(d, 3) - Math.pow(d, 4)))
                + 1.0 / (5108.0 * d * d)
                - 1.0;
        double surge = 1.0 - 140.45 * d / (coil * coil * n);
        double diameter = (coil + d) / 1.5 - 1.0;
        boolean broken = deflection > 0.0 || shear > 0.0 || surge > 0.0 || diameter > 0.0;
        return broken ? OptionalDouble.empty() : OptionalDouble.of((n + 2.0) * coil * d * d);
    }
}
