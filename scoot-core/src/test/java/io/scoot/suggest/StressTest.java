package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Spaces;
import io.scoot.Suggestion;
import io.scoot.Trial;
import io.scoot.gp.GaussianProcess;
import io.scoot.internal.space.UnitCube;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Histories such as nobody wishes for: the suggester answers with something valid, always. */
class StressTest {

    /** What is ugly about a history. */
    enum Ugliness {
        NOTHING,
        DUPLICATE_ROWS,
        NEAR_DUPLICATE_ROWS,
        CONSTANT_OBJECTIVE,
        OUTLIER,
        HUGE_VALUES,
        TINY_VALUES,
        ALL_CRASHED_BUT_ONE,
        ALL_CRASHED,
        ONE_LEVEL_PER_PARAMETER,
        CONTRADICTING_ROWS
    }

    private static final int CASES = 150;
    private static final Map<String, Integer> FALLBACKS = new TreeMap<>();

    @Property(tries = CASES, seed = "20261125", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anAskIsAlwaysAnsweredWithDistinctAdmissibleConfigurations(@ForAll Ugliness ugliness, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        History history = history(ugliness, random);
        ScootOptions options = random.nextInt(4) == 0 ? ScootOptions.paper() : ScootOptions.defaults();
        int count = random.nextInt(1, 4);
        List<Suggestion> suggestions = new ScootSuggester(options).explain(history, count);
        Set<Configuration> taken = history.taken();
        assertThat(suggestions).hasSize(count);
        for (Suggestion suggestion : suggestions) {
            assertThat(taken.add(suggestion.configuration())).as("new").isTrue();
            assertThat(history.space().admits(suggestion.configuration())).isTrue();
            suggestion.probabilityOfFeasibility().ifPresent(p -> assertThat(p).isBetween(0.0, 1.0));
            for (Suggestion.Prediction prediction : suggestion.predictions()) {
                assertThat(prediction.mean()).isNotNaN();
                assertThat(prediction.deviation()).isNotNaN().isNotNegative();
            }
        }
        count(history, options);
    }

    @AfterContainer
    static void print() {
        System.out.println("Stress: " + CASES + " cases; fits that fell back: " + FALLBACKS);
    }

    private static void count(History history, ScootOptions options) {
        Ask ask = Ask.of(history, false);
        TrainingData data = ask.data();
        if (data.values().length > 0 && data.values().length <= 60) {
            Belief.of(ask, options.surrogate()).draws().get(0).stream()
                    .map(GaussianProcess::fallback)
                    .flatMap(Optional::stream)
                    .forEach(reason -> FALLBACKS.merge(reason, 1, Integer::sum));
        }
    }

    private static History history(Ugliness ugliness, SplittableRandom random) {
        int d = dimensions(random);
        SearchSpace space =
                ugliness == Ugliness.ONE_LEVEL_PER_PARAMETER ? Spaces.singleLevels(d) : Spaces.random(d, random);
        space = withRoom(space, random);
        int m = new int[] {1, 1, 1, 1, 1, 2, 2, 2, 3, 4}[random.nextInt(10)];
        List<Objective> objectives = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            objectives.add(random.nextBoolean() ? Objective.minimize("m" + j) : Objective.maximize("m" + j));
        }
        List<Observation> observations = observations(ugliness, random, space, objectives);
        Optional<Map<String, Double>> reference =
                observations.stream().filter(Observation::feasible).findFirst().map(Observation::metrics);
        return History.builder(space, objectives)
                .reference(reference)
                .seed(random.nextLong())
                .observations(observations)
                .iteration(observations.size())
                .budget(observations.size() + 10)
                .build();
    }

    /** Mostly small: n from 1 to 300, but 20 in most cases. */
    private static int points(SplittableRandom random) {
        return switch (random.nextInt(200)) {
            case 0 -> random.nextInt(150, 301);
            case 1, 2, 3, 4, 5 -> random.nextInt(60, 150);
            default -> random.nextInt(1, 25);
        };
    }

    private static int dimensions(SplittableRandom random) {
        return random.nextInt(50) == 0 ? random.nextInt(20, 51) : random.nextInt(1, 10);
    }

    /** Spaces that a history could exhaust get one parameter more. */
    private static SearchSpace withRoom(SearchSpace space, SplittableRandom random) {
        SearchSpace.Builder builder = SearchSpace.builder();
        space.parameters().forEach(builder::add);
        space.constraints().forEach(c -> builder.constraint(c.name(), c.predicate()));
        return builder.add(
                        random.nextBoolean()
                                ? io.scoot.Parameter.real("room", 0.0, 1.0)
                                : io.scoot.Parameter.integer("room", 1, 4096))
                .build();
    }

    private static List<Observation> observations(
            Ugliness ugliness, SplittableRandom random, SearchSpace space, List<Objective> objectives) {
        int n = points(random);
        UnitCube cube = UnitCube.of(space);
        List<double[]> sample = cube.admissible(c -> true).sample(Math.min(n, 40), random.nextLong());
        List<Observation> observations = new ArrayList<>();
        double crashShare = ugliness == Ugliness.NOTHING ? 0.0 : 0.5 * random.nextDouble();
        int survivor = random.nextInt(n);
        for (int i = 0; i < n; i++) {
            Configuration configuration = i < sample.size()
                    ? cube.decode(sample.get(i))
                    : neighbour(cube, sample.get(i % sample.size()), random);
            if (i > 0 && ugliness == Ugliness.DUPLICATE_ROWS && random.nextBoolean()) {
                configuration = observations.get(random.nextInt(i)).configuration();
            }
            if (i > 0 && ugliness == Ugliness.NEAR_DUPLICATE_ROWS) {
                configuration = nearly(cube, cube.encode(observations.get(0).configuration()), random);
            }
            boolean crashed =
                    switch (ugliness) {
                        case ALL_CRASHED -> true;
                        case ALL_CRASHED_BUT_ONE -> i != survivor;
                        default -> random.nextDouble() < crashShare;
                    };
            Outcome outcome = crashed
                    ? Outcome.crashed("out of memory")
                    : Outcome.measured(metrics(ugliness, random, i, cube.encode(configuration), objectives));
            Trial trial = new Trial(i, i, configuration, Phase.SUGGESTED, 0L, 1);
            observations.add(new Observation(trial, outcome, Instant.EPOCH, Duration.ZERO));
        }
        return observations;
    }

    private static Configuration neighbour(UnitCube cube, double[] point, SplittableRandom random) {
        double[] moved = point.clone();
        moved[moved.length - 1] = random.nextDouble(); // the parameter called room: in no constraint
        return cube.decode(moved);
    }

    private static Configuration nearly(UnitCube cube, double[] point, SplittableRandom random) {
        double[] moved = point.clone();
        moved[moved.length - 1] =
                Math.min(1.0, Math.max(0.0, moved[moved.length - 1] + 1e-9 * (random.nextDouble() - 0.5)));
        return cube.decode(moved);
    }

    private static Map<String, Double> metrics(
            Ugliness ugliness, SplittableRandom random, int i, double[] point, List<Objective> objectives) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int j = 0; j < objectives.size(); j++) {
            double smooth = Math.sin(3.0 * point[0] + j) + point[point.length - 1] + 0.01 * random.nextDouble();
            double value =
                    switch (ugliness) {
                        case CONSTANT_OBJECTIVE -> j == 0 ? 42.0 : smooth;
                        case OUTLIER -> i == 0 ? 1e12 : smooth;
                        case HUGE_VALUES -> smooth * 1e300;
                        case TINY_VALUES -> smooth * 1e-300;
                        case CONTRADICTING_ROWS -> random.nextDouble();
                        default -> smooth;
                    };
            metrics.put(objectives.get(j).metric(), value);
        }
        return metrics;
    }
}
