/** The evaluator of real engines: launches one, stress-tests it, and tells what came of it. */
@NullMarked
package io.scoot.engines;

import org.jspecify.annotations.NullMarked;
