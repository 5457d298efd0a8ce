package io.scoot.suggest;

/**
 * What is believed of a metric at a configuration, in the metric's unit.
 *
 * @param median of the noise-free value
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
public record Band(double median, double low, double high) {}
