package io.scoot.acq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The multi-objective acquisition ensemble (Lyu et al. 2018; the paper's section 4.5.1): the points at which no acquisition can
 * be raised without lowering another, found by NSGA-II (Deb et al. 2002). Only admissible and feasible points ever enter the
 * population.
 */
public final class Mace {

    private static final int TRIES = 8; // of offspring, per child wanted

    private final List<Acquisition> acquisitions;
    private final Domain domain;
    private final Predicate<double[]> feasible;
    private final SearchOptions options;
    private final Set<Cell> seen = new HashSet<>();

    private Mace(List<Acquisition> acquisitions, Domain domain, Predicate<double[]> feasible, SearchOptions options) {
        this.acquisitions = acquisitions;
        this.domain = domain;
        this.feasible = Cell.remembering(feasible::test)::apply;
        this.options = options;
    }

    /**
     * The Pareto front of {@code acquisitions}.
     *
     * @param feasible the cut; expensive beside the domain's own predicate
     * @param incumbents i × d, points to search around; may be empty
     * @return distinct admissible and feasible points, none dominated by another; empty if none was found
     */
    public static List<double[]> front(
            List<Acquisition> acquisitions,
            Domain domain,
            Predicate<double[]> feasible,
            double[][] incumbents,
            SearchOptions options,
            long seed) {
        Mace search = new Mace(acquisitions, domain, feasible, options);
        Scored population = search.start(Candidates.of(domain, incumbents, options, seed));
        SplittableRandom random = new SplittableRandom(seed);
        Variation variation = new Variation(domain.dimensions());
        for (int g = 0; g < options.generations() && population.size() > 0; g++) {
            double[][] children = search.children(population, variation, random);
            if (children.length > 0) {
                population = population.with(search.score(children)).survivors(options.population());
            }
        }
        return population.front();
    }

    /** The best feasible of the candidates: those of the first ranks. */
    private Scored start(double[][] candidates) {
        Scored all = score(candidates);
        List<double[]> chosen = new ArrayList<>();
        for (int i : all.order()) {
            if (chosen.size() < options.population() && feasible.test(all.points()[i])) {
                chosen.add(all.points()[i]);
                seen.add(new Cell(all.points()[i]));
            }
        }
        return score(chosen.toArray(double[][]::new));
    }

    private double[][] children(Scored parents, Variation variation, SplittableRandom random) {
        List<double[]> children = new ArrayList<>();
        for (int i = 0; i < TRIES * options.population() && children.size() < options.population(); i++) {
            double[] child = variation.offspring(parents.tournament(random), parents.tournament(random), random);
            if (domain.admits(child) && feasible.test(child) && seen.add(new Cell(child))) {
                children.add(child);
            }
        }
        return children.toArray(double[][]::new);
    }

    private Scored score(double[][] points) {
        double[][] values = new double[points.length][acquisitions.size()];
        double[] column = new double[points.length];
        for (int j = 0; j < acquisitions.size(); j++) {
            acquisitions.get(j).values(points, column);
            for (int i = 0; i < column.length; i++) {
                values[i][j] = column[i];
            }
        }
        int[] ranks = NondominatedSorting.ranks(values);
        return new Scored(points, values, ranks, NondominatedSorting.crowding(values, ranks));
    }

    /** A population: n points, n × a values, their ranks and crowding distances. */
    private record Scored(double[][] points, double[][] values, int[] ranks, double[] crowding) {

        int size() {
            return points.length;
        }

        double[] tournament(SplittableRandom random) {
            int a = random.nextInt(points.length);
            int b = random.nextInt(points.length);
            boolean first = ranks[a] != ranks[b] ? ranks[a] < ranks[b] : crowding[a] >= crowding[b];
            return points[first ? a : b];
        }

        /** Indices by rank, then by crowding distance. */
        int[] order() {
            return IntStream.range(0, points.length)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer i) -> ranks[i]).thenComparing(i -> -crowding[i]))
                    .mapToInt(i -> i)
                    .toArray();
        }

        Scored with(Scored other) {
            double[][] joined = concatenated(points, other.points);
            double[][] joinedValues = concatenated(values, other.values);
            int[] joinedRanks = NondominatedSorting.ranks(joinedValues);
            return new Scored(
                    joined, joinedValues, joinedRanks, NondominatedSorting.crowding(joinedValues, joinedRanks));
        }

        Scored survivors(int count) {
            int[] kept = Arrays.copyOf(order(), Math.min(count, points.length));
            return new Scored(
                    Arrays.stream(kept).mapToObj(i -> points[i]).toArray(double[][]::new),
                    Arrays.stream(kept).mapToObj(i -> values[i]).toArray(double[][]::new),
                    Arrays.stream(kept).map(i -> ranks[i]).toArray(),
                    Arrays.stream(kept).mapToDouble(i -> crowding[i]).toArray());
        }

        List<double[]> front() {
            return IntStream.range(0, points.length)
                    .filter(i -> ranks[i] == 0)
                    .mapToObj(i -> points[i])
                    .toList();
        }

        private static double[][] concatenated(double[][] a, double[][] b) {
            double[][] joined = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, joined, a.length, b.length);
            return joined;
        }
    }
}
