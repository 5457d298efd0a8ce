/** A study as the command line runs it: what is tuned, how far, and what a person or a script sees of it. */
@NullMarked
package io.scoot.cli.study;

import org.jspecify.annotations.NullMarked;
