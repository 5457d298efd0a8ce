/** What a page shows, computed from a study: values alone, no HTML. */
@NullMarked
package io.scoot.report.data;

import org.jspecify.annotations.NullMarked;
