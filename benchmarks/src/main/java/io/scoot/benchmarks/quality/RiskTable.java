package io.scoot.benchmarks.quality;

import io.scoot.Result;
import io.scoot.Risk;
import io.scoot.Scoot;
import io.scoot.simulator.v1.V1Service;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What tuning beside production costs and spares: how many of 30 trials crash or break the bound on today's simulated services, and
 * what the best configuration gains over the default, without and with a risk. The argument is the number of seeds.
 */
public final class RiskTable {

    private static final List<String> SERVICES = List.of(
            "chat-llama-3.1-8b-1h100",
            "code-llama-3.1-8b-1h100",
            "code-qwen3-32b-2a100",
            "agent-qwen3-30b-a3b-1h100",
            "chat-llama-3.1-70b-4h100",
            "reason-llama-3.1-8b-1a10");

    private RiskTable() {}

    /** Prints a row per service. */
    public static void main(String[] arguments) {
        int seeds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                "| service | broken or crashed, of 30 | gain | with a risk of 0.9: broken or crashed | made | gain |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        for (String service : SERVICES) {
            double[] free = mean(service, Optional.empty(), seeds);
            double[] safe = mean(service, Optional.of(Risk.atLeast(0.9)), seeds);
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f %% | %.1f | %.1f | %.1f %% |%n",
                    service,
                    free[0],
                    free[2],
                    safe[0],
                    safe[1],
                    safe[2]);
        }
    }

    /** Broken or crashed trials, trials made, and the gain in percent, means over seeds. */
    private static double[] mean(String name, Optional<Risk> risk, int seeds) {
        V1Service service = V1Service.named(name);
        double[] sums = new double[3];
        for (int seed = 1; seed <= seeds; seed++) {
            Scoot.Builder study = new Scoot.Builder()
                    .space(service.space())
                    .objectives(service.objective())
                    .slos(service.slo())
                    .evaluator(service.evaluator())
                    .confirmations(0)
                    .seed(seed);
            risk.ifPresent(study::risk);
            Result result = study.run();
            String metric = service.objective().metric();
            double standard = result.observations().get(0).metric(metric);
            sums[0] += result.observations().stream()
                    .filter(o -> !result.satisfies(o))
                    .count();
            sums[1] += result.observations().size();
            sums[2] += result.best()
                    .map(best -> 100.0 * (1.0 - best.metric(metric) / standard))
                    .orElse(0.0);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= seeds;
        }
        return sums;
    }
}
