package io.scoot.load;

import io.scoot.load.trace.RequestShape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A stress test of any server.
 *
 * @param api which endpoint
 * @param model its name, as the server knows it
 * @param headers sent with every request, such as {@code Authorization}
 * @param body further fields of every request; they override the generator's own
 * @param arrivals how requests come
 * @param rate requests per second
 * @param seconds how long requests come
 * @param pool shapes that requests are drawn from
 * @param prompts how they are worded
 * @param slo what counts as goodput
 * @param prefixCache what the server's prefix cache holds when the clock starts
 * @param warmUp requests of a wave, all at once, before the clock starts; they are in no figure
 * @param warmUpWaves most waves; the next is sent only if a wave was faster than {@link #STEADY} × the one before
 * @param requestTimeout past it, counted from its sending, a request has failed
 * @param drain how long after the last arrival the test waits; what is unfinished then has failed
 * @param maxConcurrency most requests open at a time; a request above it is due when another ends
 * @param stopAtErrors share of all planned requests; when more have failed other than by being slow, the test ends
 * @param stopAtOpen when more requests are open, the server is saturated and the test ends
 * @param maxModelLength tokens of prompt and answer that the model takes; a longer shape is refused
 * @param tokenizer counts output tokens where the server does not tell
 */
public record LoadPlan(
        Api api,
        String model,
        Map<String, String> headers,
        Map<String, Object> body,
        Arrivals arrivals,
        double rate,
        double seconds,
        List<RequestShape> pool,
        Prompts prompts,
        Slo slo,
        PrefixCache prefixCache,
        int warmUp,
        int warmUpWaves,
        Duration requestTimeout,
        Duration drain,
        OptionalInt maxConcurrency,
        OptionalDouble stopAtErrors,
        OptionalInt stopAtOpen,
        OptionalInt maxModelLength,
        Optional<Tokenizer> tokenizer) {

    /** Share of a wave's median latency that the next must undercut for another to be worth sending. */
    public static final double STEADY = 0.8;

    /** Checks and copies. */
    public LoadPlan(
            Api api,
            String model,
            Map<String, String> headers,
            Map<String, Object> body,
            Arrivals arrivals,
            double rate,
            double seconds,
            List<RequestShape> pool,
            Prompts prompts,
            Slo slo,
            PrefixCache prefixCache,
            int warmUp,
            int warmUpWaves,
            Duration requestTimeout,
            Duration drain,
            OptionalInt maxConcurrency,
            OptionalDouble stopAtErrors,
            OptionalInt stopAtOpen,
            OptionalInt maxModelLength,
            Optional<Tokenizer> tokenizer) {
        this.api = api;
        this.model = model;
        this.headers = Map.copyOf(headers);
        this.body = Map.copyOf(body);
        this.arrivals = arrivals;
        this.rate = rate;
        this.seconds = seconds;
        this.pool = List.copyOf(pool);
        this.prompts = prompts;
        this.slo = slo;
        this.prefixCache = prefixCache;
        this.warmUp = warmUp;
        this.warmUpWaves = warmUpWaves;
        this.requestTimeout = requestTimeout;
        this.drain = drain;
        this.maxConcurrency = maxConcurrency;
        this.stopAtErrors = stopAtErrors;
        this.stopAtOpen = stopAtOpen;
        this.maxModelLength = maxModelLength;
        this.tokenizer = tokenizer;
        PlanChecks.all(this);
    }

    /** A builder with the defaults: Poisson arrivals for 100 s, English words, no SLO, one request to warm up. */
    public static Builder builder(String model) {
        return new Builder(model);
    }

    /**
     * When requests come, in seconds.
     *
     * @throws LoadException if the seed draws none
     */
    public double[] arrivalTimes(long seed) {
        return PlanChecks.times(this, seed);
    }

    /** What a study under this load is about, for its identity: the same text for the same load. */
    public String identity() {
        return PlanChecks.identity(this);
    }

    /** Collects a plan; not thread-safe. */
    public static final class Builder {
        private final String model;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, Object> body = new LinkedHashMap<>();
        private Api api = Api.COMPLETIONS;
        private Arrivals arrivals = Arrivals.poisson();
        private double rate = 1.0;
        private double seconds = 100.0;
        private @Nullable List<RequestShape> pool;
        private Prompts prompts = Prompts.english();
        private Slo slo = Slo.none();
        private int warmUp = 1;
        private Duration requestTimeout = Duration.ofMinutes(5);
        private Duration drain = Duration.ofMinutes(2);
        private PrefixCache prefixCache = PrefixCache.AS_IT_COMES;
        private int warmUpWaves = 1;
        private OptionalInt maxConcurrency = OptionalInt.empty();
        private OptionalDouble stopAtErrors = OptionalDouble.empty();
        private OptionalInt stopAtOpen = OptionalInt.empty();
        private OptionalInt maxModelLength = OptionalInt.empty();
        private Optional<Tokenizer> tokenizer = Optional.empty();

        private Builder(String model) {
            this.model = model;
        }

        /** Which endpoint; completions unless set. */
        public Builder api(Api value) {
            api = value;
            return this;
        }

        /** One more header. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** One more field of each request's body. */
        public Builder body(String field, Object value) {
            body.put(field, value);
            return this;
        }

        /** How requests come. */
        public Builder arrivals(Arrivals value) {
            arrivals = value;
            return this;
        }

        /** Requests per second; 1 unless set. */
        public Builder rate(double value) {
            rate = value;
            return this;
        }

        /** How long requests come; 100 unless set, as in the paper. */
        public Builder seconds(double value) {
            seconds = value;
            return this;
        }

        /** What requests are drawn from; must be set. */
        public Builder pool(List<RequestShape> value) {
            pool = value;
            return this;
        }

        /** How they are worded. */
        public Builder prompts(Prompts value) {
            prompts = value;
            return this;
        }

        /** What counts as goodput. */
        public Builder slo(Slo value) {
            slo = value;
            return this;
        }

        /** Requests before the clock starts. */
        public Builder warmUp(int value) {
            warmUp = value;
            return this;
        }

        /** Most waves of warm-up requests; 1 unless set. */
        public Builder warmUpWaves(int value) {
            warmUpWaves = value;
            return this;
        }

        /** What the server's prefix cache holds when the clock starts; as it comes unless set. */
        public Builder prefixCache(PrefixCache value) {
            prefixCache = value;
            return this;
        }

        /** Most requests open at a time; no bound unless set. */
        public Builder maxConcurrency(int value) {
            maxConcurrency = OptionalInt.of(value);
            return this;
        }

        /** Ends the test when more than this share of its requests has failed. */
        public Builder stopAtErrors(double share) {
            stopAtErrors = OptionalDouble.of(share);
            return this;
        }

        /** Ends the test when more requests are open. */
        public Builder stopAtOpen(int value) {
            stopAtOpen = OptionalInt.of(value);
            return this;
        }

        /** Tokens of prompt and answer that the model takes. */
        public Builder maxModelLength(int value) {
            maxModelLength = OptionalInt.of(value);
            return this;
        }

        /** Counts output tokens where the server does not tell. */
        public Builder tokenizer(Tokenizer value) {
            tokenizer = Optional.of(value);
            return this;
        }

        /** Past it a request has failed; five minutes unless set. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** How long after the last arrival to wait; two minutes unless set. */
        public Builder drain(Duration value) {
            drain = value;
            return this;
        }

        /**
         * The plan.
         *
         * @throws IllegalArgumentException naming what is wrong
         * @throws NullPointerException without a pool
         */
        public LoadPlan build() {
            return new LoadPlan(
                    api,
                    model,
                    headers,
                    body,
                    arrivals,
                    rate,
                    seconds,
                    Objects.requireNonNull(pool, "pool: give the shapes that requests are drawn from"),
                    prompts,
                    slo,
                    prefixCache,
                    warmUp,
                    warmUpWaves,
                    requestTimeout,
                    drain,
                    maxConcurrency,
                    stopAtErrors,
                    stopAtOpen,
                    maxModelLength,
                    tokenizer);
        }
    }
}
