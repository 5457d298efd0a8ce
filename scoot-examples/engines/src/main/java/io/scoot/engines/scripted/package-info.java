/**
 * An engine in a process of its own that misbehaves as told. Launchers are tested with it, and the command line can be tried
 * without a model.
 */
@NullMarked
package io.scoot.engines.scripted;

import org.jspecify.annotations.NullMarked;
