/** The command line: tunes a simulated service, a real engine, or llama.cpp on this machine, and shows the result. */
@NullMarked
package io.scoot.cli;

import org.jspecify.annotations.NullMarked;
