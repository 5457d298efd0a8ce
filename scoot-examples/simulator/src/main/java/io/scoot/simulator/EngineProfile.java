package io.scoot.simulator;

/** Which hidden constraints the engine has. */
public enum EngineProfile {

    /**
     * What the paper saw: chunked prefill with prefix caching dies only when a prefix of another request is hit, and a large
     * delay factor times out under many running requests. The latter is phenomenological: vLLM's source does not explain it.
     */
    PAPER("paper", false, 300.0),

    /** vLLM 0.5.4 as its source says: any second chunk dies under prefix caching too; the delay factor is harmless. */
    VLLM_0_5_4("vllm-0.5.4", true, Double.POSITIVE_INFINITY);

    private final String label;
    private final boolean anyHitCrashes;
    private final double delayWatchdog;

    EngineProfile(String label, boolean anyHitCrashes, double delayWatchdog) {
        this.label = label;
        this.anyHitCrashes = anyHitCrashes;
        this.delayWatchdog = delayWatchdog;
    }

    /** Whether, with chunked prefill and prefix caching, hits of a request's own blocks crash as well. */
    boolean anyHitCrashes() {
        return anyHitCrashes;
    }

    /** Delay factor × running requests beyond which the engine times out. */
    double delayWatchdog() {
        return delayWatchdog;
    }

    @Override
    public String toString() {
        return label;
    }
}
