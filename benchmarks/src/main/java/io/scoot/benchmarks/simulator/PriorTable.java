package io.scoot.benchmarks.simulator;

import io.scoot.Configuration;
import io.scoot.Observation;
import io.scoot.Outcome;
import io.scoot.benchmarks.problems.Half;
import io.scoot.benchmarks.problems.Problem;
import io.scoot.benchmarks.problems.Problems;
import io.scoot.load.LoadPlan;
import io.scoot.simulator.v1.Accelerator;
import io.scoot.simulator.v1.Deployment;
import io.scoot.simulator.v1.ModelShape;
import io.scoot.simulator.v1.Prior;
import io.scoot.simulator.v1.V1Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * What three first trials of a simulator's are worth, and what they cost where it simulates something else: the services under bounds
 * play the real system. The arguments are a half, {@code CHOOSING} or {@code REPORTING}, and how many seeds.
 */
public final class PriorTable {

    private static final int EARLY = 12;
    private static final int BUDGET = 30;

    /** What is simulated in place of a service, by the end of the service's name: faster and slower GPUs, other models. */
    private static final Map<String, Deployment> OTHERS = Map.of(
            "qwen3-32b-2a100", new Deployment(ModelShape.LLAMA31_8B, Accelerator.L4, 2, 8192),
            "qwen3-8b-2a10", new Deployment(ModelShape.LLAMA31_70B, Accelerator.H200, 2, 8192),
            "llama-3.1-8b-1a10", new Deployment(ModelShape.QWEN3_30B_A3B, Accelerator.B200, 1, 8192),
            "llama-3.1-70b-2h200", new Deployment(ModelShape.QWEN3_8B, Accelerator.A10, 2, 8192));

    /** Best values so far, and their regrets, after 12 and after 30. */
    private record Course(double earlyValue, double value, double earlyRegret, double regret) {}

    private record Row(String problem, long seed, Course without, Course fitting, Course misleading) {}

    private PriorTable() {}

    /** Prints a line for each problem and seed, and the summary. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Half half = Half.valueOf(arguments[0]);
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<Row>> futures = new ArrayList<>();
        for (Problem problem : Problems.bounded(Half.Kind.SERVICE, Optional.empty())) {
            if (Half.of(problem.name()) == half && !Double.isNaN(problem.best())) {
                for (long seed = 1; seed <= seeds; seed++) {
                    long own = seed;
                    futures.add(threads.submit(() -> row(problem, own)));
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        System.out.println("| problem | seed | without: 12 | 30 | fitting: 12 | 30 | misleading: 12 | 30 |");
        System.out.println("| --- |" + " --- |".repeat(7));
        for (Future<Row> future : futures) {
            Row row = future.get();
            rows.add(row);
            print(row);
        }
        threads.shutdown();
        summary("Misleading at 30 over without at 30", rows, r -> r.misleading().value(), r -> r.without()
                .value());
        summary("Misleading at 12 over without at 12", rows, r -> r.misleading().earlyValue(), r -> r.without()
                .earlyValue());
        summary("Fitting at 12 over without at 30", rows, r -> r.fitting().earlyValue(), r -> r.without()
                .value());
        summary("Fitting at 30 over without at 30", rows, r -> r.fitting().value(), r -> r.without()
                .value());
        regrets("Without", rows, Row::without);
        regrets("Fitting", rows, Row::fitting);
        regrets("Misleading", rows, Row::misleading);
    }

    private static Row row(Problem problem, long seed) {
        V1Service service = V1Service.named(problem.name().replaceFirst(":.*", ""));
        Deployment own = service.deployment();
        Deployment other = OTHERS.entrySet().stream()
                .filter(entry -> service.name().endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        SplittableRandom random = new SplittableRandom(seed);
        double rate = service.loadPlan().rate() * factor(0.1, random);
        Deployment disturbed = new Deployment(own.model(), disturbed(own.gpu(), random), own.gpus(), 8192);
        return new Row(
                problem.name(),
                seed,
                course(problem, seed, List.of()),
                course(
                        problem,
                        seed,
                        advice(problem, disturbed, service.withRate(rate).loadPlan(), seed)),
                course(problem, seed, advice(problem, other, service.loadPlan(), seed)));
    }

    /** Another GPU of the same kind: a fifth of compute and bandwidth more or less, a third of the link, a hundredth of memory. */
    private static Accelerator disturbed(Accelerator gpu, SplittableRandom random) {
        return new Accelerator(
                gpu.name(),
                gpu.flops() * factor(0.2, random),
                gpu.bandwidth() * factor(0.2, random),
                gpu.memory() * factor(0.01, random),
                gpu.link() * factor(0.3, random),
                gpu.linkLatency() * factor(0.3, random));
    }

    private static double factor(double most, SplittableRandom random) {
        return Math.exp(most * (2.0 * random.nextDouble() - 1.0));
    }

    private static List<Configuration> advice(Problem problem, Deployment deployment, LoadPlan load, long seed) {
        return Prior.of(problem.space(), problem.objectives(), problem.slos(), deployment, load)
                .advice(seed)
                .configurations();
    }

    private static Course course(Problem problem, long seed, List<Configuration> first) {
        List<Outcome> seen = problem
                .study()
                .enqueue(Prior.NAME, first.toArray(Configuration[]::new))
                .budget(BUDGET)
                .seed(seed)
                .run()
                .observations()
                .stream()
                .map(Observation::outcome)
                .toList();
        List<Outcome> early = seen.subList(0, Math.min(EARLY, seen.size()));
        return new Course(value(problem, early), value(problem, seen), problem.regret(early), problem.regret(seen));
    }

    /** The least of what keeps the bounds; the value whose regret is 1 where nothing does. */
    private static double value(Problem problem, List<Outcome> seen) {
        String metric = problem.objectives().get(0).metric();
        return seen.stream()
                .filter(problem::satisfies)
                .mapToDouble(outcome -> Objects.requireNonNull(
                        ((Outcome.Measured) outcome).metrics().get(metric)))
                .min()
                .orElse(problem.reference()[0]);
    }

    private static void print(Row row) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                row.problem(),
                row.seed(),
                row.without().earlyValue(),
                row.without().value(),
                row.fitting().earlyValue(),
                row.fitting().value(),
                row.misleading().earlyValue(),
                row.misleading().value());
    }

    private static void summary(String what, List<Row> rows, ToDoubleFunction<Row> one, ToDoubleFunction<Row> other) {
        double[] ratios = rows.stream()
                .mapToDouble(row -> one.applyAsDouble(row) / other.applyAsDouble(row))
                .toArray();
        double logs = rows.stream()
                .mapToDouble(row -> Math.log(one.applyAsDouble(row) / other.applyAsDouble(row)))
                .average()
                .orElseThrow();
        long notWorse = rows.stream()
                .filter(row -> one.applyAsDouble(row) <= other.applyAsDouble(row) * (1.0 + 1e-9))
                .count();
        System.out.printf(
                Locale.ROOT,
                "%s, of values: geometric mean %.4f, median %.4f; at least as good in %d of %d%n",
                what,
                Math.exp(logs),
                new Median().evaluate(ratios),
                notWorse,
                rows.size());
    }

    private static void regrets(String what, List<Row> rows, Function<Row, Course> of) {
        System.out.printf(
                Locale.ROOT,
                "%s: mean regret %.4f at 12, %.4f at 30; median %.4f, %.4f%n",
                what,
                rows.stream()
                        .mapToDouble(row -> of.apply(row).earlyRegret())
                        .average()
                        .orElseThrow(),
                rows.stream()
                        .mapToDouble(row -> of.apply(row).regret())
                        .average()
                        .orElseThrow(),
                new Median()
                        .evaluate(rows.stream()
                                .mapToDouble(row -> of.apply(row).earlyRegret())
                                .toArray()),
                new Median()
                        .evaluate(rows.stream()
                                .mapToDouble(row -> of.apply(row).regret())
                                .toArray()));
    }
}
