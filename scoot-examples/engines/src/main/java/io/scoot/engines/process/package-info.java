/**
 * Engines as operating-system processes: launched from an argument array, watched until they serve, stopped with everything that
 * they started, and, where they died, told why.
 */
@NullMarked
package io.scoot.engines.process;

import org.jspecify.annotations.NullMarked;
