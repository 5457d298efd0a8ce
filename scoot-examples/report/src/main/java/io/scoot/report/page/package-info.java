/** HTML pages of one file that open offline. */
@NullMarked
package io.scoot.report.page;

import org.jspecify.annotations.NullMarked;
