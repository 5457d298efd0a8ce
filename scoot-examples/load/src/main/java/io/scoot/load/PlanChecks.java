package io.scoot.load;

import io.scoot.load.trace.RequestShape;

/** What a plan must fulfil before anything is started for it, and what it is told by. */
final class PlanChecks {

    private static final double FASTEST = 10_000.0; // requests per second
    private static final int MOST = 1_000_000; // requests
    private static final int LONGEST = 10_000_000; // tokens of one request
    private static final double NONE = 0.02; // of the seeds may draw no request
    private static final double BYTES = 6.0; // of a prompt's token

    private PlanChecks() {}

    static void check(boolean right, String name, Object value, String wanted) {
        if (!right) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + wanted);
        }
    }

    static void all(LoadPlan plan) {
        double rate = plan.rate();
        check(
                rate > 0.0 && rate <= FASTEST,
                "rate",
                rate,
                "a positive number of requests per second, at most " + FASTEST);
        check(plan.seconds() > 0.0 && Double.isFinite(plan.seconds()), "seconds", plan.seconds(), "a positive number");
        check(!plan.pool().isEmpty(), "pool", plan.pool(), "at least one request shape");
        check(plan.warmUp() >= 0, "warmUp", plan.warmUp(), "0 or more requests");
        check(plan.warmUpWaves() >= 1, "warmUpWaves", plan.warmUpWaves(), "1 or more");
        check(plan.requestTimeout().toMillis() > 0, "requestTimeout", plan.requestTimeout(), "positive");
        check(!plan.drain().isNegative(), "drain", plan.drain(), "not negative");
        plan.maxConcurrency().ifPresent(most -> check(most >= 1, "maxConcurrency", most, "1 or more requests"));
        plan.stopAtOpen().ifPresent(most -> check(most >= 1, "stopAtOpen", most, "1 or more requests"));
        plan.stopAtErrors()
                .ifPresent(
                        share -> check(share >= 0.0 && share < 1.0, "stopAtErrors", share, "a share in 0 … 1 (not 1)"));
        check(
                plan.api() == Api.CHAT
                        ? !(plan.prompts() instanceof Prompts.TokenIds)
                        : !(plan.prompts() instanceof Prompts.Sessions),
                "prompts",
                plan.prompts(),
                plan.api() == Api.CHAT
                        ? "words, for the chat API takes no token ids"
                        : "words, texts or token ids, for sessions need the chat API");
        plan.pool().forEach(shape -> shape(shape, plan));
        amount(plan);
    }

    private static void shape(RequestShape shape, LoadPlan plan) {
        boolean right = shape.input() >= 1
                && shape.output() >= 1
                && shape.prefix() >= 0
                && shape.prefix() <= shape.input()
                && (long) shape.input() + shape.output() <= LONGEST;
        check(right, "a request's shape", shape, "of 1 … " + LONGEST + " tokens in all, and share at most its prompt");
        plan.maxModelLength().ifPresent(length -> {
            if ((long) shape.input() + shape.output() > length) {
                throw new IllegalArgumentException("a request of " + shape.input() + " + " + shape.output()
                        + " tokens is longer than the model's " + length
                        + ": leave such rows out of the trace, or give a larger maxModelLength");
            }
        });
    }

    private static void amount(LoadPlan plan) {
        double expected = plan.arrivals().expected(plan.rate(), plan.seconds());
        String asked = plan.rate() + " per second for " + plan.seconds() + " s";
        check(expected <= MOST, "the load", asked, "at most " + MOST + " requests");
        double none = plan.arrivals().chanceOfNone(plan.rate(), plan.seconds());
        check(
                none <= NONE,
                "the load",
                asked,
                "more: " + Math.round(100 * none) + " % of the seeds would draw no request at all");
        double tokens =
                plan.pool().stream().mapToInt(RequestShape::input).average().orElse(0.0);
        double bytes = expected * BYTES * tokens;
        check(
                bytes <= Runtime.getRuntime().maxMemory() / 2.0,
                "the load",
                asked,
                "smaller: its prompts need " + Math.round(bytes / 1e6) + " MB, which is more than half of this JVM's "
                        + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB (-Xmx)");
    }

    static double[] times(LoadPlan plan, long seed) {
        double[] times = plan.arrivals().times(plan.rate(), plan.seconds(), seed);
        if (times.length == 0) {
            throw new LoadException("seed " + seed + " draws no request from " + plan.rate() + " per second for "
                    + plan.seconds() + " s: take a longer test or a higher rate");
        }
        return times;
    }

    static String identity(LoadPlan plan) {
        return plan.api() + " of " + plan.model() + ", "
                + plan.arrivals().toString().replaceAll("(.{200}).*", "$1…") + ", " + plan.rate() + " per second for "
                + plan.seconds() + " s, " + plan.pool().size() + " shapes "
                + Integer.toHexString(plan.pool().hashCode()) + ", "
                + plan.prompts().getClass().getSimpleName() + ", " + plan.slo() + ", prefix cache " + plan.prefixCache()
                + plan.maxConcurrency().stream()
                        .mapToObj(most -> ", at most " + most + " open")
                        .findFirst()
                        .orElse("");
    }
}
