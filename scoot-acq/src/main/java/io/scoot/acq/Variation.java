package io.scoot.acq;

import io.scoot.gp.Dimension;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The operators of a genetic algorithm over mixed dimensions: simulated binary crossover and polynomial mutation on numbers
 * (Deb and Agrawal 1995; Deb and Goyal 1996), exchange and random reset on choices and on numbers of few levels. Immutable.
 */
public final class Variation {

    /** Up to so many values a dimension is reset at random rather than moved. */
    static final long FEW = 5;

    private static final double CROSSOVER = 0.9; // per offspring
    private static final double CROSSOVER_INDEX = 15.0;
    private static final double MUTATION_INDEX = 20.0;

    private final List<Dimension> dimensions;

    /** The operators over these dimensions. */
    public Variation(List<Dimension> dimensions) {
        this.dimensions = List.copyOf(dimensions);
    }

    /** One child of two parents, snapped; it may equal one of them. */
    public double[] offspring(double[] mother, double[] father, SplittableRandom random) {
        double[] child = mother.clone();
        if (random.nextDouble() < CROSSOVER) {
            for (int i = 0; i < child.length; i++) {
                if (random.nextBoolean()) {
                    child[i] = numeric(i) ? crossed(mother[i], father[i], random) : father[i];
                }
            }
        }
        double rate = 1.0 / child.length;
        for (int i = 0; i < child.length; i++) {
            Dimension dimension = dimensions.get(i);
            if (random.nextDouble() < rate) {
                child[i] = numeric(i)
                        ? child[i] + step(random)
                        : Domain.coordinate(dimension, random.nextLong(dimension.count()));
            }
            child[i] = dimension.snap(child[i]);
        }
        return child;
    }

    private boolean numeric(int i) {
        Dimension dimension = dimensions.get(i);
        return !(dimension instanceof Dimension.Choice) && dimension.count() > FEW;
    }

    /** One of the two children of simulated binary crossover. */
    private static double crossed(double a, double b, SplittableRandom random) {
        double u = random.nextDouble();
        double power = 1.0 / (CROSSOVER_INDEX + 1.0);
        double spread = u <= 0.5 ? Math.pow(2.0 * u, power) : Math.pow(0.5 / (1.0 - u), power);
        double signed = random.nextBoolean() ? spread : -spread;
        return 0.5 * ((1.0 + signed) * a + (1.0 - signed) * b);
    }

    private static double step(SplittableRandom random) {
        double u = random.nextDouble();
        double power = 1.0 / (MUTATION_INDEX + 1.0);
        return u < 0.5 ? Math.pow(2.0 * u, power) - 1.0 : 1.0 - Math.pow(2.0 * (1.0 - u), power);
    }
}
