package io.scoot.simulator;

/**
 * One request of a workload.
 *
 * @param arrival seconds since the stress test began
 * @param input prompt tokens
 * @param output tokens generated
 * @param group whose prefix it shares
 * @param prefix leading tokens it shares with its group
 */
record Request(double arrival, int input, int output, int group, int prefix) {}
