/** Variance-based sensitivity indices of a function on the unit cube. */
@NullMarked
package io.scoot.report.sensitivity;

import org.jspecify.annotations.NullMarked;
