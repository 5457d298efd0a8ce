/** Jobs of Ray, by its Jobs API. */
@NullMarked
package io.scoot.cluster.ray;

import org.jspecify.annotations.NullMarked;
