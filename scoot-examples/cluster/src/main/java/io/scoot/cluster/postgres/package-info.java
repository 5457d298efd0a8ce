/** Studies in PostgreSQL: their records, and who may write them. */
@NullMarked
package io.scoot.cluster.postgres;

import org.jspecify.annotations.NullMarked;
