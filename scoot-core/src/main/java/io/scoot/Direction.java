package io.scoot;

/** Whether less or more of a metric is better. */
public enum Direction {
    /** Less is better: latencies. */
    MINIMIZE,
    /** More is better: throughput. */
    MAXIMIZE
}
