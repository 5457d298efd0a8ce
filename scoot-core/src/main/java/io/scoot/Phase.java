package io.scoot;

/** What a trial is for. */
public enum Phase {
    /** The engine's default configuration: the reference. */
    DEFAULT,
    /** A start-up sample, before there is enough to learn from. */
    INITIAL,
    /** A configuration that the suggester chose. */
    SUGGESTED,
    /** The best configuration once more under another arrival order; not an observation. */
    CONFIRMATION
}
