/**
 * Catalogues of engines' parameters: what may be tuned, in which range, what it does, which combinations the engine refuses, and
 * how a configuration becomes a command line. A catalogue is a YAML (or JSON) file; a user's own space file has the same form.
 *
 * <p>Bounds, defaults and constraints are expressions of Apache Commons JEXL over the parameters' names and the
 * {@link io.scoot.engines.catalogue.Facts facts} of model and machine: {@code heads % tensor-parallel-size == 0}. Names may
 * contain dashes, so a minus needs spaces around it. Only what changes neither answers nor accuracy is in the catalogues that
 * Scoot brings along.
 */
@NullMarked
package io.scoot.engines.catalogue;

import org.jspecify.annotations.NullMarked;
