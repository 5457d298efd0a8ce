package io.scoot.internal.space;

import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.IntegerParameter;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.RealParameter;
import io.scoot.gp.Dimension;

/** A parameter's values as one coordinate of the unit cube. */
sealed interface Coordinate {

    /** The coordinate of {@code parameter}. */
    static Coordinate of(Parameter parameter) {
        if (parameter instanceof RealParameter real) {
            return real.min() < real.max() && !real.stepped() ? new Continuous(real) : Levelled.of(real);
        } else if (parameter instanceof IntegerParameter integer) {
            return new Levelled(
                    Dimension.integers(integer.min(), integer.max(), integer.logScale()),
                    value -> (long) (Integer) value - integer.min(),
                    index -> (int) (integer.min() + index));
        } else if (parameter instanceof OrdinalParameter ordinal) {
            return new Levelled(
                    ordinal.automatic()
                            ? Dimension.levelsAndOneApart(ordinal.levels().size())
                            : Dimension.levels(ordinal.levels().size()),
                    value -> ordinal.levels().indexOf(value),
                    index -> ordinal.levels().get((int) index));
        } else if (parameter instanceof BoolParameter) {
            return new Levelled(Dimension.levels(2), value -> (Boolean) value ? 1 : 0, index -> index == 1);
        } else if (parameter instanceof ChoiceParameter choice) {
            return new Unordered(choice, Dimension.choice(choice.values().size()));
        }
        throw new AssertionError(parameter);
    }

    /** How the surrogate sees it. */
    Dimension dimension();

    /** The coordinate of a canonical value. */
    double encode(Object canonical);

    /** The canonical value nearest to a coordinate. */
    Object decode(double coordinate);

    /** Any number of a range. */
    record Continuous(RealParameter parameter) implements Coordinate {

        @Override
        public Dimension dimension() {
            return Dimension.real();
        }

        @Override
        public double encode(Object canonical) {
            double value = (Double) canonical;
            double min = parameter.min();
            double max = parameter.max();
            if (!parameter.logScale()) {
                return clamped((value - min) / (max - min));
            }
            return clamped(
                    Double.isInfinite(max / min)
                            ? (Math.log(value) - Math.log(min)) / (Math.log(max) - Math.log(min))
                            : Math.log(value / min) / Math.log(max / min));
        }

        @Override
        public Object decode(double coordinate) {
            double u = clamped(coordinate);
            double min = parameter.min();
            double max = parameter.max();
            if (u == 0.0 || u == 1.0) {
                return (u == 0.0 ? min : max) + 0.0;
            }
            double value = parameter.logScale() ? onLogScale(min, max, u) : min + u * (max - min);
            return Math.max(min, Math.min(max, value)) + 0.0;
        }

        /** The ratio of the bounds may be more than a double holds. */
        private static double onLogScale(double min, double max, double u) {
            return Double.isInfinite(max / min)
                    ? Math.exp(Math.log(min) + u * (Math.log(max) - Math.log(min)))
                    : min * Math.pow(max / min, u);
        }

        private static double clamped(double u) {
            return Math.max(0.0, Math.min(1.0, u));
        }
    }

    /** Ordered values, by their index. */
    record Levelled(Dimension.Levels dimension, IndexOf indexOf, ValueOf valueOf) implements Coordinate {

        private static Levelled of(RealParameter real) {
            if (!real.stepped()) {
                return new Levelled(Dimension.levels(1), value -> 0, index -> real.min() + 0.0);
            }
            double ratio = real.logScale() ? real.value(real.count() - 1) / real.min() : 1.0;
            return new Levelled(
                    new Dimension.Levels(real.count(), ratio, false),
                    value -> Math.round(((Double) value - real.min()) / real.step()),
                    real::value);
        }

        @Override
        public double encode(Object canonical) {
            return dimension.position(indexOf.index(canonical));
        }

        @Override
        public Object decode(double coordinate) {
            return valueOf.value(dimension.index(coordinate));
        }
    }

    /** Values compared for equality alone. */
    record Unordered(ChoiceParameter parameter, Dimension dimension) implements Coordinate {

        @Override
        public double encode(Object canonical) {
            return parameter.values().indexOf(canonical);
        }

        @Override
        public Object decode(double coordinate) {
            return parameter.values().get((int) dimension.snap(coordinate));
        }
    }

    /** The index of a canonical value among a parameter's. */
    @FunctionalInterface
    interface IndexOf {
        /** In 0 … count − 1. */
        long index(Object canonical);
    }

    /** The canonical value of an index. */
    @FunctionalInterface
    interface ValueOf {
        /** Of an index in 0 … count − 1. */
        Object value(long index);
    }
}
