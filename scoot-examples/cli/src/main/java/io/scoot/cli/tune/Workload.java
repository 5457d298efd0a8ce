package io.scoot.cli.tune;

import io.scoot.load.Api;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.PromptFile;
import io.scoot.load.Prompts;
import io.scoot.load.trace.Lengths;
import io.scoot.load.trace.RequestShape;
import io.scoot.load.trace.RequestShapes;
import io.scoot.load.trace.Trace;
import io.scoot.load.trace.TraceColumns;
import io.scoot.load.trace.TraceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what requests look like. */
final class Workload {

    private static final int POOL = 1000; // lengths drawn, without a trace

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Replay the lengths of this file: CSV as Azure, BurstGPT or Scoot has it, or Mooncake's JSON lines (.jsonl), whose blocks are kept.")
    private @Nullable Path trace;

    @Option(names = "--trace-times", description = "Replay its times, too, in place of --rate.")
    private boolean traceTimes;

    @Option(names = "--input-column", paramLabel = "NAME", description = "A CSV's column of prompt tokens.")
    private @Nullable String inputColumn;

    @Option(names = "--output-column", paramLabel = "NAME", description = "A CSV's column of generated tokens.")
    private @Nullable String outputColumn;

    @Option(names = "--loaded-half", description = "Replay only the more loaded half, as the paper does.")
    private boolean loadedHalf;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description =
                    "Ask these prompts: JSON lines with \"prompt\" or \"messages\", and \"output_tokens\"; or ShareGPT's JSON.")
    private @Nullable Path prompts;

    @Option(
            names = "--input-tokens",
            paramLabel = "N",
            defaultValue = "256",
            description = "Median prompt tokens, without a file (default: ${DEFAULT-VALUE}).")
    private int inputTokens;

    @Option(
            names = "--output-tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "Median generated tokens, where no file says it (default: ${DEFAULT-VALUE}).")
    private int outputTokens;

    @Option(
            names = "--spread",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "Standard deviation of the lengths' logarithms, without a file; 0: all alike (default: ${DEFAULT-VALUE}).")
    private double spread;

    @Option(
            names = "--shared-tokens",
            paramLabel = "N",
            defaultValue = "0",
            description = "Tokens with which all prompts begin (default: ${DEFAULT-VALUE}).")
    private int sharedTokens;

    @Option(
            names = "--token-ids",
            paramLabel = "FIRST-LAST",
            description = "Send prompts as token ids of this range: exact, but only vLLM and SGLang take them.")
    private @Nullable String tokenIds;

    /** Tells a plan of it. */
    void describe(LoadPlan.Builder plan, Api api) {
        if (prompts != null) {
            PromptFile file = PromptFile.read(prompts, api, outputTokens);
            plan.pool(file.shapes()).prompts(file.prompts());
            return;
        }
        if (tokenIds != null) {
            plan.prompts(range(tokenIds));
        }
        if (trace == null) {
            plan.pool(RequestShapes.sharing(
                    RequestShapes.logNormal(inputTokens, outputTokens, spread, POOL, 1L), sharedTokens));
            return;
        }
        Trace read = inputColumn == null || outputColumn == null
                ? TraceFiles.read(trace)
                : TraceFiles.read(trace, new TraceColumns(inputColumn, outputColumn, Optional.empty(), false));
        plan.pool(pool(read));
        if (traceTimes) {
            if (loadedHalf) {
                throw new IllegalArgumentException("--trace-times replays every row: leave out --loaded-half");
            }
            plan.arrivals(Arrivals.replay(read.seconds()));
        }
    }

    private List<RequestShape> pool(Trace read) {
        if (read.rows().stream().anyMatch(row -> !row.blocks().isEmpty())) {
            return read.shapes();
        }
        List<Lengths> lengths = read.lengths();
        return RequestShapes.sharing(loadedHalf ? RequestShapes.loadedHalf(lengths) : lengths, sharedTokens);
    }

    /** One line for people. */
    String description() {
        if (prompts != null) {
            return "the prompts of " + prompts;
        }
        return trace == null
                ? "requests of " + inputTokens + " and " + outputTokens + " tokens"
                : "requests of " + trace;
    }

    private static Prompts range(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                return Prompts.tokenIds(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[1].strip()));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        return "--token-ids \"" + text + "\": give the first and the last, such as 100-2000";
    }
}
