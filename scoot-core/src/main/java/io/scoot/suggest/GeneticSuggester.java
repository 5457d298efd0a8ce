package io.scoot.suggest;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Suggester;
import io.scoot.acq.NondominatedSorting;
import io.scoot.acq.Variation;
import io.scoot.internal.random.Streams;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * GA of the paper (Appendix A.3): a mixed-variable genetic algorithm, NSGA-II's selection for several objectives, population
 * 10, the worst value as penalty for a crash or a violated known constraint. Draws from the raw box.
 *
 * <p>As a pure function of the history: the population is the ten best of all that was observed (elitist survival keeps just
 * those), the parents are picked by binary tournament.
 */
public final class GeneticSuggester implements Suggester {

    private static final int POPULATION = 10;
    private static final int TRIES = 100;

    /** The suggester; it has no options. */
    public GeneticSuggester() {}

    @Override
    public List<Configuration> suggest(History history, int count) {
        UnitCube cube = UnitCube.of(history.space());
        int made = history.observations().size() + history.pending().size();
        List<Configuration> children = new ArrayList<>(
                StartUp.fresh(history, cube, cube.box(configuration -> true), Math.min(count, POPULATION - made), 0));
        if (children.size() < count && !history.learned().isEmpty()) {
            breed(history, cube, count, children);
        }
        if (children.size() < count) {
            children.addAll(StartUp.fresh(
                    history,
                    cube,
                    cube.box(configuration -> !children.contains(configuration)),
                    count - children.size(),
                    children.size()));
        }
        return children;
    }

    private static void breed(History history, UnitCube cube, int count, List<Configuration> children) {
        Penalized data = Penalized.of(history, cube);
        int[] population = fittest(data.values());
        Variation variation = new Variation(cube.dimensions());
        SplittableRandom random = new SplittableRandom(Streams.seed(history.seed(), "offspring", history.iteration()));
        Set<Configuration> taken = history.taken();
        taken.addAll(children);
        for (int i = 0; i < TRIES * count && children.size() < count; i++) {
            double[] child = variation.offspring(
                    data.points()[tournament(population, random)],
                    data.points()[tournament(population, random)],
                    random);
            Configuration configuration = cube.decode(child);
            if (taken.add(configuration)) {
                children.add(configuration);
            }
        }
    }

    /** The population, fittest first: by rank, then by crowding distance, then the earlier. */
    private static int[] fittest(double[][] values) {
        int[] ranks = NondominatedSorting.ranks(values);
        double[] crowding = NondominatedSorting.crowding(values, ranks);
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> ranks[i]).thenComparing(i -> -crowding[i]))
                .limit(POPULATION)
                .mapToInt(i -> i)
                .toArray();
    }

    private static int tournament(int[] population, SplittableRandom random) {
        return population[Math.min(random.nextInt(population.length), random.nextInt(population.length))];
    }
}
