package io.scoot.benchmarks.problems;

/** The formulas of the synthetic problems; all minimised. */
final class Functions {

    private static final double[] HARTMANN_ALPHA = {1.0, 1.2, 3.0, 3.2};
    private static final double[][] HARTMANN_A = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] HARTMANN_P = {
        {1312, 1696, 5569, 124, 8283, 5886},
        {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650},
        {4047, 8828, 8732, 5743, 1091, 381}
    };
    private static final double[] ACKLEY_SHIFT = {2, -3, 1.7, -1.1, 0.4};

    private Functions() {}

    static double branin(double x1, double x2) {
        double parabola = x2 - 5.1 / (4.0 * Math.PI * Math.PI) * x1 * x1 + 5.0 / Math.PI * x1 - 6.0;
        return parabola * parabola + 10.0 * (1.0 - 1.0 / (8.0 * Math.PI)) * Math.cos(x1) + 10.0;
    }

    static double currin(double x1, double x2) {
        double factor = x2 == 0.0 ? 1.0 : 1.0 - Math.exp(-1.0 / (2.0 * x2));
        double above = 2300.0 * Math.pow(x1, 3) + 1900.0 * x1 * x1 + 2092.0 * x1 + 60.0;
        double below = 100.0 * Math.pow(x1, 3) + 500.0 * x1 * x1 + 4.0 * x1 + 20.0;
        return factor * above / below;
    }

    static double hartmann6(double[] x) {
        double sum = 0.0;
        for (int i = 0; i < 4; i++) {
            double exponent = 0.0;
            for (int j = 0; j < 6; j++) {
                double difference = x[j] - 1e-4 * HARTMANN_P[i][j];
                exponent += HARTMANN_A[i][j] * difference * difference;
            }
            sum += HARTMANN_ALPHA[i] * Math.exp(-exponent);
        }
        return -sum;
    }

    static double ackley5(double[] x) {
        double squares = 0.0;
        double cosines = 0.0;
        for (int i = 0; i < x.length; i++) {
            double z = x[i] - ACKLEY_SHIFT[i];
            squares += z * z;
            cosines += Math.cos(2.0 * Math.PI * z);
        }
        return -20.0 * Math.exp(-0.2 * Math.sqrt(squares / 5.0)) - Math.exp(cosines / 5.0) + 20.0 + Math.E;
    }

    static double[] zdt1(double[] x) {
        double sum = 0.0;
        for (int i = 1; i < x.length; i++) {
            sum += x[i];
        }
        double g = 1.0 + 9.0 * sum / 5.0;
        return new double[] {x[0], g * (1.0 - Math.sqrt(x[0] / g))};
    }
}
