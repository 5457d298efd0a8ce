package io.scoot.engines.process;

/** Whose fault it is that an engine died. */
public enum Fault {
    /** The configuration's: a crash, which is learned. */
    CONFIGURATION,
    /** Of machine, network, credentials or model: nothing that a configuration could change. */
    INFRASTRUCTURE
}
