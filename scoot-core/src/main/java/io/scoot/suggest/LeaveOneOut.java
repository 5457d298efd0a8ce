package io.scoot.suggest;

import io.scoot.Observation;

/**
 * How well an observation is predicted by all others.
 *
 * @param observation what was measured
 * @param measured its metric's value
 * @param median predicted without it, under hyper-parameters that were learned with it
 * @param low lower end of the 95 % interval of a measurement there
 * @param high upper end
 */
public record LeaveOneOut(Observation observation, double measured, double median, double low, double high) {}
