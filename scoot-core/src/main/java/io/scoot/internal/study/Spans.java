package io.scoot.internal.study;

import java.time.Duration;

/** Spans of time as the nanoseconds of {@link System#nanoTime()}. */
final class Spans {

    private Spans() {}

    /** The nanoseconds of a span; {@link Long#MAX_VALUE}, three centuries, where there are more. */
    static long nanos(Duration span) {
        try {
            return span.toNanos();
        } catch (ArithmeticException e) {
            return span.isNegative() ? 0L : Long.MAX_VALUE;
        }
    }

    /** The span since {@code start} of {@link System#nanoTime()}. */
    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
