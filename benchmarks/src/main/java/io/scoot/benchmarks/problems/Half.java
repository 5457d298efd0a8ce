package io.scoot.benchmarks.problems;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The two halves of the problems, for good: every constant of the method is chosen on the first alone, and both are told. Each
 * holds formulas, services and measured tables. A problem that is in no list, such as a table of the user's own, serves to
 * report.
 */
public enum Half {
    /** For choosing. */
    CHOOSING,
    /** For reporting. */
    REPORTING;

    private static final Map<Kind, List<String>> CHOSEN_ON = Map.of(
            Kind.FORMULA,
                    List.of(
                            "branin",
                            "hartmann6",
                            "mixed9",
                            "mixed9mo",
                            "zdt1",
                            "weldedbeam",
                            "switches12",
                            "rosenbrock5"),
            Kind.SERVICE,
                    List.of(
                            "sql-13b-4a10",
                            "bot-13b-2a100",
                            "cls-13b-2a100",
                            "rec-13b-2a10",
                            "chat-qwen3-32b-2a100",
                            "code-qwen3-8b-2a10",
                            "agent-llama-3.1-8b-1a10",
                            "chat-llama-3.1-8b-1a10"),
            Kind.TABLE,
                    List.of(
                            "SS-K",
                            "sol-6d-c2-obj1",
                            "convolution_milo_A100",
                            "llama-3.1-70b-1024x1024",
                            "deepseek-r1-8192x1024",
                            "gpt-oss-120b-1024x8192"));

    private static final Map<Kind, List<String>> REPORTED = Map.of(
            Kind.FORMULA,
                    List.of(
                            "ackley5i",
                            "branincurrin",
                            "pressurevessel",
                            "switches16",
                            "levy8",
                            "tensionspring",
                            "dtlz2"),
            Kind.SERVICE,
                    List.of(
                            "sql-7b-2a10",
                            "bot-7b-2a100",
                            "cls-7b-2a10",
                            "sql-13b-2a100",
                            "chat-llama-3.1-70b-2h200",
                            "code-qwen3-32b-2a100",
                            "agent-qwen3-8b-2a10",
                            "code-llama-3.1-70b-2h200"),
            Kind.TABLE,
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
        String unbounded = unbounded(problem);
        return CHOSEN_ON.values().stream().anyMatch(names -> names.contains(unbounded)) ? CHOOSING : REPORTING;
    }

    /** What the problem of that name is; one that is in no list is a table. */
    public static Kind kind(String problem) {
        String unbounded = unbounded(problem);
        return Stream.of(CHOSEN_ON, REPORTED)
                .flatMap(half -> half.entrySet().stream())
                .filter(entry -> entry.getValue().contains(unbounded))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.TABLE);
    }

    /** The name of a problem without that of its bound, which a colon is before. */
    private static String unbounded(String problem) {
        int colon = problem.indexOf(':');
        return colon < 0 ? problem : problem.substring(0, colon);
    }
}
