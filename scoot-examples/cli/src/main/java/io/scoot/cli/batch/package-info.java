/** {@code scoot batch}: the studies of many services, with a shared limit of slots. */
@NullMarked
package io.scoot.cli.batch;

import org.jspecify.annotations.NullMarked;
