package io.scoot.cli.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.load.Api;
import io.scoot.load.Arrivals;
import io.scoot.load.LoadPlan;
import io.scoot.load.PrefixCache;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a stress test. */
final class LoadOptions {

    private static final String INFINITE = "inf";
    private static final int REQUESTS = 1000; // at an infinite rate

    @Mixin
    private final Workload workload = new Workload();

    @Option(
            names = "--rate",
            paramLabel = "X",
            defaultValue = "1",
            description =
                    "Requests per second; inf: all at once, or, with --max-concurrency, a closed loop (default: ${DEFAULT-VALUE}).")
    private String rate = "";

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "How many requests, with --rate inf (default: " + REQUESTS + ").")
    private @Nullable Integer requests;

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
            names = "--ramp-up-from",
            paramLabel = "X",
            description = "Let the rate grow from this share of it, 0 … 1, to all of it.")
    private @Nullable Double rampUpFrom;

    @Option(names = "--max-concurrency", paramLabel = "N", description = "Most requests open at a time.")
    private @Nullable Integer maxConcurrency;

    @Option(
            names = "--api",
            defaultValue = "completions",
            description = "Endpoint: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Api api = Api.COMPLETIONS;

    @Option(
            names = "--api-key",
            paramLabel = "ENV",
            description = "The variable of the environment that has the API key.")
    private @Nullable String apiKey;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header of each request; may be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--extra-body",
            paramLabel = "JSON",
            description = "Further fields of each request, as a JSON object; they override the generator's own.")
    private @Nullable String extraBody;

    @Option(
            names = "--prefix-cache",
            defaultValue = "as-it-comes",
            description =
                    "The server's prefix cache at the start: cold, warm (it has the shared prefixes), or as-it-comes from the warm-up (default: ${DEFAULT-VALUE}).")
    private String prefixCache = "";

    @Option(
            names = "--slo",
            paramLabel = "BOUNDS",
            description = "Bounds in milliseconds: 'ttft:500 tpot:50 e2el:5000' on each request say what counts as"
                    + " goodput; 'ttft_p95=500 tpot_p99=50' on percentiles are the study's bounds, or those that a"
                    + " rate must keep where capacity_rps is maximised.")
    private @Nullable String slo;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3",
            description = "Requests of a wave, all at once, before the clock starts (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--warm-up-waves",
            paramLabel = "N",
            defaultValue = "5",
            description = "Most waves; another is sent while they get faster (default: ${DEFAULT-VALUE}).")
    private int warmUpWaves;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "How long to wait for the last answers; what is open then is unfinished (default: ${DEFAULT-VALUE}).")
    private double drain;

    @Option(
            names = "--request-timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "A request past it is unfinished (default: ${DEFAULT-VALUE}).")
    private double requestTimeout;

    @Option(
            names = "--stop-at-errors",
            paramLabel = "X",
            description =
                    "End a test early when more than this share of its requests has failed; --error-share unless given.")
    private @Nullable Double stopAtErrors;

    @Option(
            names = "--stop-at-open",
            paramLabel = "N",
            description = "End a test early when more requests are open: the engine is saturated.")
    private @Nullable Integer stopAtOpen;

    /**
     * The stress test of a model.
     *
     * @param maxModelLength tokens that it takes; 0: unknown
     * @param decisive share of failed requests that decides the outcome, so that the test may end; 1: none
     */
    LoadPlan plan(String model, int maxModelLength, double decisive) {
        LoadPlan.Builder plan = LoadPlan.builder(model)
                .api(api)
                .seconds(seconds)
                .prefixCache(PrefixCache.valueOf(prefixCacheName()))
                .warmUp(warmUp)
                .warmUpWaves(warmUpWaves)
                .drain(Duration.ofMillis((long) (1e3 * drain)))
                .requestTimeout(Duration.ofMillis((long) (1e3 * requestTimeout)));
        pace(plan);
        if (stopAtErrors != null || decisive < 1.0) {
            plan.stopAtErrors(stopAtErrors != null ? stopAtErrors : decisive);
        }
        workload.describe(plan, api);
        headers.forEach(plan::header);
        if (apiKey != null) {
            plan.header("Authorization", "Bearer " + variable(apiKey));
        }
        fields().forEach(plan::body);
        plan.slo(slos().goodput());
        if (maxModelLength > 0) {
            plan.maxModelLength(maxModelLength);
        }
        return plan.build();
    }

    /** What --slo says. */
    SloText slos() {
        return SloText.parse(slo);
    }

    private void pace(LoadPlan.Builder plan) {
        if (rate.equalsIgnoreCase(INFINITE)) {
            plan.arrivals(Arrivals.atOnce(requests == null ? REQUESTS : requests));
        } else {
            plan.rate(number(rate, "--rate")).arrivals(arrivals());
        }
        if (maxConcurrency != null) {
            plan.maxConcurrency(maxConcurrency);
        }
        if (stopAtOpen != null) {
            plan.stopAtOpen(stopAtOpen);
        }
    }

    private Arrivals arrivals() {
        if (rampUpFrom != null) {
            return Arrivals.rampUp(rampUpFrom);
        }
        return burstiness.equalsIgnoreCase(INFINITE)
                ? Arrivals.fixed()
                : Arrivals.gamma(number(burstiness, "--burstiness"));
    }

    /** One line for people. */
    String description() {
        return workload.description() + " at " + rate + " per second for " + seconds + " s";
    }

    private String prefixCacheName() {
        String name = prefixCache.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        for (PrefixCache value : PrefixCache.values()) {
            if (value.name().equals(name)) {
                return name;
            }
        }
        throw new IllegalArgumentException("--prefix-cache \"" + prefixCache + "\": cold, warm or as-it-comes");
    }

    private Map<String, Object> fields() {
        if (extraBody == null) {
            return Map.of();
        }
        try {
            return new ObjectMapper().readValue(extraBody, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("--extra-body " + extraBody + " is no JSON object", e);
        }
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("--api-key " + name + ": there is no such variable in the environment");
        }
        return value;
    }

    private static double number(String text, String option) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " \"" + text + "\": a positive number or inf", e);
        }
    }
}
