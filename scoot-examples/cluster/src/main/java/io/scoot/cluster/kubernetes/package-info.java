/** Kubernetes Jobs. */
@NullMarked
package io.scoot.cluster.kubernetes;

import org.jspecify.annotations.NullMarked;
