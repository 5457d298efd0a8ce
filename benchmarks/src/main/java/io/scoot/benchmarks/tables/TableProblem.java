package io.scoot.benchmarks.tables;

import io.scoot.Configuration;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.acq.Hypervolume;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.gp.Dimension;
import io.scoot.internal.space.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A {@link MeasuredTable} as a problem. The default is the row nearest to the median of all objectives, and its values are the
 * reference; the best known is the best of the table. A combination without a row crashes where the table is a full grid, else
 * it violates a known constraint, and an ask of a tuner that knows no constraints is moved to the nearest row.
 */
final class TableProblem {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final MeasuredTable table;
    private final List<Integer> columns; // those that vary
    private final List<Parameter> parameters; // as many

    private TableProblem(MeasuredTable table) {
        this.table = table;
        this.columns = new ArrayList<>();
        this.parameters = new ArrayList<>();
        List<String> names = List.copyOf(table.columns().keySet());
        for (int i = 0; i < names.size(); i++) {
            List<String> values = table.columns().getOrDefault(names.get(i), List.of());
            if (values.size() > 1) {
                columns.add(i);
                parameters.add(parameter(names.get(i), values));
            }
        }
    }

    static Problem of(MeasuredTable table) {
        return new TableProblem(table).problem();
    }

    private Problem problem() {
        SearchSpace plain = space(Optional.empty(), Map.of());
        Map<Configuration, Outcome> outcomes = new LinkedHashMap<>();
        for (MeasuredTable.Row row : table.rows()) {
            outcomes.putIfAbsent(
                    plain.configuration(settings(row)),
                    row.metrics().map(Outcome::measured).orElseGet(() -> Outcome.crashed("it failed when measured")));
        }
        List<Configuration> worked = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        outcomes.forEach((configuration, outcome) -> {
            if (outcome instanceof Outcome.Measured measured) {
                worked.add(configuration);
                values.add(table.objectives().stream()
                        .mapToDouble(o -> o.oriented(measured.metrics().getOrDefault(o.metric(), Double.NaN)))
                        .toArray());
            }
        });
        double[][] oriented = values.toArray(double[][]::new);
        int middle = median(oriented);
        boolean sparse = table.grid() == MeasuredTable.Grid.SPARSE;
        SearchSpace space = space(Optional.of(worked.get(middle).asMap()), sparse ? outcomes : Map.of());
        double[] reference = new double[table.objectives().size()];
        for (int j = 0; j < reference.length; j++) {
            reference[j] = table.objectives().get(j).oriented(oriented[middle][j]);
        }
        double best = reference.length == 1
                ? table.objectives()
                        .get(0)
                        .oriented(Arrays.stream(oriented)
                                .mapToDouble(row -> row[0])
                                .max()
                                .orElseThrow())
                : Hypervolume.of(oriented, oriented[middle]);
        Outcome absent = Outcome.crashed("the table has no such row");
        List<Configuration> rows = List.copyOf(outcomes.keySet());
        UnitCube cube = UnitCube.of(plain);
        return new Problem(
                table.name(),
                space,
                table.objectives(),
                configuration -> outcomes.getOrDefault(configuration, absent),
                reference,
                best,
                sparse ? Optional.of(configuration -> nearest(space, cube, rows, configuration)) : Optional.empty(),
                List.of());
    }

    private SearchSpace space(Optional<Map<String, Object>> defaults, Map<Configuration, Outcome> admitted) {
        SearchSpace.Builder builder = SearchSpace.builder();
        parameters.forEach(builder::add);
        if (!admitted.isEmpty()) {
            builder.constraint("the table has such a row", admitted::containsKey);
        }
        defaults.ifPresent(builder::defaults);
        return builder.build();
    }

    private Map<String, Object> settings(MeasuredTable.Row row) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int k = 0; k < parameters.size(); k++) {
            String text = row.settings().get(columns.get(k));
            settings.put(parameters.get(k).name(), value(parameters.get(k), text));
        }
        return settings;
    }

    private static Object value(Parameter parameter, String text) {
        if (parameter instanceof io.scoot.BoolParameter) {
            return Double.parseDouble(text) != 0.0;
        }
        return parameter instanceof io.scoot.ChoiceParameter ? text : (Object) Double.valueOf(text);
    }

    /** Zeros and ones are a switch, other numbers ordered levels, texts a choice. */
    private static Parameter parameter(String name, List<String> values) {
        if (!values.stream().allMatch(value -> NUMBER.matcher(value).matches())) {
            return Parameter.choice(name, values.stream().sorted().toArray(String[]::new));
        }
        Double[] levels =
                values.stream().map(Double::valueOf).distinct().sorted().toArray(Double[]::new);
        boolean bool = Arrays.equals(levels, new Double[] {0.0, 1.0});
        return bool ? Parameter.bool(name) : Parameter.ordinal(name, levels);
    }

    /** The row whose quantile is least far from one half in the objective where it is farthest; the first of equals. */
    private static int median(double[][] values) {
        int n = values.length;
        double[] farthest = new double[n];
        for (int j = 0; j < values[0].length; j++) {
            int objective = j;
            int[] ascending = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> values[i][objective]))
                    .mapToInt(i -> i)
                    .toArray();
            for (int rank = 0; rank < n; rank++) {
                int i = ascending[rank];
                farthest[i] = Math.max(farthest[i], Math.abs((rank + 0.5) / n - 0.5));
            }
        }
        return IntStream.range(0, n)
                .boxed()
                .min(Comparator.comparingDouble(i -> farthest[i]))
                .orElseThrow(() -> new IllegalArgumentException("no row of the table was measured"));
    }

    /** The row at the least distance: 1 for each choice that differs, the squared difference of positions else. */
    private static Configuration nearest(
            SearchSpace space, UnitCube cube, List<Configuration> rows, Configuration asked) {
        double[] point = cube.encode(asked);
        Configuration row = rows.stream()
                .min(Comparator.comparingDouble(other -> distance(cube, point, cube.encode(other))))
                .orElseThrow();
        return space.configuration(row.asMap());
    }

    private static double distance(UnitCube cube, double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            boolean choice = cube.dimensions().get(i) instanceof Dimension.Choice;
            double difference = choice ? Math.signum(Math.abs(a[i] - b[i])) : a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** The objectives of the table, for messages. */
    @Override
    public String toString() {
        return table.name() + " "
                + table.objectives().stream().map(Objective::metric).toList();
    }
}
