/** Jobs of Slurm, by its commands or by its REST server. */
@NullMarked
package io.scoot.cluster.slurm;

import org.jspecify.annotations.NullMarked;
