package io.scoot.benchmarks.quality;

import io.scoot.Configuration;
import io.scoot.History;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Phase;
import io.scoot.SearchSpace;
import io.scoot.Suggester;
import io.scoot.Trial;
import io.scoot.internal.random.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How many evaluations pass until one works, where no default is known to, and 3, 10 or 30 % of a space of six parameters
 * does: a box inside it, a corner beyond a plane, or cells scattered without any structure. Uniform sampling needs 1/share.
 */
public final class FirstSuccess {

    private static final double[] SHARES = {0.03, 0.10, 0.30};

    /** The sums of five uniform numbers that are exceeded with these probabilities (Irwin and Hall). */
    private static final double[] SUMS = {5.0 - 1.29523, 5.0 - 1.66096, 5.0 - 2.14995};

    private static final double[] PLACES = {0.3, 0.6, 0.45, 0.7}; // of the box, among those where it fits
    private static final int CELLS = 6; // per parameter
    private static final int MOST = 200;

    private FirstSuccess() {}

    /**
     * Prints the table.
     *
     * @param arguments the number of seeds, then tuners; 40, scoot, sobol unless given
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        List<String> tuners =
                arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.of(Tuner.OURS, "sobol");
        System.out.println("| works | share | uniform | " + String.join(" | ", tuners) + " |");
        System.out.println("| --- | --- | --- |" + " --- |".repeat(tuners.size()));
        for (String shape : List.of("box", "corner", "scattered")) {
            for (int s = 0; s < SHARES.length; s++) {
                StringBuilder row = new StringBuilder(
                        String.format(Locale.ROOT, "| %s | %.0f %% | %.1f", shape, 100 * SHARES[s], 1.0 / SHARES[s]));
                for (String tuner : tuners) {
                    int share = s;
                    double mean = LongStream.rangeClosed(1, seeds)
                            .parallel()
                            .mapToInt(seed ->
                                    needed(Tuner.named(tuner).suggester().get(), works(shape, share, seed), seed))
                            .average()
                            .orElseThrow();
                    row.append(String.format(Locale.ROOT, " | %.1f (%.2f)", mean, mean * SHARES[s]));
                }
                System.out.println(row + " |");
            }
        }
    }

    private static int needed(Suggester suggester, Predicate<double[]> works, long seed) {
        SearchSpace.Builder builder = SearchSpace.builder();
        IntStream.range(0, 6).forEach(i -> builder.add(Parameter.real("x" + i, 0.0, 1.0)));
        SearchSpace space = builder.build();
        List<Observation> observations = new ArrayList<>();
        while (observations.size() < MOST) {
            History history = History.builder(space, List.of(Objective.minimize("y")))
                    .seed(seed)
                    .observations(observations)
                    .iteration(observations.size())
                    .budget(MOST)
                    .build();
            Configuration configuration = suggester.suggest(history, 1).get(0);
            double[] point = IntStream.range(0, 6)
                    .mapToDouble(i -> configuration.getDouble("x" + i))
                    .toArray();
            boolean worked = works.test(point);
            Trial trial = new Trial(observations.size(), observations.size(), configuration, Phase.SUGGESTED, 0L, 1);
            Outcome outcome = worked ? Outcome.measured(Map.of("y", 0.0)) : Outcome.crashed("outside");
            observations.add(new Observation(trial, outcome, Instant.EPOCH, Duration.ZERO));
            if (worked) {
                break;
            }
        }
        return observations.size();
    }

    private static Predicate<double[]> works(String shape, int share, long seed) {
        return switch (shape) {
            case "box" ->
                point -> {
                    double width = Math.pow(SHARES[share], 1.0 / PLACES.length);
                    return IntStream.range(0, PLACES.length).allMatch(i -> {
                        double low = (1.0 - width) * PLACES[i];
                        return point[i] >= low && point[i] <= low + width;
                    });
                };
            case "corner" ->
                point -> IntStream.range(0, 5).mapToDouble(i -> point[i]).sum() >= SUMS[share];
            default ->
                point -> {
                    long cell = 0;
                    for (double x : point) {
                        cell = CELLS * cell + Math.min(CELLS - 1, (long) (CELLS * x));
                    }
                    return (Streams.seed(seed, "cell", cell) >>> 11) * 0x1.0p-53 < SHARES[share];
                };
        };
    }
}
