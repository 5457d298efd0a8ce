package io.scoot.load;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;

/** When requests come: an open loop, which never waits for answers unless the plan caps how many are open. */
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
     * A Poisson process whose rate grows linearly from {@code from} × the plan's rate to the plan's, as {@code vllm bench serve
     * --ramp-up-strategy linear}.
     *
     * @param from 0 … 1
     * @throws IllegalArgumentException if {@code from} is outside
     */
    static Arrivals rampUp(double from) {
        return new RampUp(from);
    }

    /**
     * An infinite rate, as {@code vllm bench serve --request-rate inf}: all requests at once, or, with a cap on how many are
     * open ({@link LoadPlan.Builder#maxConcurrency}), each as soon as another has ended: a closed loop.
     *
     * @param requests at most so many; fewer where the cap lets no more be sent in the plan's seconds
     * @throws IllegalArgumentException unless positive
     */
    static Arrivals atOnce(int requests) {
        return new AtOnce(requests);
    }

    /**
     * The times of a trace, in the order of the pool: request <i>i</i> has the pool's shape <i>i</i>. The plan's rate is not
     * asked, its seconds cut the trace off.
     *
     * @param seconds not decreasing, from 0
     * @throws IllegalArgumentException if they decrease, are negative or not finite
     */
    static Arrivals replay(List<Double> seconds) {
        return new Replay(seconds);
    }

    /**
     * Arrival times within {@code seconds}, increasing.
     *
     * @param rate requests per second, positive
     * @param seconds of arrivals, positive
     * @param seed the same times for the same seed
     */
    double[] times(double rate, double seconds, long seed);

    /** How many requests come in the mean. */
    default double expected(double rate, double seconds) {
        return rate * seconds;
    }

    /** The share of seeds that draw no request at all, 0 … 1. */
    double chanceOfNone(double rate, double seconds);

    /** Whether requests come in the order of the plan's pool, from its first on. */
    default boolean keepsOrder() {
        return false;
    }

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

        @Override
        public double chanceOfNone(double rate, double seconds) {
            return 1.0 - new GammaDistribution(burstiness, 1.0 / (rate * burstiness)).cumulativeProbability(seconds);
        }
    }

    /** One every 1/rate seconds, the first at once. */
    record Fixed() implements Arrivals {
        @Override
        public double[] times(double rate, double seconds, long seed) {
            double[] times = new double[Math.max(1, (int) Math.ceil(rate * seconds - 1e-9))];
            Arrays.setAll(times, i -> i / rate);
            return times;
        }

        @Override
        public double chanceOfNone(double rate, double seconds) {
            return 0.0;
        }
    }

    /** A growing rate: unit-rate times through the inverse of the expected count, from·r·t + (1 − from)·r·t²/(2T). */
    record RampUp(double from) implements Arrivals {
        /** Checks the share. */
        public RampUp {
            if (!(from >= 0.0 && from <= 1.0)) {
                throw new IllegalArgumentException("a ramp from " + from + " of the rate: it must be 0 … 1");
            }
        }

        @Override
        public double[] times(double rate, double seconds, long seed) {
            double[] unit = new Gamma(1.0).times(1.0, expected(rate, seconds), seed);
            return Arrays.stream(unit)
                    .map(count -> inverse(count, rate, seconds))
                    .toArray();
        }

        private double inverse(double count, double rate, double seconds) {
            double a = (1.0 - from) * rate / (2.0 * seconds);
            double b = from * rate;
            return a == 0.0 ? count / b : 2.0 * count / (b + Math.sqrt(b * b + 4.0 * a * count));
        }

        @Override
        public double expected(double rate, double seconds) {
            return rate * seconds * (1.0 + from) / 2.0;
        }

        @Override
        public double chanceOfNone(double rate, double seconds) {
            return Math.exp(-expected(rate, seconds));
        }
    }

    /** All at time 0. */
    record AtOnce(int requests) implements Arrivals {
        /** Checks the number. */
        public AtOnce {
            if (requests < 1) {
                throw new IllegalArgumentException(requests + " requests at once: at least 1 is needed");
            }
        }

        @Override
        public double[] times(double rate, double seconds, long seed) {
            return new double[requests];
        }

        @Override
        public double expected(double rate, double seconds) {
            return requests;
        }

        @Override
        public double chanceOfNone(double rate, double seconds) {
            return 0.0;
        }
    }

    /** Given times. */
    record Replay(List<Double> seconds) implements Arrivals {
        /** Checks and copies. */
        public Replay {
            seconds = List.copyOf(seconds);
            double last = 0.0;
            for (double second : seconds) {
                if (!(second >= last) || Double.isInfinite(second)) {
                    throw new IllegalArgumentException("a trace's time " + second + " s after " + last
                            + " s: times must be finite, 0 or more, and not decrease");
                }
                last = second;
            }
        }

        @Override
        public double[] times(double rate, double limit, long seed) {
            return seconds.stream()
                    .mapToDouble(Double::doubleValue)
                    .takeWhile(second -> second < limit)
                    .toArray();
        }

        @Override
        public double expected(double rate, double limit) {
            return times(rate, limit, 0L).length;
        }

        @Override
        public double chanceOfNone(double rate, double limit) {
            return expected(rate, limit) == 0.0 ? 1.0 : 0.0;
        }

        @Override
        public boolean keepsOrder() {
            return true;
        }
    }
}
