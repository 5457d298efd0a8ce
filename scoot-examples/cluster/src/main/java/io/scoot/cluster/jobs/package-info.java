/** Trials as jobs of a cluster's own scheduler. */
@NullMarked
package io.scoot.cluster.jobs;

import org.jspecify.annotations.NullMarked;
