package io.scoot.benchmarks.problems;

import java.util.OptionalDouble;

/** Two designs of mechanical engineering with limits that the tuner does not know; empty where a limit is broken. */
final class Engineering {

    private Engineering() {}

    static OptionalDouble weldedBeam(double h, double l, double t, double b) {
        double load = 6000.0;
        double length = 14.0;
        double young = 30e6;
        double shear = 12e6;
        double t1 = load / (Math.sqrt(2.0) * h * l);
        double moment = load * (length + l / 2.0);
        double r = Math.sqrt(l * l / 4.0 + Math.pow((h + t) / 2.0, 2));
        double inertia = 2.0 * Math.sqrt(2.0) * h * l * (l * l / 12.0 + Math.pow((h + t) / 2.0, 2));
        double t2 = moment * r / inertia;
        double tau = Math.sqrt(t1 * t1 + 2.0 * t1 * t2 * l / (2.0 * r) + t2 * t2);
        double sigma = 6.0 * load * length / (b * t * t);
        double deflection = 4.0 * load * Math.pow(length, 3) / (young * Math.pow(t, 3) * b);
        double buckling = 4.013
                * young
                * Math.sqrt(t * t * Math.pow(b, 6) / 36.0)
                / (length * length)
                * (1.0 - t / (2.0 * length) * Math.sqrt(young / (4.0 * shear)));
        boolean broken = tau > 13600.0 || sigma > 30000.0 || h > b || deflection > 0.25 || buckling < load;
        return broken ? OptionalDouble.empty() : OptionalDouble.of(1.10471 * h * h * l + 0.04811 * t * b * (14.0 + l));
    }

    static OptionalDouble pressureVessel(int n1, int n2, double r, double l) {
        double shell = 0.0625 * n1;
        double head = 0.0625 * n2;
        double volume = Math.PI * r * r * l + 4.0 / 3.0 * Math.PI * r * r * r;
        boolean broken = 0.0193 * r > shell || 0.00954 * r > head || volume < 1296000.0;
        return broken
                ? OptionalDouble.empty()
                : OptionalDouble.of(0.6224 * shell * r * l
                        + 1.7781 * head * r * r
                        + 3.1661 * shell * shell * l
                        + 19.84 * shell * shell * r);
    }
}
