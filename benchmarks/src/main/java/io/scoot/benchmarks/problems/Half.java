package io.scoot.benchmarks.problems;

import java.util.List;

/**
 * The two halves of the problems, for good: every constant of the method is chosen on the first alone, and both are told. Each
 * holds formulas, services and measured tables. A problem that is in no list, such as a table of the user's own, serves to
 * report.
 */
public enum Half {
    /** For choosing. */
    CHOOSING(
            List.of("branin", "hartmann6", "mixed9", "mixed9mo", "zdt1", "weldedbeam", "switches12", "rosenbrock5"),
            List.of("sql-13b-4a10", "bot-13b-2a100", "cls-13b-2a100", "rec-13b-2a10"),
            List.of(
                    "SS-K",
                    "sol-6d-c2-obj1",
                    "convolution_milo_A100",
                    "llama-3.1-70b-1024x1024",
                    "deepseek-r1-8192x1024",
                    "gpt-oss-120b-1024x8192")),
    /** For reporting. */
    REPORTING(
            List.of("ackley5i", "branincurrin", "pressurevessel", "switches16", "levy8", "tensionspring", "dtlz2"),
            List.of("sql-7b-2a10", "bot-7b-2a100", "cls-7b-2a10", "sql-13b-2a100"),
            List.of(
                    "SS-I",
                    "SS-W",
                    "convolution_milo_MI250X",
                    "llama-3.1-70b-8192x1024",
                    "llama-3.1-70b-1024x8192",
                    "deepseek-r1-1024x1024",
                    "deepseek-r1-1024x8192",
                    "gpt-oss-120b-1024x1024",
                    "gpt-oss-120b-8192x1024"));

    private final List<String> formulas;
    private final List<String> services;
    private final List<String> tables;

    Half(List<String> formulas, List<String> services, List<String> tables) {
        this.formulas = formulas;
        this.services = services;
        this.tables = tables;
    }

    /** What a problem is. */
    public enum Kind {
        /** A closed formula. */
        FORMULA,
        /** A simulated service. */
        SERVICE,
        /** A table of measurements. */
        TABLE
    }

    /** The half of the problem of that name. */
    public static Half of(String problem) {
        return CHOOSING.has(problem) ? CHOOSING : REPORTING;
    }

    /** What the problem of that name is; one that is in no list is a table. */
    public static Kind kind(String problem) {
        for (Half half : values()) {
            if (half.formulas.contains(problem)) {
                return Kind.FORMULA;
            }
            if (half.services.contains(problem)) {
                return Kind.SERVICE;
            }
        }
        return Kind.TABLE;
    }

    private boolean has(String problem) {
        return formulas.contains(problem) || services.contains(problem) || tables.contains(problem);
    }
}
