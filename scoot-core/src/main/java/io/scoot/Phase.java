package io.scoot;

/** What a trial is for. */
public enum Phase {
    /** The engine's default configuration: the reference. */
    DEFAULT,
    /** A start-up sample, or one that the host enqueued, before there is enough to learn from. */
    INITIAL,
    /** A configuration that the suggester chose. */
    SUGGESTED,
    /** The best configuration once more under another arrival order; not an observation. */
    CONFIRMATION,
    /** A trial of an earlier study, given to this one by {@code history(…)}: it teaches, and is nowhere else. */
    EARLIER
}
