package io.scoot.cli;

import io.scoot.load.Api;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.Prompts;
import io.scoot.load.Slo;
import io.scoot.load.trace.Lengths;
import io.scoot.load.trace.RequestShape;
import io.scoot.load.trace.RequestShapes;
import io.scoot.load.trace.TraceCsv;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a stress test. */
final class LoadOptions {

    private static final int POOL = 1000; // lengths drawn, without a trace

    @Option(
            names = "--trace",
            paramLabel = "CSV",
            description = "Replay the lengths of this file: one request per line, with a header.")
    private @Nullable Path trace;

    @Option(
            names = "--input-column",
            paramLabel = "NAME",
            defaultValue = "input_tokens",
            description = "Its prompt tokens (default: ${DEFAULT-VALUE}).")
    private String inputColumn = "";

    @Option(
            names = "--output-column",
            paramLabel = "NAME",
            defaultValue = "output_tokens",
            description = "Its generated tokens (default: ${DEFAULT-VALUE}).")
    private String outputColumn = "";

    @Option(names = "--loaded-half", description = "Replay only the more loaded half, as the paper does.")
    private boolean loadedHalf;

    @Option(
            names = "--input-tokens",
            paramLabel = "N",
            defaultValue = "256",
            description = "Median prompt tokens, without a trace (default: ${DEFAULT-VALUE}).")
    private int inputTokens;

    @Option(
            names = "--output-tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "Median generated tokens, without a trace (default: ${DEFAULT-VALUE}).")
    private int outputTokens;

    @Option(
            names = "--spread",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "Standard deviation of the lengths' logarithms, without a trace; 0: all alike (default: ${DEFAULT-VALUE}).")
    private double spread;

    @Option(
            names = "--shared-tokens",
            paramLabel = "N",
            defaultValue = "0",
            description = "Tokens with which all prompts begin (default: ${DEFAULT-VALUE}).")
    private int sharedTokens;

    @Option(
            names = "--rate",
            paramLabel = "X",
            defaultValue = "1",
            description = "Requests per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "100",
            description = "How long requests come (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--burstiness",
            paramLabel = "X",
            defaultValue = "1",
            description =
                    "Shape of the gaps' gamma distribution: 1 Poisson, less in bursts; inf: equal gaps (default: ${DEFAULT-VALUE}).")
    private String burstiness = "";

    @Option(
            names = "--api",
            defaultValue = "completions",
            description = "Endpoint: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Api api = Api.COMPLETIONS;

    @Option(
            names = "--token-ids",
            paramLabel = "FIRST-LAST",
            description = "Send prompts as token ids of this range: exact, but only vLLM and SGLang take them.")
    private @Nullable String tokenIds;

    @Option(
            names = "--slo",
            paramLabel = "BOUNDS",
            description = "What counts as goodput, in milliseconds: 'ttft:500 tpot:50 e2el:5000'.")
    private @Nullable String slo;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3",
            description = "Requests before the clock starts (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "How long to wait for the last answers; what is open then has failed (default: ${DEFAULT-VALUE}).")
    private double drain;

    @Option(
            names = "--request-timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "A request past it has failed (default: ${DEFAULT-VALUE}).")
    private double requestTimeout;

    /** The stress test of a model. */
    LoadPlan plan(String model) {
        LoadPlan.Builder plan = LoadPlan.builder(model)
                .api(api)
                .arrivals(arrivals())
                .rate(rate)
                .seconds(seconds)
                .pool(pool())
                .warmUp(warmUp)
                .drain(Duration.ofMillis((long) (1e3 * drain)))
                .requestTimeout(Duration.ofMillis((long) (1e3 * requestTimeout)));
        if (tokenIds != null) {
            plan.prompts(range(tokenIds));
        }
        if (slo != null) {
            plan.slo(Slo.parse(slo));
        }
        return plan.build();
    }

    /** One line for people. */
    String description() {
        return String.format(
                Locale.ROOT,
                "%s at %s per second for %s s",
                trace == null
                        ? "requests of " + inputTokens + " and " + outputTokens + " tokens"
                        : "requests of " + trace,
                rate,
                seconds);
    }

    private Arrivals arrivals() {
        if (burstiness.equalsIgnoreCase("inf")) {
            return Arrivals.fixed();
        }
        try {
            return Arrivals.gamma(Double.parseDouble(burstiness));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--burstiness \"" + burstiness + "\": a positive number or inf", e);
        }
    }

    private List<RequestShape> pool() {
        List<Lengths> lengths = trace == null
                ? RequestShapes.logNormal(inputTokens, outputTokens, spread, POOL, 1L)
                : TraceCsv.file(trace, inputColumn, outputColumn);
        return RequestShapes.sharing(loadedHalf ? RequestShapes.loadedHalf(lengths) : lengths, sharedTokens);
    }

    private static Prompts range(String text) {
        String[] ends = text.split("-", -1);
        try {
            return Prompts.tokenIds(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--token-ids \"" + text + "\": FIRST-LAST, such as 100-30000", e);
        }
    }
}
