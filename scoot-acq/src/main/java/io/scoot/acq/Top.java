package io.scoot.acq;

/** A point and what it is worth. */
record Top(double[] point, double value) {}
