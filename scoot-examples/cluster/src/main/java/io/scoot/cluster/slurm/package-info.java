/** Jobs of Slurm, by its commands. */
@NullMarked
package io.scoot.cluster.slurm;

import org.jspecify.annotations.NullMarked;
