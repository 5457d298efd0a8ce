package io.scoot.report;

import io.scoot.Evaluator;
import io.scoot.Objective;
import io.scoot.Outcome;
import io.scoot.Parameter;
import io.scoot.Result;
import io.scoot.Scoot;
import io.scoot.SearchSpace;
import io.scoot.Slo;
import io.scoot.suggest.SobolSuggester;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Real studies of made-up services, small enough for tests. */
public final class Studies {

    /** Text that must stay text. */
    public static final String HOSTILE = "<script>alert(1)</script>";

    private Studies() {}

    /** Kinds of all parameters. */
    public static SearchSpace space() {
        return SearchSpace.builder()
                .add(Parameter.ordinal("tensor-parallel", 1, 2, 4))
                .add(Parameter.integer("max-num-seqs", 16, 4096).log())
                .add(Parameter.real("scheduler-delay-factor", 0.0, 2.0))
                .add(Parameter.bool("enable-chunked-prefill"))
                .add(Parameter.choice("attention-backend", "FLASH", "XFORMERS", "TRITON"))
                .defaults(Map.of(
                        "tensor-parallel",
                        1,
                        "max-num-seqs",
                        256,
                        "scheduler-delay-factor",
                        0.0,
                        "enable-chunked-prefill",
                        false,
                        "attention-backend",
                        "FLASH"))
                .build();
    }

    /** Metrics that depend on the space above; crashes for lack of memory. */
    public static Evaluator service() {
        return trial -> {
            var c = trial.configuration();
            double seqs = c.getInt("max-num-seqs");
            if (seqs > 500 * c.getInt("tensor-parallel")) {
                return Outcome.crashed("out of memory: " + (int) seqs + " sequences, \"KV cache\" full")
                        .withCost(20.0);
            }
            double noise = 1.0 + 0.002 * Math.sin((int) (trial.arrivalSeed() % 1000) + trial.number());
            double ttft =
                    (200.0 / c.getInt("tensor-parallel") + 4e4 / seqs + 30.0 * c.getDouble("scheduler-delay-factor"))
                            * noise;
            double tpot = (8.0
                            + seqs / 200.0
                            - (c.getBoolean("enable-chunked-prefill") ? 2.0 : 0.0)
                            + (c.getString("attention-backend").equals("XFORMERS") ? 3.0 : 0.0))
                    * noise;
            return Outcome.measured(Map.of(
                            "ttft_ms",
                            ttft,
                            "tpot_ms",
                            tpot,
                            "throughput_rps",
                            1e5 / (ttft + 50.0 * tpot),
                            "errors",
                            0.0))
                    .withCost(300.0);
        };
    }

    /** One objective, a bound, crashes. */
    public static Scoot.Builder one() {
        return new Scoot.Builder()
                .space(space())
                .objectives(Objective.minimize("ttft_ms"))
                .slos(Slo.atMost("tpot_ms", 14.0))
                .evaluator(service())
                .context(Map.of("service", "chat", "engine", "vLLM 0.33", "gpus", "1 × H100"))
                .budget(16)
                .seed(7)
                .confirmations(2);
    }

    /** Two objectives, three trials at a time. */
    public static Scoot.Builder two() {
        return one().slos()
                .objectives(Objective.minimize("ttft_ms"), Objective.maximize("throughput_rps"))
                .confirmSimplified(true)
                .parallelism(3);
    }

    /** Bounds alone. */
    public static Scoot.Builder boundsAlone() {
        return one().objectives().slos(Slo.atMost("tpot_ms", 9.0), Slo.atMost("ttft_ms", 150.0));
    }

    /** A bound that nobody keeps. */
    public static Scoot.Builder unkept() {
        return one().slos(Slo.atMost("tpot_ms", 0.5));
    }

    /** All configurations crash. */
    public static Scoot.Builder allCrashed() {
        return one().evaluator(trial -> Outcome.crashed("CUDA error " + trial.number() + ": no kernel"))
                .stopOnCommonCrash(false);
    }

    /** No default configuration. */
    public static Scoot.Builder noDefault() {
        SearchSpace.Builder builder = SearchSpace.builder();
        space().parameters().forEach(builder::add);
        return one().space(builder.build());
    }

    /** Names and reasons that a page must not take for HTML. */
    public static Scoot.Builder hostile() {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.integer(HOSTILE, 0, 40))
                .add(Parameter.choice("=cmd|' /C calc'!A0", HOSTILE, "a,\"b\"\nc"))
                .defaults(Map.of(HOSTILE, 3, "=cmd|' /C calc'!A0", "a,\"b\"\nc"))
                .build();
        return new Scoot.Builder()
                .space(space)
                .objectives(Objective.minimize("<img src=x onerror=alert(2)>"))
                .evaluator(trial -> trial.configuration().getInt(HOSTILE) > 30
                        ? Outcome.crashed(HOSTILE + "</script><b>\u2028")
                        : Outcome.measured(Map.of(
                                "<img src=x onerror=alert(2)>",
                                Math.abs(11.0 - trial.configuration().getInt(HOSTILE)) + 1.0)))
                .context(Map.of("service", HOSTILE + " & co"))
                .budget(12)
                .seed(3)
                .confirmations(1);
    }

    /** Four objectives, twenty parameters. */
    public static Scoot.Builder large(int budget) {
        SearchSpace.Builder space = SearchSpace.builder();
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            String name = "a-parameter-with-a-long-name-" + i;
            space.add(i % 2 == 0 ? Parameter.real(name, 0.0, 1.0) : Parameter.integer(name, 1, 1000));
            defaults.put(name, i % 2 == 0 ? (Object) 0.5 : (Object) 500);
        }
        List<Objective> objectives = new ArrayList<>();
        for (int j = 0; j < 4; j++) {
            objectives.add(Objective.minimize("metric_" + j));
        }
        return new Scoot.Builder()
                .space(space.defaults(defaults).build())
                .objectives(objectives.toArray(Objective[]::new))
                .suggester(new SobolSuggester())
                .evaluator(trial -> {
                    double[] x = new double[20];
                    for (int i = 0; i < x.length; i++) {
                        x[i] = trial.configuration().getDouble("a-parameter-with-a-long-name-" + i)
                                / (i % 2 == 0 ? 1.0 : 1000.0);
                    }
                    if (x[0] + x[1] > 1.6) {
                        return Outcome.crashed("out of memory at " + x[0]);
                    }
                    return Outcome.measured(Map.of(
                            "metric_0", 1.0 + x[0] + 0.1 * x[2],
                            "metric_1", 2.0 - x[0] + x[3] * x[4],
                            "metric_2", 1.0 + Math.pow(x[5] - 0.3, 2.0),
                            "metric_3", Math.exp(x[6] + x[7])));
                })
                .budget(budget)
                .confirmations(0)
                .seed(1);
    }

    /** Runs a study with a journal. */
    public static Result recorded(Scoot.Builder study, Path journal) {
        return study.journal(journal).run();
    }
}
