/**
 * A real engine for any laptop: llama.cpp by way of {@code de.kherud:llama}, in a JVM of its own for each trial, since a fault in
 * native code ends the JVM that it is in. The model's weights are random and its vocabulary is made so that a prompt's length is
 * known to the token: speed does not depend on what a model says.
 */
@NullMarked
package io.scoot.cli.llama;

import org.jspecify.annotations.NullMarked;
