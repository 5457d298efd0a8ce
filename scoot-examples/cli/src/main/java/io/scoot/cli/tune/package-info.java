/** {@code scoot tune}: what its options say, for a simulated service, a real engine, or llama.cpp on this machine. */
@NullMarked
package io.scoot.cli.tune;

import org.jspecify.annotations.NullMarked;
