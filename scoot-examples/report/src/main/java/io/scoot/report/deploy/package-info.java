/** A configuration in the forms in which it is deployed. */
@NullMarked
package io.scoot.report.deploy;

import org.jspecify.annotations.NullMarked;
