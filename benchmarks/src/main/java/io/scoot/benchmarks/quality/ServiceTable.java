package io.scoot.benchmarks.quality;

import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.examples.cli.SuggesterKind;
import io.scoot.examples.vllm.SimulatedService;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Tunes simulated services with each tuner and several seeds, and prints what they reached: the best observation's gain over
 * the default per objective (the median of the seeds), in how many seeds it beat the default, and the share of evaluations after
 * the start-up samples that crashed, known constraints violated included.
 */
public final class ServiceTable {

    private static final List<String> SERVICES =
            List.of("sql-13b-4a10", "bot-13b-2a100", "cls-13b-2a100", "rec-13b-2a10");
    private static final int BUDGET = 30;

    private ServiceTable() {}

    /**
     * Prints the table.
     *
     * @param arguments how many seeds (5 unless given), then the tuners (all unless given)
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<SuggesterKind> kinds = arguments.length > 1
                ? Arrays.stream(arguments)
                        .skip(1)
                        .map(name -> SuggesterKind.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList()
                : List.of(SuggesterKind.values());
        System.out.println(
                "| service | tuner | median gain per objective | seeds better than the default | crashed after start-up |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (String name : SERVICES) {
            SimulatedService service = SimulatedService.named(name);
            for (SuggesterKind kind : kinds) {
                System.out.println(row(service, kind, seeds));
            }
        }
    }

    private static String row(SimulatedService service, SuggesterKind kind, int seeds) {
        Objective[] objectives = service.objectives();
        double[][] gains = new double[objectives.length][seeds];
        int better = 0;
        int crashed = 0;
        int suggested = 0;
        int start = 1 + service.space().parameters().size();
        for (int s = 0; s < seeds; s++) {
            Result result = new Scoot.Builder()
                    .space(service.space())
                    .objectives(objectives)
                    .evaluator(service.evaluator())
                    .suggester(kind.create())
                    .budget(BUDGET)
                    .confirmations(0)
                    .seed(s + 1)
                    .run();
            Observation best = result.best().orElseThrow();
            Map<String, Double> reference = result.reference().orElseThrow();
            better += best.trial().phase() == Phase.DEFAULT ? 0 : 1;
            for (int j = 0; j < objectives.length; j++) {
                String metric = objectives[j].metric();
                double before = Objects.requireNonNull(reference.get(metric));
                gains[j][s] = 100.0 * (best.metric(metric) / before - 1.0);
            }
            for (Observation observation :
                    result.observations().subList(start, result.observations().size())) {
                suggested++;
                crashed += observation.feasible() ? 0 : 1;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int j = 0; j < objectives.length; j++) {
            Arrays.sort(gains[j]);
            text.append(String.format(
                    Locale.ROOT, "%s%s %+.1f %%", j > 0 ? ", " : "", objectives[j].metric(), gains[j][seeds / 2]));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d of %d | %.0f %% |",
                service.name(),
                kind,
                text,
                better,
                seeds,
                100.0 * crashed / suggested);
    }
}
