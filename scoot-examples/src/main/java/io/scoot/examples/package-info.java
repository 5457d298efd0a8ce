/** The first code to read as a host. The command line is in {@link io.scoot.examples.cli}. */
@NullMarked
package io.scoot.examples;

import org.jspecify.annotations.NullMarked;
