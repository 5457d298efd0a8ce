/**
 * A search space as the numeric modules see it: the encoding to and from the unit cube, and the admissible part of it.
 * Nothing is chosen or evaluated here.
 */
@NullMarked
package io.scoot.internal.space;

import org.jspecify.annotations.NullMarked;
