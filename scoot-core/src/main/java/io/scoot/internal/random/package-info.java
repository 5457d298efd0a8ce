/** The seed's streams: where every random draw of a study comes from. */
@NullMarked
package io.scoot.internal.random;

import org.jspecify.annotations.NullMarked;
