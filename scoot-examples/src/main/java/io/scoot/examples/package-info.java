/**
 * The first code to read as a host, and the command line that tunes a service from a terminal.
 */
@NullMarked
package io.scoot.examples;

import org.jspecify.annotations.NullMarked;
