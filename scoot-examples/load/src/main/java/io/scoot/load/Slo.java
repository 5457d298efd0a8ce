package io.scoot.load;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bounds that a request must meet to count as goodput.
 *
 * @param bounds milliseconds by measure; none: every request that succeeds counts
 */
public record Slo(Map<Measure, Double> bounds) {

    /** What can be bounded. */
    public enum Measure {
        /** Time to first token. */
        TTFT,
        /** Time per output token after the first. */
        TPOT,
        /** End-to-end latency. */
        E2EL;

        double milliseconds(RequestResult result) {
            return 1e3
                    * switch (this) {
                        case TTFT -> result.ttft();
                        case TPOT -> result.tpot();
                        case E2EL -> result.latency();
                    };
        }
    }

    /** Copies the bounds. */
    public Slo {
        bounds.forEach((measure, bound) -> {
            if (!(bound > 0.0)) {
                throw new IllegalArgumentException("SLO " + measure + " " + bound + " ms must be positive");
            }
        });
        bounds = Map.copyOf(bounds);
    }

    /** No bound. */
    public static Slo none() {
        return new Slo(Map.of());
    }

    /**
     * From text as {@code vllm bench serve --goodput} takes it: {@code ttft:200 tpot:50}, separated by spaces or commas.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static Slo parse(String text) {
        Map<Measure, Double> bounds = new TreeMap<>();
        for (String part : text.strip().split("[\\s,]+", -1)) {
            String[] pair = part.split("[:=]", -1);
            try {
                if (pair.length == 2) {
                    bounds.put(Measure.valueOf(pair[0].toUpperCase(Locale.ROOT)), Double.valueOf(pair[1]));
                    continue;
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(wrong(part), e);
            }
            throw new IllegalArgumentException(wrong(part));
        }
        return new Slo(bounds);
    }

    /** Whether a request that succeeded meets every bound. */
    boolean met(RequestResult result) {
        return bounds.entrySet().stream().allMatch(bound -> bound.getKey().milliseconds(result) <= bound.getValue());
    }

    private static String wrong(String part) {
        return "SLO \"" + part + "\": give ttft:MS, tpot:MS or e2el:MS";
    }
}
