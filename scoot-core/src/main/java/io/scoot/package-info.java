/**
 * What the host sees: describe a {@link io.scoot.SearchSpace} and {@link io.scoot.Objective}s, bring an
 * {@link io.scoot.Evaluator}, and let {@link io.scoot.Scoot} find a better configuration.
 */
@NullMarked
package io.scoot;

import org.jspecify.annotations.NullMarked;
