/**
 * Who chooses the next configurations: SCOOT and the three baselines of the paper (RD, GA, VBO). Each is a pure function of
 * the history; the numerics are in the modules gp, acq and constraints.
 */
@NullMarked
package io.scoot.suggest;

import org.jspecify.annotations.NullMarked;
