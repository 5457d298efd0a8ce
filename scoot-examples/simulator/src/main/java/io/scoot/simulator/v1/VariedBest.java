package io.scoot.simulator.v1;

import io.scoot.BoolParameter;
import io.scoot.ChoiceParameter;
import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.IntegerParameter;
import io.scoot.Observation;
import io.scoot.OrdinalParameter;
import io.scoot.Parameter;
import io.scoot.RealParameter;
import io.scoot.SearchSpace;
import io.scoot.Suggester;
import io.scoot.acq.NondominatedSorting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * For evaluations that cost next to nothing: at first random configurations, then the best ones with one to three parameters changed,
 * half of the time to the next level. A pure function of the history.
 */
final class VariedBest implements Suggester {

    private static final double RANDOM = 0.3; // of the budget
    private static final int PARENTS = 30;
    private static final int TRIES = 200; // for each configuration that is wanted
    private static final int LEVELS = 25; // of a range

    @Override
    public List<Configuration> suggest(History history, int count) {
        SearchSpace space = history.space();
        List<List<Object>> levels =
                space.parameters().stream().map(VariedBest::levels).toList();
        SplittableRandom random = new SplittableRandom(history.seed() * 31L + history.iteration());
        List<Configuration> parents =
                history.observations().size() < RANDOM * history.budget() ? List.of() : parents(history);
        Set<Configuration> taken = history.taken();
        List<Configuration> chosen = new ArrayList<>();
        for (int i = 0; i < TRIES * count && chosen.size() < count; i++) {
            Configuration made = parents.isEmpty()
                    ? drawn(space, levels, random)
                    : varied(parents.get(random.nextInt(parents.size())), space, levels, random);
            if (space.admits(made) && taken.add(made)) {
                chosen.add(made);
            }
        }
        return chosen;
    }

    private static Configuration drawn(SearchSpace space, List<List<Object>> levels, SplittableRandom random) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            values.put(
                    space.parameters().get(i).name(),
                    levels.get(i).get(random.nextInt(levels.get(i).size())));
        }
        return space.configuration(values);
    }

    private static Configuration varied(
            Configuration parent, SearchSpace space, List<List<Object>> levels, SplittableRandom random) {
        Map<String, Object> values = new LinkedHashMap<>(parent.asMap());
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int which = random.nextInt(levels.size());
            String name = space.parameters().get(which).name();
            List<Object> all = levels.get(which);
            int at = all.indexOf(parent.get(name));
            int to = at < 0 || random.nextBoolean()
                    ? random.nextInt(all.size())
                    : Math.max(0, Math.min(all.size() - 1, at + (random.nextBoolean() ? 1 : -1)));
            values.put(name, all.get(to));
        }
        return space.configuration(values);
    }

    /** Those that keep the bounds by how many dominate them, a margin being good as well; then the others by what they break. */
    private static List<Configuration> parents(History history) {
        List<Observation> worked = history.feasible();
        double[][] values = worked.stream().map(o -> withMargin(history, o)).toArray(double[][]::new);
        double[] violations = worked.stream().mapToDouble(history::violation).toArray();
        int[] dominating = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int one = i;
            dominating[i] = (int) IntStream.range(0, values.length)
                    .filter(j -> violations[j] <= 0.0 && NondominatedSorting.dominates(values[j], values[one]))
                    .count();
        }
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> violations[i]).thenComparingInt(i -> dominating[i]))
                .limit(PARENTS)
                .map(i -> worked.get(i).configuration())
                .toList();
    }

    private static double[] withMargin(History history, Observation observation) {
        double[] oriented = history.oriented(observation);
        double[] more = Arrays.copyOf(oriented, oriented.length + 1);
        more[oriented.length] = Math.min(Best.WIDEST_MARGIN, history.leastMargin(observation));
        return more;
    }

    private static List<Object> levels(Parameter parameter) {
        if (parameter instanceof OrdinalParameter ordinal) {
            return List.copyOf(ordinal.levels());
        }
        if (parameter instanceof ChoiceParameter choice) {
            return List.copyOf(choice.values());
        }
        if (parameter instanceof BoolParameter) {
            return List.of(false, true);
        }
        if (parameter instanceof IntegerParameter whole) {
            return IntStream.range(0, LEVELS)
                    .mapToObj(i -> (Object) (int) Math.round(between(whole.min(), whole.max(), whole.logScale(), i)))
                    .distinct()
                    .toList();
        }
        RealParameter real = (RealParameter) parameter;
        return IntStream.range(0, LEVELS)
                .mapToObj(i -> (Object)
                        (real.stepped()
                                ? real.value(Math.round(i / (LEVELS - 1.0) * (real.count() - 1)))
                                : between(real.min(), real.max(), real.logScale(), i)))
                .distinct()
                .toList();
    }

    private static double between(double min, double max, boolean log, int i) {
        double share = i / (LEVELS - 1.0);
        return log ? Math.min(max, Math.max(min, min * Math.pow(max / min, share))) : min + share * (max - min);
    }
}
