package io.scoot.load;

import java.util.Arrays;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;

/** When requests come: an open loop, which never waits for answers. */
public sealed interface Arrivals {

    /** A Poisson process, as in the paper. */
    static Arrivals poisson() {
        return new Gamma(1.0);
    }

    /**
     * Gaps of a gamma distribution with this shape, as {@code vllm bench serve --burstiness}: below 1 in bursts, 1 a Poisson
     * process, above 1 more even. Unlike there, gaps are not rescaled afterwards, so the number of arrivals is random.
     *
     * @throws IllegalArgumentException unless {@code burstiness} is positive and finite
     */
    static Arrivals gamma(double burstiness) {
        return new Gamma(burstiness);
    }

    /** Equal gaps. */
    static Arrivals fixed() {
        return new Fixed();
    }

    /**
     * Arrival times within {@code seconds}, increasing.
     *
     * @param rate requests per second, positive
     * @param seconds of arrivals, positive
     * @param seed the same times for the same seed
     */
    double[] times(double rate, double seconds, long seed);

    /** Independent gaps from a gamma distribution of mean 1/rate. */
    record Gamma(double burstiness) implements Arrivals {
        /** Checks the shape. */
        public Gamma {
            if (!(burstiness > 0.0) || Double.isInfinite(burstiness)) {
                throw new IllegalArgumentException("burstiness " + burstiness + " must be positive and finite");
            }
        }

        @Override
        public double[] times(double rate, double seconds, long seed) {
            GammaDistribution gaps = new GammaDistribution(new Well19937c(seed), burstiness, 1.0 / (rate * burstiness));
            double[] times = new double[16 + (int) (2.0 * rate * seconds)];
            int count = 0;
            for (double time = gaps.sample(); time < seconds; time += gaps.sample()) {
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                }
                times[count++] = time;
            }
            return Arrays.copyOf(times, count);
        }
    }

    /** One every 1/rate seconds, the first at once. */
    record Fixed() implements Arrivals {
        @Override
        public double[] times(double rate, double seconds, long seed) {
            double[] times = new double[(int) Math.ceil(rate * seconds - 1e-9)];
            Arrays.setAll(times, i -> i / rate);
            return times;
        }
    }
}
