package io.scoot.load;

import io.scoot.load.trace.RequestShape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param warmUp requests sent and awaited before the clock starts; they are in no figure
 * @param requestTimeout past it, counted from its sending, a request has failed
 * @param drain how long after the last arrival the test waits; what is unfinished then has failed
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
        int warmUp,
        Duration requestTimeout,
        Duration drain) {

    /** Checks and copies. */
    public LoadPlan {
        headers = Map.copyOf(headers);
        body = Map.copyOf(body);
        pool = List.copyOf(pool);
        check(rate > 0.0 && Double.isFinite(rate), "rate", rate, "a positive number of requests per second");
        check(seconds > 0.0 && Double.isFinite(seconds), "seconds", seconds, "a positive number");
        check(!pool.isEmpty(), "pool", pool, "at least one request shape");
        check(warmUp >= 0, "warmUp", warmUp, "0 or more requests");
        check(requestTimeout.toMillis() > 0, "requestTimeout", requestTimeout, "positive");
        check(!drain.isNegative(), "drain", drain, "not negative");
        check(
                api == Api.COMPLETIONS || prompts instanceof Prompts.Words,
                "prompts",
                prompts,
                "words, for the chat API takes no token ids");
    }

    /** A builder with the defaults: Poisson arrivals for 100 s, English words, no SLO, one request to warm up. */
    public static Builder builder(String model) {
        return new Builder(model);
    }

    private static void check(boolean right, String name, Object value, String wanted) {
        if (!right) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + wanted);
        }
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
                    warmUp,
                    requestTimeout,
                    drain);
        }
    }
}
